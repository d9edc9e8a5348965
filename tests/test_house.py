"""The house keeps its own rules: doors, sizes, docstrings, locks, and the Qt it stands on.

The figures are those of docs/decisions.md and CONTRIBUTING.md. Everything is
measured with ``ast`` on the source files; nothing of the house is imported.
"""

from __future__ import annotations

import ast
import graphlib
import re
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "editor_app"
ROOMS = ("domain", "text", "formats", "storage", "connectors", "services", "ui", "cli")

LONGEST_FUNCTION = 60
LONGEST_FILE = 500
LONGEST_CLASS = 300
LONGEST_MAIN_WINDOW = 250
FUNCTION_95TH = 30
FILE_95TH = 400

# Names that say nothing about what is inside.
EMPTY_NAMES = {"utils", "util", "misc", "common", "manager", "managers", "helper", "helpers"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python file of ours: where it is, its text and its tree."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def module(self) -> str:
        """The dotted name, ``editor_app.text.blocks``; a package goes without ``__init__``."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def length(self) -> int:
        """Physical lines."""
        return len(self.text.splitlines())


def _read(path: Path) -> Source:
    text = path.read_text(encoding="utf-8")
    return Source(path, text, ast.parse(text, filename=str(path)))


@pytest.fixture(scope="module")
def house() -> list[Source]:
    """Every source file of the program."""
    return [_read(path) for path in sorted(HOUSE.rglob("*.py"))]


@pytest.fixture(scope="module")
def all_sources(house: list[Source]) -> list[Source]:
    """The program and its tests."""
    return house + [_read(path) for path in sorted((ROOT / "tests").rglob("*.py"))]


def _without_docstring(node: Function | ast.ClassDef) -> int:
    """Lines from ``def`` or ``class`` to the end, not counting the docstring."""
    assert node.end_lineno is not None
    lines = node.end_lineno - node.lineno + 1
    if ast.get_docstring(node, clean=False) is not None:
        said = node.body[0]
        assert said.end_lineno is not None
        lines -= said.end_lineno - said.lineno + 1
    return lines


def _functions(sources: list[Source]) -> Iterator[tuple[str, Function]]:
    for source in sources:
        for node in ast.walk(source.tree):
            if isinstance(node, Function):
                yield f"{source.path.relative_to(ROOT)}:{node.lineno} {node.name}", node


def _classes(sources: list[Source]) -> Iterator[tuple[str, ast.ClassDef]]:
    for source in sources:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ClassDef):
                yield f"{source.path.relative_to(ROOT)}:{node.lineno} {node.name}", node


def _percentile_95(values: list[int]) -> float:
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


# --- Sizes -----------------------------------------------------------------------------


def test_no_function_is_longer_than_a_screen(all_sources: list[Source]) -> None:
    lengths = {where: _without_docstring(node) for where, node in _functions(all_sources)}
    assert {w: n for w, n in lengths.items() if n > LONGEST_FUNCTION} == {}


def test_nearly_all_functions_are_short(house: list[Source]) -> None:
    lengths = [_without_docstring(node) for _, node in _functions(house)]
    assert _percentile_95(lengths) <= FUNCTION_95TH


def test_no_file_is_longer_than_a_sitting(all_sources: list[Source]) -> None:
    lengths = {str(s.path.relative_to(ROOT)): s.length for s in all_sources}
    assert {w: n for w, n in lengths.items() if n > LONGEST_FILE} == {}


def test_nearly_all_files_are_short(house: list[Source]) -> None:
    assert _percentile_95([source.length for source in house]) <= FILE_95TH


def test_no_class_does_everything(house: list[Source]) -> None:
    lengths = {where: _without_docstring(node) for where, node in _classes(house)}
    assert {w: n for w, n in lengths.items() if n > LONGEST_CLASS} == {}


def test_the_main_window_is_only_a_frame(house: list[Source]) -> None:
    files = [s for s in house if s.module == "editor_app.ui.main_window"]
    lengths = {where: _without_docstring(node) for where, node in _classes(files)}
    assert {w: n for w, n in lengths.items() if n > LONGEST_MAIN_WINDOW} == {}


# --- Names, docstrings and types ---------------------------------------------------------


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_says_what_lives_in_it_and_what_does_not(room: str) -> None:
    said = ast.get_docstring(_read(HOUSE / room / "__init__.py").tree)
    assert said is not None
    assert len(said.split()) >= 20
    assert re.search(r"\b(not|no|never|alone|only|elsewhere)\b|live in", said, re.IGNORECASE)


def test_there_is_no_room_that_is_not_named() -> None:
    folders = {p.name for p in HOUSE.iterdir() if p.is_dir() and any(p.rglob("*.py"))}
    assert folders == set(ROOMS)


def test_every_folder_of_the_house_is_a_package(house: list[Source]) -> None:
    # Alembic reads the files of its versions by path, one after the other.
    folders = {source.path.parent for source in house if source.path.parent.name != "versions"}
    assert [str(f) for f in sorted(folders) if not (f / "__init__.py").exists()] == []


def test_everything_public_says_what_it_is(house: list[Source]) -> None:
    silent = [s.module for s in house if s.text.strip() and ast.get_docstring(s.tree) is None]
    for source in house:
        for node in source.tree.body:
            silent += _silent_names(source.module, node)
    assert silent == []


def _silent_names(within: str, node: ast.stmt) -> list[str]:
    """Public classes, functions and methods at and below ``node`` without a docstring."""
    if not isinstance(node, Function | ast.ClassDef) or node.name.startswith("_"):
        return []
    name = f"{within}.{node.name}"
    silent = [name] if ast.get_docstring(node) is None and not _is_overload(node) else []
    if isinstance(node, ast.ClassDef):
        for member in node.body:
            silent += _silent_names(name, member)
    return silent


def _is_overload(node: Function | ast.ClassDef) -> bool:
    return any(ast.unparse(d).endswith("overload") for d in node.decorator_list)


def test_no_module_has_a_name_that_says_nothing(all_sources: list[Source]) -> None:
    names = {source.module: set(source.module.split(".")) for source in all_sources}
    assert [module for module, parts in names.items() if parts & EMPTY_NAMES] == []


def test_nobody_waits_a_fixed_time_for_the_window(all_sources: list[Source]) -> None:
    calls = [
        f"{source.path.relative_to(ROOT)}:{node.lineno}"
        for source in all_sources
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("qtbot.wait")
    ]
    assert calls == []


# --- Doors -------------------------------------------------------------------------------


def test_the_doors_are_kept() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [linter, "--no-logo", "--no-cache"],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_door_is_written_down() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c["type"] == "layers")
    assert layers == [
        "ui | cli",
        "services",
        "storage | connectors",
        "formats",
        "text",
        "domain",
    ]
    forbidden = {name for c in contracts for name in c.get("forbidden_modules", ())}
    assert {"PySide6", "sqlalchemy", "alembic", "keyring"} <= forbidden
    assert {"editor_app.storage", "editor_app.connectors"} <= forbidden


def _imports(node: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Import | ast.ImportFrom):
            yield inner


def _named(node: ast.Import | ast.ImportFrom) -> list[str]:
    """Dotted names an import could mean: ``from a import b`` means ``a`` and maybe ``a.b``."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    module = node.module or ""
    return [module, *(f"{module}.{alias.name}" for alias in node.names)]


def _meant(node: ast.Import | ast.ImportFrom, modules: set[str]) -> set[str]:
    """Which of our ``modules`` an import reads: of ``from a import b`` a.b if it is one, else a."""
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names} & modules
    module = node.module or ""
    inner = {f"{module}.{alias.name}" for alias in node.names}
    return {name if name in modules else module for name in inner} & modules


def test_our_own_modules_are_imported_at_the_top_of_a_file(house: list[Source]) -> None:
    late = [
        f"{where} line {found.lineno}"
        for where, function in _functions(house)
        if "__main__.py" not in where
        for found in _imports(function)
        if _named(found)[0].split(".")[0] == "editor_app"
    ]
    assert late == []


def test_imports_name_the_whole_way(house: list[Source]) -> None:
    relative = [
        f"{source.module}:{found.lineno}"
        for source in house
        for found in _imports(source.tree)
        if isinstance(found, ast.ImportFrom) and found.level
    ]
    assert relative == []


def test_modules_do_not_import_each_other_in_a_circle(house: list[Source]) -> None:
    modules = {source.module for source in house}
    sorter: graphlib.TopologicalSorter[str] = graphlib.TopologicalSorter()
    for source in house:
        found = [_meant(node, modules) for node in _imports(source.tree)]
        sorter.add(source.module, *(set().union(*found) - {source.module}))
    sorter.prepare()  # raises CycleError, which names the circle


@pytest.mark.parametrize("room", ["domain", "services"])
def test_rooms_of_plain_python_use_the_standard_library_alone(room: str) -> None:
    outside = {
        name.split(".")[0]
        for path in (HOUSE / room).rglob("*.py")
        for found in _imports(_read(path).tree)
        for name in _named(found)[:1]
    }
    assert outside - set(sys.stdlib_module_names) - {"editor_app"} == set()


# --- What we stand on ----------------------------------------------------------------------


@pytest.mark.parametrize("lock", ["dev.lock", "run.lock", "without-qt.lock"])
def test_locked_requirements_have_hashes_and_name_no_server(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|--index|--extra-index|--find-links)", text, re.MULTILINE)
    for entry in re.split(r"\n(?=\S)", text.replace("\\\n", "")):
        if entry and not entry.startswith("#"):
            assert "==" in entry, entry
            assert "--hash=sha256:" in entry, entry


def test_what_the_program_needs_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for lock in ("dev.lock", "run.lock"):
        text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
        locked = {name.lower() for name in re.findall(r"^([\w.-]+)==", text, re.MULTILINE)}
        wanted = {re.split(r"[^\w.-]", line)[0].lower() for line in project["dependencies"]}
        assert wanted - locked == set()


def test_no_lock_file_with_addresses_is_kept() -> None:
    assert not (ROOT / "uv.lock").exists()
    assert not (ROOT / "pylock.toml").exists()


COUNT_NONE = """
import sys
from PySide6.QtCore import QObject

thing = QObject()
thing.setObjectName("warm")
before = sys.getrefcount(None)
for _ in range(4_000):
    thing.setObjectName("x")
    thing.blockSignals(False)
    thing.setParent(None)
print(sys.getrefcount(None) - before)
"""


def test_qt_calls_that_return_nothing_do_not_use_up_none() -> None:
    pytest.importorskip("PySide6", reason="this environment is the one without Qt")
    # PySide6 6.12.0 gives up a reference to None at each such call: on Python 3.11 the
    # program dies after some thousand calls. A process of its own, since it would die too.
    done = subprocess.run(
        [sys.executable, "-c", COUNT_NONE], check=False, capture_output=True, text=True, timeout=200
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > -100
