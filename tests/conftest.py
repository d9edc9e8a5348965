"""What holds for every test: no screen, no user's folders, no unexpected log line.

Also here: the Hypothesis profiles, the guard against threads that outlive their
test, and the one against Qt's objects that end in a thread. The order of the tests
is random (pytest-randomly prints the seed; ``-p no:randomly`` keeps the order), and
each has a time limit (pyproject.toml). What only one room needs stands in that room's
own ``conftest.py``.
"""

from __future__ import annotations

import gc
import logging
import os
import re
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.database import DirectoryBasedExampleDatabase

pytest_plugins = ["tests.servers.fixtures"]

ROOT = Path(__file__).resolve().parent.parent

# Qt reads these when it is first imported, so they are set before any test module is.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    # The browser engine does not start as root with its sandbox.
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

# The developer's own language, keyring, settings and desks are not for tests.
os.environ["LANGUAGE"] = "en"
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
_USER_FOLDERS = tempfile.TemporaryDirectory(prefix="copydesk-tests-", ignore_cleanup_errors=True)
for _variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
    os.environ[_variable] = str(Path(_USER_FOLDERS.name) / _variable.lower())

_EXAMPLES = DirectoryBasedExampleDatabase(str(ROOT / "build" / "hypothesis"))
settings.register_profile(
    "house",
    deadline=None,  # a busy machine is not a failure
    database=_EXAMPLES,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("gate", settings.get_profile("house"), derandomize=True, database=None)
settings.register_profile("ordeal", settings.get_profile("house"), max_examples=5_000)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("gate" if os.environ.get("CI") else "house")
)


PATIENT = ("slow", "kills", "servers", "typing", "ordeal")
"""The marks of tests that start processes of their own or take long; each is marked ``patient``."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one process run what needs a WordPress, and one all else that takes patience.

    What fills all processors comes at the end. pytest-xdist reads the groups
    after this, pytest-randomly has shuffled before it, and tests/servers/fixtures.py has marked
    what needs a WordPress.
    """
    for item in items:
        if any(item.get_closest_marker(name) for name in PATIENT):
            item.add_marker(pytest.mark.patient)
        if item.get_closest_marker("all_processors"):
            continue
        if item.get_closest_marker("wordpress"):
            item.add_marker(pytest.mark.xdist_group("wordpress"))
        elif item.get_closest_marker("patient"):
            item.add_marker(pytest.mark.xdist_group("patient"))
    items.sort(key=lambda item: item.get_closest_marker("all_processors") is not None)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a file by its argument in the id of a test.

    A file that is packed while tests are collected holds the time: two processes would
    give one test two ids, and run nothing.
    """
    return argname if isinstance(val, bytes) else None


_FIGURE = re.compile(
    r"(R\d+m?|crashes between|links|re-linking|acts|WordPress \d|a headline edit)\b.*:"
)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show the figures that tests of promises print, though they passed."""
    figures = {
        line
        for report in terminalreporter.getreports("passed")
        for name, text in report.sections
        if name.startswith("Captured stdout")
        for line in text.splitlines()
        if _FIGURE.match(line)
    }
    if figures:
        terminalreporter.section("figures")
        for line in sorted(figures):
            terminalreporter.write_line(line)


class _Garbage:
    """Collects what tests of the window leave behind, between two tests.

    Python does it in whichever thread happens to ask for memory; Qt's objects bear only
    their own: in another one the program waits for ever, or falls down.
    """

    def __init__(self) -> None:
        self._left = False

    def before(self, window: bool) -> None:
        """Let Python collect by itself only where no test has left a part of a window."""
        if window:
            self._left = True
            gc.disable()
        else:
            if self._left:
                gc.collect()
                self._left = False
            gc.enable()

    def after(self, window: bool) -> None:
        """Collect what Python would have collected meanwhile."""
        if window:
            gc.disable()  # a window that closes lets Python collect again
            due = (n for n in (2, 1, 0) if gc.get_count()[n] > gc.get_threshold()[n])
            if (generation := next(due, None)) is not None:
                gc.collect(generation)


_garbage = _Garbage()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Keep Python from collecting a test's windows in a thread of this or a later test."""
    window = "qapp" in getattr(item, "fixturenames", ())
    _garbage.before(window)
    done = yield
    _garbage.after(window)
    return done


class _Listener(logging.Handler):
    """Keeps the records at WARNING and above, whatever the loggers' own handlers do."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record as one line: level, logger, message."""
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def log_lines(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """Fail on a log line of editor_app that the test did not expect, or expected in vain.

    ``@pytest.mark.logs("could not reach")`` names regular expressions that are
    searched in ``LEVEL logger: message``. The value is the list of lines so far.
    """
    marks = request.node.iter_markers("logs")
    expected = [re.compile(pattern) for mark in marks for pattern in mark.args]
    listener = _Listener()
    logger = logging.getLogger("editor_app")
    logger.addHandler(listener)
    yield listener.lines
    logger.removeHandler(listener)

    surprises = [
        line for line in listener.lines if not any(pattern.search(line) for pattern in expected)
    ]
    if surprises:
        pytest.fail("unexpected log lines:\n" + "\n".join(surprises), pytrace=False)
    silent = [
        pattern.pattern
        for pattern in expected
        if not any(pattern.search(line) for line in listener.lines)
    ]
    if silent:
        pytest.fail(f"expected log lines never came: {silent}", pytrace=False)


THREADS_END = float(os.environ.get("COPYDESK_THREADS_END") or 60)
"""Seconds that a thread may take to end after its test: the guard's own test waits for less."""


def _own_threads() -> set[threading.Thread]:
    """Threads that Python code started; Qt's own pool shows up as dummies and is left out."""
    return {
        thread
        for thread in threading.enumerate()
        if not isinstance(thread, threading._DummyThread) and not thread.daemon
    }


@pytest.fixture(autouse=True)
def no_thread_outlives_its_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail when a thread that the test started still runs long after its end."""
    before = _own_threads()
    yield
    if request.node.get_closest_marker("leaves_threads"):
        return
    deadline = time.monotonic() + THREADS_END
    while left := _own_threads() - before:
        if time.monotonic() > deadline:
            pytest.fail(f"threads still running: {sorted(t.name for t in left)}", pytrace=False)
        next(iter(left)).join(timeout=0.1)
