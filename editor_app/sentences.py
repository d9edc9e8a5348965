"""Sentences for window and command line: a Message becomes words of the editor's language."""

from __future__ import annotations

import gettext as _gettext
from dataclasses import dataclass, field
from pathlib import Path

from editor_app.domain.messages import Message
from editor_app.wording import WORDING

DOMAIN = "copydesk"


@dataclass
class _Speech:
    """The catalogue in use: the one piece of state, because gettext's ``_`` takes no argument."""

    language: str = "en"
    catalogue: _gettext.NullTranslations = field(default_factory=_gettext.NullTranslations)


_speech = _Speech()


def speak(language: str, folder: Path) -> None:
    """Use ``language`` (``en``, ``vi`` or ``zh``) from the catalogues in ``folder`` from now on."""
    _speech.language = language
    _speech.catalogue = _gettext.translation(DOMAIN, folder, [language], fallback=True)


def spoken() -> str:
    """Return the interface language in use."""
    return _speech.language


def _(text: str) -> str:
    """Translate one text of the interface."""
    return _speech.catalogue.gettext(text)


def ngettext(one: str, many: str, number: int) -> str:
    """Translate a text that depends on a number; the caller fills in the number."""
    return _speech.catalogue.ngettext(one, many, number)


def pgettext(context: str, text: str) -> str:
    """Translate a text that means another thing elsewhere; ``context`` says where it stands."""
    return _speech.catalogue.pgettext(context, text)


def sentence(message: Message) -> str:
    """Return the sentence of a message in the editor's language.

    A key without wording gives the key with its fields, so that nothing is ever said as nothing; a
    test sees to it that every key has wording.
    """
    pattern = WORDING.get(message.key)
    if pattern is None:
        return str(message)
    return _(pattern).format_map(message.fields)
