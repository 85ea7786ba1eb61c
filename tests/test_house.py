"""The house itself: its layers, its rooms, its style, and what is put into a wheel."""

import ast
import csv
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from govtrack import paths
from govtrack.domain import founding
from govtrack.rooms import NOUNS

HOME = Path(__file__).resolve().parent.parent


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=HOME, capture_output=True, text=True, check=False, timeout=300
    )


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["ruff", "check", "."], id="ruff finds nothing to mend"),
        pytest.param(["ruff", "format", "--check", "."], id="every file is laid out by ruff"),
        pytest.param(["mypy"], id="the types hold, strictly"),
        pytest.param(["djlint", "--lint", "--quiet", "templates"], id="the templates are well formed"),
    ],
)
def test_a_checker_finds_nothing(command: list[str]) -> None:
    answer = run(*command)

    assert answer.returncode == 0, answer.stdout[-4000:] + answer.stderr[-2000:]


def test_data_walks_one_way() -> None:
    linter = Path(sys.executable).with_name("lint-imports")

    answer = subprocess.run(
        [linter, "--no-cache"],
        cwd=HOME,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "120"},
    )

    assert answer.returncode == 0, answer.stdout[-4000:] + answer.stderr[-2000:]
    assert "5 kept, 0 broken" in answer.stdout


def test_one_noun_opens_every_door() -> None:
    rooms = {folder.name for folder in (paths.PACKAGE / "rooms").iterdir() if (folder / "views.py").exists()}
    templates = {folder.name for folder in paths.TEMPLATES.iterdir() if folder.is_dir()}

    assert rooms == set(NOUNS)
    assert templates - {"components", "errors"} <= rooms


def kept() -> list[str]:
    """What git keeps."""
    answer = subprocess.run(["git", "ls-files"], cwd=HOME, capture_output=True, text=True, check=True)
    return answer.stdout.splitlines()


def python_files() -> list[Path]:
    return sorted(file for file in (HOME / "govtrack").rglob("*.py"))


def test_every_file_opens_with_a_sentence() -> None:
    silent = [
        str(file) for file in python_files() if not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    ]

    assert silent == []


def test_every_exception_to_a_rule_carries_its_reason() -> None:
    bare = [
        f"{file.relative_to(HOME)}:{number}"
        for file in [*python_files(), *sorted((HOME / "tests").rglob("*.py"))]
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"# (?:noqa|type: ignore|pragma)(?!.*(?:# \w|- \w))", line) and file != Path(__file__)
    ]

    assert bare == []


def test_no_file_names_a_package_registry_or_a_machine() -> None:
    hosts = [f"{name}.org" for name in ("pypi", "pythonhosted", "npmjs", "deb.debian")]
    words = [*hosts, "/work" + "/main", "/ro" + "ot/"]
    found = [
        f"{name}: {word}"
        for name in kept()
        if not name.endswith((".png", ".svg"))
        for word in words
        if word in (HOME / name).read_text(encoding="utf-8", errors="replace")
    ]

    assert found == []


def test_the_wheel_holds_what_git_keeps_and_nothing_else(tmp_path: Path) -> None:
    inside = run("hatchling", "build", "-t", "wheel", "-d", str(tmp_path))
    assert inside.returncode == 0, inside.stderr
    wheel = zipfile.ZipFile(next(tmp_path.glob("*.whl")))
    held = {name for name in wheel.namelist() if ".dist-info/" not in name}

    wanted = {name for name in kept() if name.startswith("govtrack/")}
    wanted |= {f"govtrack/{name}" for name in kept() if name.startswith(("templates/", "migrations/"))}

    assert held == wanted


def test_the_readme_prints_both_commands_and_ci_runs_the_second() -> None:
    lines = (HOME / "README.md").read_text(encoding="utf-8").splitlines()
    start = "python3 -m venv .venv && .venv/bin/pip install -c constraints.txt -e "

    assert f"{start}. && .venv/bin/govtrack demo" in lines
    assert [line for line in lines if "'.[test]' && .venv/bin/pytest" in line] == [
        f"{start}'.[test]' && .venv/bin/pytest"
    ]
    assert "'.[test]' && .venv/bin/pytest" in (HOME / ".ci" / "run").read_text(encoding="utf-8")


def test_every_pinned_library_is_one_that_is_named_and_no_address_is_given() -> None:
    pinned = (HOME / "constraints.txt").read_text(encoding="utf-8")

    assert "://" not in pinned
    assert all("==" in line for line in pinned.splitlines() if line.strip())


def test_the_43_police_areas_are_seeded_under_short_names_that_differ() -> None:
    areas = founding.areas()

    assert len(areas) == 43
    assert len({area.short_name.casefold() for area in areas}) == 43
    assert max(len(area.short_name) for area in areas) <= 15
    with (paths.DATA / "forces.csv").open(encoding="utf-8", newline="") as file:
        assert {area.area_code for area in areas} == {row["pfa_code"] for row in csv.DictReader(file)}
