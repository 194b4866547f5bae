"""Databases for tests: whatever asks for `database_url` runs on SQLite and on PostgreSQL.

PostgreSQL is a private cluster, one for each test process: a folder of its
own, a Unix socket in it, no network. It keeps `fsync` on, as the program
demands of its database.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine

from assess.storage.assessments import AssessmentRecord, AssessmentStore
from assess.storage.database import migrate, open_engine

SMALL = {"shared_buffers": "16MB", "max_connections": "40", "max_wal_size": "64MB"}
PATIENCE_S = 30

serial = count(1)


def programs() -> Path | None:
    """Where PostgreSQL's programs are; Debian keeps them off the PATH."""
    packaged = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    found = packaged[-1] if packaged else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def server_account() -> tuple[int, int] | tuple[None, None]:
    """Whom the server runs as, user and group: PostgreSQL refuses to be root."""
    if os.getuid() != 0:
        return None, None
    account = pwd.getpwnam("postgres")
    return account.pw_uid, account.pw_gid


def wait_until_ready(server: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            psycopg.connect(host=str(folder), user="postgres", dbname="postgres").close()
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                log = (folder / "log").read_text()
                raise RuntimeError(f"PostgreSQL did not start:\n{log}") from None
            time.sleep(0.05)
        else:
            return


@contextmanager
def cluster(bin_: Path, folder: Path) -> Iterator[Path]:
    """A server in the folder, gone at the end; what is yielded holds its socket."""
    user, group = server_account()
    if user is not None and group is not None:
        os.chown(folder, user, group)
    data = str(folder / "data")
    how = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    initdb = [str(bin_ / "initdb"), "-D", data, *how]
    subprocess.run(
        initdb, cwd=folder, check=True, stdout=subprocess.DEVNULL, user=user, group=group
    )
    settings = SMALL | {"listen_addresses": "", "unix_socket_directories": str(folder)}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [str(bin_ / "postgres"), "-D", data, *options],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # a Ctrl-C meant for pytest is not for the server
            user=user,
            group=group,
        )
    try:
        wait_until_ready(server, folder)
        yield folder
    finally:
        server.send_signal(signal.SIGINT)  # "fast shutdown": does not wait for clients
        server.wait(PATIENCE_S)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Path]:
    """The folder with the socket of this process's PostgreSQL."""
    bin_ = programs()
    if bin_ is None:
        reason = "no PostgreSQL programs found; `.ci/setup test` installs them"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    # Not tmp_path: the server's account may not enter it, and a socket's path must be short.
    with (
        tempfile.TemporaryDirectory(prefix="assess-pg-", dir="/tmp") as folder,
        cluster(bin_, Path(folder)) as socket_folder,
    ):
        yield socket_folder


@contextmanager
def fresh_database(folder: Path) -> Iterator[str]:
    """A new, empty database of the cluster, dropped at the end."""
    name = f"test_{next(serial)}"
    with psycopg.connect(
        host=str(folder), user="postgres", dbname="postgres", autocommit=True
    ) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        yield f"postgresql+psycopg://postgres@/{name}?host={folder}"
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database; the test runs once on each engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'assess.sqlite'}"
    else:
        with fresh_database(request.getfixturevalue("postgresql")) as url:
            yield url


class Clock:
    """Tells a new second at every look, so that times tell the order."""

    def __init__(self) -> None:
        self.seconds = count()

    def __call__(self) -> datetime:
        return datetime(2026, 3, 1, 8, 0, tzinfo=UTC) + timedelta(seconds=next(self.seconds))


@pytest.fixture(
    scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)
def engine(request: pytest.FixtureRequest, tmp_path_factory) -> Iterator[Engine]:
    """An engine on a database brought up to date, one for all tests: PostgreSQL makes few a second.

    Tests do not meet in it, because each has an assessment of its own.
    """
    with ExitStack() as stack:
        if request.param == "sqlite":
            url = f"sqlite:///{tmp_path_factory.mktemp('shared') / 'assess.sqlite'}"
        else:
            url = stack.enter_context(fresh_database(request.getfixturevalue("postgresql")))
        engine = open_engine(url)
        stack.callback(engine.dispose)
        migrate(engine)
        yield engine


@pytest.fixture
def store(engine: Engine) -> AssessmentStore:
    """A store which has kept the questionnaire with the digest `cafe`."""
    store = AssessmentStore(engine, Clock())
    store.keep_questionnaire("customer", "1.0", "cafe", "id: customer\n")
    return store


@pytest.fixture
def link() -> str:
    """The secret link of `assessment`."""
    return f"link {next(serial)}"


@pytest.fixture
def assessment(store: AssessmentStore, link: str) -> AssessmentRecord:
    """A draft of a self-assessment."""
    return begun(store, link, {"organization": "Acme"})


def begun(
    store: AssessmentStore, token: str, details: Mapping[str, object] | None = None
) -> AssessmentRecord:
    """An assessment by the questionnaire with the digest `cafe`."""
    return store.create(
        token=token,
        questionnaire_sha256="cafe",
        purpose="self",
        form="short",
        profile="default",
        language="en",
        details=details or {},
    )
