"""Opening the database so that what is acknowledged stays, and bringing it up to date.

SQLite is the embedded default, PostgreSQL serves when one machine is not enough.
Every use of the database goes through `reading` or `writing`, which turn the
engine's faults into `StorageUnavailable`.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Connection,
    Engine,
    Insert,
    StaticPool,
    Table,
    create_engine,
    event,
    exc,
    func,
    make_url,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    NotSupportedError,
    ProgrammingError,
)
from sqlalchemy.pool import ConnectionPoolEntry

from assess.storage.faults import (
    DatabaseTooNew,
    NotDurable,
    StorageUnavailable,
    UnsupportedDatabase,
)

_MIGRATIONS = Path(__file__).parent / "migrations"
_MIGRATION_LOCK = 0x617373657373  # "assess": any number, as long as every version uses it
_OUR_MISTAKES = (DataError, IntegrityError, NotSupportedError, ProgrammingError)


def open_engine(url: str, *, patience_ms: int = 10_000) -> Engine:
    """An engine whose every connection is durable; it connects at first use.

    A writer waits `patience_ms` for other writers before storage is unavailable.
    """
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        return _open_sqlite(address, patience_ms)
    return _open_postgresql(address, patience_ms)


def initialize(engine: Engine) -> None:
    """Reach the database, and switch an SQLite file to its write-ahead log, which it remembers."""
    with _explained(engine), engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            connection.execute(select(1))
            return
        connection.execution_options(sqlite_begin="")  # the mode cannot change inside a transaction
        mode = connection.exec_driver_sql("PRAGMA journal_mode=WAL").scalar_one()
    if mode not in {"wal", "memory"}:
        raise NotDurable(
            _name(engine), "no write-ahead log is possible there", "put the file on a local disk"
        )


def migrate(engine: Engine) -> None:
    """Bring the database to this version's schema, in one transaction: wholly or not at all."""
    initialize(engine)
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":  # in SQLite `writing` already waits its turn
            connection.execute(select(func.pg_advisory_xact_lock(_MIGRATION_LOCK)))
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        _refuse_newer(connection, ScriptDirectory.from_config(config))
        command.upgrade(config, "head")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads; it waits for nobody."""
    with _explained(engine), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: kept on the disk when the block ends, undone when it fails.

    SQLite takes the write lock at once: a transaction that reads first and writes
    later fails without waiting, whatever the timeout.
    """
    with _explained(engine), engine.connect() as connection:
        connection.execution_options(sqlite_begin="BEGIN IMMEDIATE")
        with connection.begin():
            yield connection


def insert_once(connection: Connection, table: Table) -> Insert:
    """An INSERT that does nothing, and returns no row, where the key or digest is there already."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table).on_conflict_do_nothing()
    return postgresql.insert(table).on_conflict_do_nothing()


@contextmanager
def _explained(engine: Engine) -> Iterator[None]:
    """The one place where a failing database becomes a fault with a cure."""
    try:
        yield
    except _OUR_MISTAKES:
        raise
    except (DatabaseError, InterfaceError) as fault:
        if getattr(fault.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
            raise  # SQLite's word for a wrong statement, such as an unknown column
        reason = str(fault.orig).strip().splitlines()
        raise StorageUnavailable(_name(engine), reason[0] if reason else "no reason") from fault
    except exc.TimeoutError as fault:
        raise StorageUnavailable(_name(engine), "every connection is in use") from fault


def _name(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=True)


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError as fault:
        # The text may hold a password: it is not repeated.
        raise UnsupportedDatabase("the database's address cannot be read") from fault
    if address.drivername in {"postgres", "postgresql"}:
        return address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() not in {"sqlite", "postgresql"}:
        raise UnsupportedDatabase(f"{address.drivername!r} databases are not supported")
    return address


def _open_sqlite(address: URL, patience_ms: int) -> Engine:
    if address.database in {None, "", ":memory:"}:  # such a database lives in one connection
        engine = create_engine(
            address, poolclass=StaticPool, connect_args={"check_same_thread": False}
        )
    else:
        engine = create_engine(address, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def make_durable(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # Python begins no transaction by itself
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={patience_ms:d}")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        statement = connection.get_execution_options().get("sqlite_begin", "BEGIN")
        if statement:
            connection.exec_driver_sql(statement)

    return engine


def _open_postgresql(address: URL, patience_ms: int) -> Engine:
    try:
        engine = create_engine(
            address, isolation_level="READ COMMITTED", pool_pre_ping=True, hide_parameters=True
        )
    except ModuleNotFoundError as fault:
        raise UnsupportedDatabase(
            "PostgreSQL needs its driver: pip install 'assess[postgres]'"
        ) from fault

    @event.listens_for(engine, "connect")
    def make_durable(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute(f"SET lock_timeout = {patience_ms:d}")
        cursor.execute(
            "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit')"
        )
        unsafe = switched_off(dict(cursor.fetchall()))
        connection.commit()  # else the first rollback takes the lock_timeout back
        if unsafe:
            connection.close()
            raise NotDurable(_name(engine), f"{unsafe} is off", f"set {unsafe} = on")

    return engine


def switched_off(settings: Mapping[str, str]) -> str | None:
    """The first PostgreSQL setting, if any, that would let acknowledged answers be lost."""
    return next((n for n in ("fsync", "synchronous_commit") if settings[n] == "off"), None)


def _refuse_newer(connection: Connection, script: ScriptDirectory) -> None:
    known = {revision.revision for revision in script.walk_revisions()}
    for found in MigrationContext.configure(connection).get_current_heads():
        if found not in known:
            raise DatabaseTooNew(
                _name(connection.engine), found, script.get_current_head() or "none"
            )
