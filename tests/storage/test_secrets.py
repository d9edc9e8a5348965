"""Secrets go into keyrings that encrypt, or into memory, and that is said."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any, cast

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as Failing
from keyring.backends.null import Keyring as Null
from keyring.backends.SecretService import Keyring as SecretService
from keyring.errors import InitError, KeyringLocked, PasswordSetError

from editor_app.domain.errors import SecretsUnavailable
from editor_app.storage import secrets
from editor_app.storage.secrets import (
    KeyringSecrets,
    MemorySecrets,
    encrypting,
    open_secrets,
    probed,
)

CANARY = "canary-7f3a-password"


class Drawer(KeyringBackend):
    """A keyring that works, and counts what it holds."""

    priority = 1

    def __init__(self) -> None:
        cast(Any, super()).__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Troubled(Drawer):
    """A keyring that raises."""

    def __init__(self, trouble: Exception) -> None:
        super().__init__()
        self.trouble = trouble

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.trouble


class Forgetful(Drawer):
    """A keyring that takes everything and gives nothing back, as the null keyring does."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class Waiting(Drawer):
    """A keyring that waits for somebody to type a password into a window."""

    def __init__(self) -> None:
        super().__init__()
        self.unlocked = threading.Event()

    def set_password(self, service: str, username: str, password: str) -> None:
        self.unlocked.wait()


def made(kind: type[KeyringBackend]) -> KeyringBackend:
    """Make a keyring of a class that has no types."""
    backend: KeyringBackend = cast(Any, kind)()
    return backend


@pytest.fixture
def chosen_keyring() -> Iterator[None]:
    """Put the keyring back that was chosen before the test."""
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def test_a_working_keyring_is_used_and_the_trial_leaves_nothing_in_it() -> None:
    drawer = Drawer()
    kept = probed(drawer, 60)
    assert isinstance(kept, KeyringSecrets)
    assert kept.trouble is None
    assert drawer.kept == {}
    kept.set("site", CANARY)
    assert kept.get("site") == CANARY
    kept.remove("site")
    kept.remove("site")
    assert kept.get("site") is None
    assert drawer.kept == {}


@pytest.mark.parametrize(
    "trouble", [KeyringLocked(CANARY), InitError(CANARY), PasswordSetError(CANARY), OSError(CANARY)]
)
def test_a_keyring_that_refuses_gives_way_to_memory_and_no_secret_is_told(
    trouble: Exception,
) -> None:
    kept = probed(Troubled(trouble), 60)
    assert isinstance(kept, MemorySecrets)
    assert kept.trouble is not None
    assert kept.trouble.key == "keyring-refuses"
    assert CANARY not in str(kept.trouble)
    with pytest.raises(SecretsUnavailable) as told:
        KeyringSecrets(Troubled(trouble)).set("site", CANARY)
    assert CANARY not in str(told.value)
    assert told.value.__cause__ is None


def test_a_keyring_that_forgets_gives_way_to_memory() -> None:
    kept = probed(Forgetful(), 60)
    assert kept.trouble is not None
    assert kept.trouble.key == "keyring-forgets"


def test_a_keyring_that_waits_for_a_window_gives_way_to_memory() -> None:
    waiting = Waiting()
    kept = probed(waiting, 0.05)
    waiting.unlocked.set()
    assert kept.trouble is not None
    assert kept.trouble.key == "keyring-silent"


@pytest.mark.parametrize(
    "backend", [made(Null), made(Failing), Drawer()], ids=["null", "fail", "unknown"]
)
def test_a_keyring_that_is_not_on_the_list_is_refused(
    chosen_keyring: None, backend: KeyringBackend
) -> None:
    keyring.set_keyring(backend)
    kept = open_secrets()
    assert isinstance(kept, MemorySecrets)
    assert kept.trouble is not None
    assert kept.trouble.key == "keyring-missing"
    kept.set("site", CANARY)
    assert kept.get("site") == CANARY
    assert CANARY not in repr(kept)
    kept.remove("site")
    assert kept.get("site") is None


def test_a_chain_gives_its_first_keyring_that_encrypts() -> None:
    class Chain(ChainerBackend):
        backends: tuple[KeyringBackend, ...] = ()

    Chain.__module__, Chain.__qualname__ = ChainerBackend.__module__, ChainerBackend.__qualname__
    wanted = made(SecretService)
    Chain.backends = (made(Null), Drawer(), wanted)
    assert encrypting(made(Chain)) is wanted
    Chain.backends = (made(Null), Drawer())
    assert encrypting(made(Chain)) is None


def test_no_plain_text_keyring_is_on_the_list() -> None:
    assert not [name for name in secrets.ENCRYPTING if "alt" in name or "null" in name]
    assert all(name.startswith("keyring.backends.") for name in secrets.ENCRYPTING)


def test_a_secret_too_long_for_windows_is_refused_before_it_is_cut(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawer = Drawer()
    monkeypatch.setattr(secrets, "name_of", lambda _: "keyring.backends.Windows.WinVaultKeyring")
    kept = KeyringSecrets(drawer)
    kept.set("site", "x" * 1280)
    with pytest.raises(SecretsUnavailable) as trouble:
        kept.set("site", "x" * 1281)
    assert trouble.value.message.key == "secret-too-long"


def test_without_a_session_bus_secrets_are_kept_in_memory() -> None:
    program = (
        "from editor_app.storage.secrets import open_secrets; secrets = open_secrets();"
        "print(type(secrets).__name__, secrets.trouble.key)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=200,
        check=True,
        env={"PATH": "/usr/bin:/bin", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"},
    )
    name, key = ran.stdout.split()
    assert name == "MemorySecrets"
    assert key in {"keyring-missing", "keyring-refuses"}
