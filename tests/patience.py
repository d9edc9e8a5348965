"""Waits that end as soon as what is waited for has come, and not before a busy machine had time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import SignalInstance
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

from editor_app.ui.jobs import Jobs

LONG = 60_000  # milliseconds; one that is not met is a failure, so it may be long


class PatientQtBot(QtBot):
    """The hands of pytest-qt, with more time than its five seconds where a test names none."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = LONG) -> None:
        """Wait until ``callback`` returns True, or None without an AssertionError."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(
        self,
        signal: SignalInstance,
        *,
        timeout: int = LONG,
        raising: bool | None = None,
        check_params_cb: Callable[..., bool] | None = None,
    ) -> SignalBlocker:
        """Wait until ``signal`` has come with what ``check_params_cb`` asks for."""
        return super().waitSignal(
            signal, timeout=timeout, raising=raising, check_params_cb=check_params_cb
        )


class PatientJobs(Jobs):
    """The window's work on threads, waited for as long as a busy machine needs."""

    def settle(self, timeout: int = LONG, *, answers: bool = True) -> bool:
        """Wait until all that was asked for is back and shown; False after ``timeout`` ms."""
        return super().settle(timeout, answers=answers)
