"""A PostgreSQL server of the tests' own, thrown away afterwards."""

import atexit
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import psycopg
import pytest

REQUIRED = "postgresql" in os.environ.get("GOVTRACK_REQUIRE", "")
MISSING = "PostgreSQL's server programs are not installed (Debian package: postgresql)"


def _programs() -> Path | None:
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    newest = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return newest[-1].parent if newest else None


def _as_whom() -> dict[str, object]:
    """initdb refuses root, so that root runs it as the account that Debian's package made."""
    return {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@cache
def server() -> str:
    """The address of a running server, without a database name; skips, or fails where PostgreSQL is required."""
    programs = _programs()
    if programs is None:
        if REQUIRED:
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    folder = Path(tempfile.mkdtemp(prefix="govtrack-postgres-"))
    whom = _as_whom()
    if whom:
        shutil.chown(folder, "postgres", "postgres")
    data, port = folder / "data", _free_port()
    subprocess.run(
        [programs / "initdb", "-D", data, "-U", "govtrack", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"],
        check=True,
        capture_output=True,
        cwd=folder,
        **whom,
    )
    options = f"-p {port} -k {folder} -c fsync=off -c full_page_writes=off -c listen_addresses=127.0.0.1"
    started = subprocess.Popen(
        [programs / "postgres", "-D", data, *options.split()],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        **whom,
    )
    atexit.register(_stop, started, folder)
    address = f"postgresql://govtrack@127.0.0.1:{port}"
    _wait(address)
    return address


def _stop(started: "subprocess.Popen[bytes]", folder: Path) -> None:
    started.send_signal(signal.SIGINT)
    started.wait(20)
    shutil.rmtree(folder, ignore_errors=True)


def _wait(address: str) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(f"{address}/postgres", connect_timeout=2).close()
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def tell(statement: str) -> None:
    """Run one statement on the server itself, outside any database of the tests."""
    with psycopg.connect(f"{server()}/postgres", autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type] # our own words, never a person's


def replace(name: str, *, template: str) -> None:
    """Make a database anew as a copy of another."""
    tell(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    tell(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def emptying(name: str, tables: Sequence[str]) -> str:
    """The statements that put a database back to what it holds now: much quicker than copying it again."""
    with psycopg.connect(f"{server()}/{name}", autocommit=True) as connection:
        held = [table for table in tables if connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()]  # type: ignore[arg-type] # our own names
        connection.execute("CREATE SCHEMA founded")
        for table in held:
            connection.execute(f"CREATE TABLE founded.{table} AS TABLE public.{table}")  # type: ignore[arg-type] # the same
        counted = connection.execute(
            "SELECT sequencename, coalesce(last_value, 0) FROM pg_sequences WHERE schemaname = 'public'"
        ).fetchall()
    return ";".join(
        [
            *(f"DELETE FROM public.{table}" for table in reversed(tables)),
            *(f"INSERT INTO public.{table} SELECT * FROM founded.{table}" for table in held),
            *(
                f"SELECT setval('public.{sequence}', {max(last, 1)}, {'true' if last else 'false'})"
                for sequence, last in counted
            ),
        ]
    )


@cache
def _cleaner(name: str) -> psycopg.Connection:
    """A connection that is kept: one that is new has the whole catalogue to read first."""
    connection = psycopg.connect(f"{server()}/{name}", autocommit=True)
    connection.execute("SET session_replication_role = replica")  # all goes, so that no key need be looked after
    connection.execute("SET lock_timeout = '5s'")
    return connection


def emptied(name: str, statements: str) -> bool:
    """Put a database back; False where a test has changed its very tables."""
    try:
        with _cleaner(name).transaction():
            _cleaner(name).execute(statements)  # type: ignore[arg-type] # our own words, never a person's
    except psycopg.Error:
        _cleaner(name).close()
        _cleaner.cache_clear()
        return False
    return True
