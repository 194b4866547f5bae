import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, func, inspect, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

import assess
from assess.storage import schema
from assess.storage.database import (
    _MIGRATION_LOCK,
    migrate,
    open_engine,
    reading,
    switched_off,
    writing,
)
from assess.storage.faults import (
    DatabaseTooNew,
    NotDurable,
    StorageUnavailable,
    UnsupportedDatabase,
)


@pytest.fixture
def opened():
    """Open engines which are closed at the end."""
    engines = []

    def opened(url, *, patience_ms=10_000) -> Engine:
        engines.append(open_engine(url, patience_ms=patience_ms))
        return engines[-1]

    yield opened
    for engine in engines:
        engine.dispose()


@pytest.fixture
def sqlite_url(tmp_path):
    return f"sqlite:///{tmp_path / 'assess.sqlite'}"


def count_questionnaires(engine):
    with reading(engine) as connection:
        return len(connection.execute(schema.questionnaire.select()).all())


def keep(engine, sha256, source=""):
    row = {"questionnaire": "q", "version": "1", "sha256": sha256, "source": source}
    row["kept_at"] = "2026-03-01T08:00:00+00:00"
    columns = ", ".join(row)
    values = ", ".join(f":{name}" for name in row)
    with writing(engine) as connection:
        connection.execute(text(f"INSERT INTO questionnaire ({columns}) VALUES ({values})"), row)  # noqa: S608


def test_every_sqlite_connection_is_durable_and_minds_foreign_keys(opened, sqlite_url):
    engine = opened(sqlite_url)
    migrate(engine)
    with engine.connect() as first, engine.connect() as second:
        for connection in (first, second):
            found = [
                connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
                for name in ("synchronous", "foreign_keys", "journal_mode", "busy_timeout")
            ]
            assert found == [2, 1, "wal", 10_000]


def test_writing_takes_the_sqlite_lock_at_once_and_reading_takes_none(opened, sqlite_url):
    engine = opened(sqlite_url, patience_ms=50)
    migrate(engine)
    with writing(engine), reading(engine) as reader:
        assert reader.execute(schema.questionnaire.select()).all() == []
        with pytest.raises(StorageUnavailable, match="locked — another program"), writing(engine):
            pass


def test_a_postgresql_that_forgets_commits_is_refused(opened, postgresql):
    forgetful = f"postgresql://postgres@/postgres?host={postgresql}"
    engine = opened(f"{forgetful}&options=-csynchronous_commit%3Doff")
    with pytest.raises(NotDurable, match=r"synchronous_commit is off.*set synchronous_commit = on"):
        migrate(engine)


def test_either_setting_makes_postgresql_forgetful():
    safe = {"fsync": "on", "synchronous_commit": "on"}
    assert switched_off(safe) is None
    assert switched_off(safe | {"synchronous_commit": "local"}) is None
    assert switched_off(safe | {"fsync": "off"}) == "fsync"
    assert switched_off(safe | {"synchronous_commit": "off"}) == "synchronous_commit"


def test_postgresql_is_read_committed_whatever_its_default(opened, postgresql):
    strict = "options=-cdefault_transaction_isolation%3Dserializable"
    engine = opened(f"postgresql://postgres@/postgres?host={postgresql}&{strict}")
    with reading(engine) as connection:
        found = connection.exec_driver_sql("SHOW transaction_isolation").scalar_one()
    assert found == "read committed"


def test_migrating_twice_keeps_everything(opened, database_url):
    engine = opened(database_url)
    migrate(engine)
    keep(engine, "cafe")
    migrate(engine)
    assert count_questionnaires(engine) == 1


def test_two_programs_may_migrate_at_the_same_moment(database_url):
    code = (
        "import sys; from assess.storage.database import migrate, open_engine;"
        "engine = open_engine(sys.argv[1]); migrate(engine); engine.dispose()"
    )
    root = Path(assess.__file__).parents[1]
    command = [sys.executable, "-W", "error", "-c", code, database_url]
    programs = [subprocess.Popen(command, cwd=root) for _ in range(2)]
    assert [program.wait(20) for program in programs] == [0, 0]


def test_a_migration_waits_its_turn_and_says_whom_it_waited_for(opened, database_url):
    busy, waiting = opened(database_url), opened(database_url, patience_ms=50)
    with writing(busy) as connection:
        if busy.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_MIGRATION_LOCK)))
        with pytest.raises(StorageUnavailable, match="another program is writing"):
            migrate(waiting)


def test_a_migration_that_fails_leaves_nothing_behind(opened, database_url):
    engine = opened(database_url)

    def fail(*about: object) -> None:
        if "TRIGGER answer_event" in str(about[2]):
            raise RuntimeError("power cut")

    event.listen(engine, "before_cursor_execute", fail)
    with pytest.raises(RuntimeError, match="power cut"):
        migrate(engine)
    assert inspect(engine).get_table_names() == []
    event.remove(engine, "before_cursor_execute", fail)
    migrate(engine)
    assert "answer_event" in inspect(engine).get_table_names()


def test_a_database_of_a_newer_version_is_refused_and_untouched(opened, database_url):
    engine = opened(database_url)
    migrate(engine)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseTooNew, match=r"at revision '9999'.*knows '\d+'.*newer version"):
        migrate(engine)
    with reading(engine) as connection:
        assert (
            connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"
        )


def test_a_block_that_fails_keeps_nothing(opened, database_url):
    engine = opened(database_url)
    migrate(engine)
    with pytest.raises(ZeroDivisionError), writing(engine) as connection:  # noqa: PT012
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        raise ZeroDivisionError
    migrate(engine)


def test_a_full_disk_is_unavailable_storage_and_heals(opened, sqlite_url):
    engine = opened(sqlite_url)
    migrate(engine)
    with engine.connect() as connection:  # the pool gives this connection to the next user
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")
    keep(engine, "small")
    with pytest.raises(StorageUnavailable, match="disk is full — free some space") as fault:
        keep(engine, "large", "x" * 100_000)
    assert isinstance(fault.value.__cause__, OperationalError)
    assert "full" in str(fault.value.__cause__.orig)
    assert count_questionnaires(engine) == 1
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    keep(engine, "large", "x" * 100_000)
    assert count_questionnaires(engine) == 2


def test_a_read_only_database_is_unavailable_for_writing_only(opened, database_url):
    writer = opened(database_url)
    migrate(writer)
    keep(writer, "cafe")
    if database_url.startswith("sqlite"):
        url = database_url.replace("sqlite:///", "sqlite:///file:") + "?mode=ro&uri=true"
    else:
        url = f"{database_url}&options=-cdefault_transaction_read_only%3Don"
    engine = opened(url)
    assert count_questionnaires(engine) == 1
    with pytest.raises(StorageUnavailable, match="give this program permission to write"):
        keep(engine, "beef")


def test_a_folder_that_does_not_exist_is_named(opened, tmp_path):
    engine = opened(f"sqlite:///{tmp_path}/nowhere/assess.sqlite")
    with pytest.raises(StorageUnavailable, match=r"nowhere/assess.sqlite: unable to open"):
        migrate(engine)


def test_a_file_that_is_no_database_is_named(opened, tmp_path):
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7 " * 1000)
    engine = opened(f"sqlite:///{tmp_path}/report.pdf")
    with pytest.raises(StorageUnavailable, match="not a database — check the address"):
        migrate(engine)


def test_a_server_out_of_reach_is_unavailable_and_its_password_stays_secret(opened, tmp_path):
    engine = opened(f"postgresql://ann:hunter2@/assess?host={tmp_path}")
    with pytest.raises(StorageUnavailable, match="check that the database is running") as fault:
        migrate(engine)
    assert "hunter2" not in str(fault.value)


def test_a_postgresql_lock_held_too_long_is_unavailable_storage(opened, postgresql):
    url = f"postgresql://postgres@/postgres?host={postgresql}"
    patient, hasty = opened(url), opened(url, patience_ms=50)
    lock = text("SELECT pg_advisory_xact_lock(1)")
    with writing(patient) as holder:
        holder.execute(lock)
        with pytest.raises(StorageUnavailable, match="another program"), writing(hasty) as waiter:
            waiter.execute(lock)


def test_a_server_lost_in_mid_transaction_is_one_fault_and_the_next_try_works(opened, postgresql):
    url = f"postgresql://postgres@/postgres?host={postgresql}"
    engine, killer = opened(url), opened(url)
    with (  # noqa: PT012
        pytest.raises(StorageUnavailable, match="terminating connection") as fault,
        writing(engine) as connection,
    ):
        pid = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with writing(killer) as other:
            other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})
        connection.execute(text("SELECT 1"))
    assert isinstance(fault.value.__cause__, OperationalError)
    assert fault.value.__cause__.__context__ is fault.value.__cause__.orig
    with writing(engine) as connection:
        assert connection.execute(text("SELECT 1")).scalar_one() == 1


def test_a_server_that_was_restarted_between_two_uses_is_found_again(opened, postgresql):
    url = f"postgresql://postgres@/postgres?host={postgresql}"
    engine, killer = opened(url), opened(url)
    with writing(engine) as connection:
        pid = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    with writing(killer) as other:
        other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})
    with writing(engine) as connection:
        assert connection.execute(text("SELECT pg_backend_pid()")).scalar_one() != pid


def test_when_every_connection_is_in_use_storage_is_unavailable(opened, sqlite_url, monkeypatch):
    engine = opened(sqlite_url)
    monkeypatch.setattr(engine.pool, "_timeout", 0.05)
    held = [engine.connect() for _ in range(15)]
    with pytest.raises(StorageUnavailable, match="every connection is in use"), reading(engine):
        pass
    for connection in held:
        connection.close()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://root@host/name", "'mysql' databases are not supported"),
        ("assess.sqlite", "address cannot be read"),
        ("", "address cannot be read"),
    ],
)
def test_other_addresses_are_refused_with_an_example(url, said):
    with pytest.raises(UnsupportedDatabase, match=f"{said} — write sqlite:///"):
        open_engine(url)


def test_a_database_in_memory_serves_every_thread(opened):
    engine = opened("sqlite://")
    migrate(engine)
    seen = []
    thread = threading.Thread(target=lambda: seen.append(count_questionnaires(engine)))
    thread.start()
    thread.join()
    assert seen == [0]


def test_without_its_driver_postgresql_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UnsupportedDatabase, match="pip install 'assess"):
        open_engine("postgresql://postgres@/postgres")


def test_our_own_mistakes_are_not_blamed_on_the_database(opened, database_url):
    engine = opened(database_url)
    migrate(engine)
    statement = text("INSERT INTO questionnaire (version) VALUES ('1')")
    with pytest.raises(IntegrityError), writing(engine) as connection:
        connection.execute(statement)
    with pytest.raises(DBAPIError, match="nonsense"), writing(engine) as connection:
        connection.execute(text("SELECT nonsense"))
