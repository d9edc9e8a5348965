"""R13: twelve ways in which a keyring fails; none costs a password or tells it, each is said."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from typing import Any, cast

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as Failing
from keyring.backends.null import Keyring as Null
from keyring.errors import InitError, KeyringLocked, PasswordSetError

from editor_app.domain.errors import SecretsUnavailable
from editor_app.domain.ids import SiteId, new_id
from editor_app.domain.messages import Message
from editor_app.sentences import sentence
from editor_app.services.site_lines import SiteLines
from editor_app.storage import secrets as storage
from editor_app.storage.secrets import KeyringSecrets, MemorySecrets, Secrets, open_secrets

NO_TROUBLE = Message("")
HASTE, TIME = 0.5, 60.0
"""Seconds for a keyring that says nothing, and for one that a busy machine may slow down."""

CANARY = "Canary 7f3a 91c2 Zx8Q kk2P mW0v"


class Drawer(KeyringBackend):
    """A keyring that works until ``breaks`` says what happens from then on."""

    priority = 1

    def __init__(self) -> None:
        cast(Any, super()).__init__()
        self.kept: dict[str, str] = {}
        self.broken: Callable[[], None] = lambda: None

    def get_password(self, service: str, username: str) -> str | None:
        self.broken()
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.broken()
        self.kept[username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.broken()
        del self.kept[username]


class Raising(Drawer):
    """A keyring that refuses to take anything."""

    def __init__(self, trouble: Exception) -> None:
        super().__init__()
        self.trouble = trouble

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.trouble


class Denying(Drawer):
    """A keyring that takes a secret and denies it to the one who asks for it."""

    def get_password(self, service: str, username: str) -> str | None:
        raise InitError(CANARY)


class Silent(Drawer):
    """A keyring that waits for somebody to type into a window."""

    def set_password(self, service: str, username: str, password: str) -> None:
        threading.Event().wait(20)


class Forgetful(Drawer):
    """A keyring that takes everything and gives nothing back."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class Confused(Drawer):
    """A keyring that gives back something else."""

    def get_password(self, service: str, username: str) -> str | None:
        return "something else" if username in self.kept else None


class PlainText(Drawer):
    """A keyring that works and writes secrets into a file for everybody."""


class Short(Drawer):
    """A keyring that keeps a part of what it is given, as that of Windows would."""

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[username] = password[:32]


def dead() -> None:
    raise ConnectionResetError(CANARY)


def asleep() -> None:
    threading.Event().wait(20)


def backend(kind: type[KeyringBackend]) -> KeyringBackend:
    made: KeyringBackend = cast(Any, kind)()
    return made


class Chain(ChainerBackend):
    """A chain in which no keyring encrypts."""

    backends = (backend(Null), PlainText())


Chain.__module__, Chain.__qualname__ = ChainerBackend.__module__, ChainerBackend.__qualname__

TRUSTED = (Raising, Denying, Silent, Forgetful, Confused, Drawer, Short)

OPENING: dict[str, tuple[Callable[[], KeyringBackend], str]] = {
    "absent": (lambda: backend(Failing), "keyring-missing"),
    "null backend": (lambda: backend(Null), "keyring-missing"),
    "plain text backend": (PlainText, "keyring-missing"),
    "chain without encryption": (lambda: backend(Chain), "keyring-missing"),
    "locked": (lambda: Raising(KeyringLocked(CANARY)), "keyring-refuses"),
    "refused": (lambda: Raising(PasswordSetError(CANARY)), "keyring-refuses"),
    "denied": (Denying, "keyring-refuses"),
    "silent": (Silent, "keyring-silent"),
    "forgets": (Forgetful, "keyring-forgets"),
    "wrong value": (Confused, "keyring-forgets"),
}
"""Failures that show when the keyring is tried, before there is a password."""

LATER: dict[str, tuple[Callable[[], Drawer], Callable[[], None] | None, str]] = {
    "too long": (Short, None, "keyring-forgets"),
    "dies midway": (Drawer, dead, "secret-kept-for-now"),
    "silent midway": (Drawer, asleep, "secret-kept-for-now"),
}
"""Failures that show when a password is given to a keyring that had passed its trial."""


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the keyrings of these tests trusted to encrypt, but for the one in plain text."""
    names = {f"{kind.__module__}.{kind.__qualname__}" for kind in TRUSTED}
    monkeypatch.setattr(storage, "ENCRYPTING", storage.ENCRYPTING | names)
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def survived(lines: SiteLines, site: SiteId, key: str, caplog: pytest.LogCaptureFixture) -> None:
    """The password is there until the program ends, the trouble has its sentence, nothing tells."""
    lines.sign_in(site, CANARY)
    assert lines.signed_in(site)
    trouble = lines.trouble
    assert trouble is not None
    assert trouble.key == key
    told = f"{sentence(trouble)} {trouble} {lines!r} {vars(lines)!r} {caplog.text}"
    assert CANARY not in told
    assert "closed" in sentence(trouble), "what is in memory is forgotten then, and not before"


@pytest.mark.parametrize("name", OPENING)
def test_a_keyring_that_fails_its_trial_gives_way_to_memory(
    name: str, trusted: None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    make, key = OPENING[name]
    keyring.set_keyring(make())
    lines = SiteLines(lambda: open_secrets(HASTE if name == "silent" else TIME))
    survived(lines, SiteId(new_id()), key, caplog)
    site = SiteId(new_id())
    lines.sign_in(site, CANARY)
    lines.sign_out(site)
    assert not lines.signed_in(site)


@pytest.mark.parametrize("name", LATER)
def test_a_keyring_that_fails_later_costs_no_password(
    name: str, trusted: None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    make, breaks, key = LATER[name]
    drawer = make()
    opened: Secrets = KeyringSecrets(drawer, seconds=HASTE if name == "silent midway" else TIME)
    if name != "too long":  # a short secret passes the trial of such a keyring
        keyring.set_keyring(drawer)
        assert isinstance(open_secrets(TIME), KeyringSecrets)
    lines = SiteLines(lambda: opened)
    if breaks is not None:
        drawer.broken = breaks
    long = CANARY * 50
    site = SiteId(new_id())
    lines.sign_in(site, long)
    survived(lines, SiteId(new_id()), key, caplog)
    assert long not in f"{lines.trouble} {caplog.text}"
    if breaks is not None:
        with pytest.raises(SecretsUnavailable):
            lines.signed_in(SiteId(new_id()))


def test_the_failures_are_twelve_at_least() -> None:
    count = len(OPENING) + len(LATER)
    assert count >= 12
    print(f"R13: keyring failures handled: {count} of {count}")


def test_a_keyring_that_comes_back_is_used_again() -> None:
    drawer = Drawer()
    lines = SiteLines(lambda: KeyringSecrets(drawer, seconds=TIME))
    site = SiteId(new_id())
    drawer.broken = dead
    lines.sign_in(site, CANARY)
    assert (lines.trouble or NO_TROUBLE).key == "secret-kept-for-now"
    drawer.broken = lambda: None
    lines.sign_in(site, "other")
    said = lines.trouble
    assert said is None
    assert drawer.kept[site] == "other"


def test_a_password_only_in_memory_goes_with_the_lines() -> None:
    kept = MemorySecrets()
    lines = SiteLines(lambda: kept)
    lines.sign_in(SiteId("a"), CANARY)
    assert SiteLines(MemorySecrets).signed_in(SiteId("a")) is False
