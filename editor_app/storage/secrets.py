"""Passwords of sites: in the system's keyring, or in memory until the program ends.

Only keyrings that encrypt are used, by an allow-list: a keyring that keeps plain text, or forgets
what it is given, looks just the same from outside. With none of them at hand (or one that stays
locked) secrets live in memory, and ``trouble`` says so.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast
from uuid import uuid4

from editor_app.domain.errors import SecretsUnavailable
from editor_app.domain.messages import Message

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

Answer = TypeVar("Answer")

SERVICE = "Copydesk"
PROBE_SECONDS = 8.0
ASKING_SECONDS = 60.0
"""How long a keyring may take later on: it may have locked itself and ask its owner."""

LONGEST_ON_WINDOWS = 1280
"""Characters that Windows keeps of a secret."""

ENCRYPTING = {
    "keyring.backends.SecretService.Keyring",
    "keyring.backends.libsecret.Keyring",
    "keyring.backends.kwallet.DBusKeyring",
    "keyring.backends.kwallet.DBusKeyringKWallet4",
    "keyring.backends.macOS.Keyring",
    "keyring.backends.Windows.WinVaultKeyring",
}


class Secrets(Protocol):
    """Where secrets are kept, by name (a site's id). ``trouble`` says why they will not last."""

    @property
    def trouble(self) -> Message | None:
        """What to say when secrets are forgotten at the end of the program."""
        ...

    def get(self, name: str) -> str | None:
        """Return a secret, or None. Raises SecretsUnavailable."""
        ...

    def set(self, name: str, value: str) -> None:
        """Keep a secret. Raises SecretsUnavailable."""
        ...

    def remove(self, name: str) -> None:
        """Forget a secret; none is no error. Raises SecretsUnavailable."""
        ...


@dataclass
class MemorySecrets:
    """Secrets that are forgotten when the program ends."""

    trouble: Message | None = None
    _kept: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def empty(self) -> bool:
        """Say whether there is nothing in it."""
        return not self._kept

    def get(self, name: str) -> str | None:
        """Return a secret, or None."""
        return self._kept.get(name)

    def set(self, name: str, value: str) -> None:
        """Keep a secret until the program ends."""
        self._kept[name] = value

    def remove(self, name: str) -> None:
        """Forget a secret; none is no error."""
        self._kept.pop(name, None)


class KeyringSecrets:
    """Secrets in a keyring of the system."""

    trouble: Message | None = None

    def __init__(self, keyring: KeyringBackend, seconds: float = ASKING_SECONDS) -> None:
        """Give each answer of the keyring at most ``seconds``."""
        self._keyring, self._seconds = keyring, seconds
        self._on_windows = name_of(keyring).endswith("WinVaultKeyring")

    def get(self, name: str) -> str | None:
        """Return a secret, or None. Raises SecretsUnavailable."""
        return self._asked(lambda: self._keyring.get_password(SERVICE, name))

    def set(self, name: str, value: str) -> None:
        """Keep a secret. Raises SecretsUnavailable."""
        if self._on_windows and len(value) > LONGEST_ON_WINDOWS:
            raise SecretsUnavailable("secret-too-long", limit=LONGEST_ON_WINDOWS)
        self._asked(lambda: self._keyring.set_password(SERVICE, name, value))

    def remove(self, name: str) -> None:
        """Forget a secret; none is no error. Raises SecretsUnavailable."""
        if self.get(name) is not None:
            self._asked(lambda: self._keyring.delete_password(SERVICE, name))

    def _asked(self, question: Callable[[], Answer]) -> Answer:
        """Ask in a thread of its own: a keyring that waits for somebody holds up nobody."""
        answers: list[Answer | SecretsUnavailable] = []
        asking = threading.Thread(
            target=lambda: answers.append(_answer_to(question)), name="keyring", daemon=True
        )
        asking.start()
        asking.join(self._seconds)
        answer = answers[0] if answers else SecretsUnavailable(reason="silent")
        if isinstance(answer, SecretsUnavailable):
            raise answer
        return answer


def open_secrets(seconds: float = PROBE_SECONDS) -> Secrets:
    """Return the system's keyring if it encrypts and answers within ``seconds``, else memory.

    Having a keyring object proves nothing: one with no daemon fails only when used, and one that
    waits for a password in a window does not answer at all. So it is tried, in a thread of its own.
    """
    import keyring

    found = encrypting(keyring.get_keyring())
    if found is None:
        return MemorySecrets(Message("keyring-missing"))
    return probed(found, seconds)


def encrypting(backend: KeyringBackend) -> KeyringBackend | None:
    """Return the keyring, or the first of a chain of keyrings, that is on the allow-list."""
    if name_of(backend) in ENCRYPTING:
        _keep_on_this_computer(backend)
        return backend
    if name_of(backend) == "keyring.backends.chainer.ChainerBackend":
        chain = (encrypting(item) for item in getattr(backend, "backends", ()))
        return next((item for item in chain if item is not None), None)
    return None


def probed(backend: KeyringBackend, seconds: float) -> Secrets:
    """Return the keyring after a secret went in and out of it, else memory with the reason."""
    secrets = KeyringSecrets(backend)
    outcome: list[Message | None] = []
    trial = threading.Thread(
        target=lambda: outcome.append(_round_trip(secrets)), name="keyring trial", daemon=True
    )
    trial.start()
    trial.join(seconds)
    if not outcome:
        return MemorySecrets(Message("keyring-silent"))
    return secrets if outcome[0] is None else MemorySecrets(outcome[0])


def name_of(backend: object) -> str:
    """Return the full name of a keyring's class."""
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def _round_trip(secrets: KeyringSecrets) -> Message | None:
    """Put something in, read it back, take it out; return what went wrong."""
    name, value = f"trial {uuid4().hex}", uuid4().hex
    try:
        secrets.set(name, value)
        same = secrets.get(name) == value
        secrets.remove(name)
    except SecretsUnavailable as trouble:
        return Message("keyring-refuses", dict(trouble.message.fields))
    return None if same else Message("keyring-forgets")


def _answer_to(question: Callable[[], Answer]) -> Answer | SecretsUnavailable:
    """Ask a keyring; its errors become SecretsUnavailable, which names their kind and no secret.

    All errors: those of the libraries behind a keyring are of many families.
    """
    try:
        return question()
    except Exception as error:  # noqa: BLE001  (a keyring is foreign code: any of it may fail)
        return SecretsUnavailable(reason=type(error).__name__)


def _keep_on_this_computer(backend: KeyringBackend) -> None:
    """Tell Windows not to carry the secret to other computers of the account."""
    if name_of(backend).endswith("WinVaultKeyring"):
        cast(Any, backend).persist = "local machine"
