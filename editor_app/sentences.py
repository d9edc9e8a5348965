"""Sentences for window and command line: a Message becomes words of the editor's language."""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from editor_app.domain.messages import Field, Message
from editor_app.wording import FIELD_WORDS, WORDING

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
    return _(pattern).format_map(_Told(message.fields))


class _Told(dict[str, Field]):
    """The fields of a message; one that is wanted but was not given is a gap, not an accident."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        super().__init__(fields)
        named = fields.get("field")
        if named in FIELD_WORDS:
            self["field"] = _(FIELD_WORDS[str(named)])
        if "fields" in fields:
            names = str(fields["fields"]).split(",")
            self["fields"] = _(", ").join(_(FIELD_WORDS.get(name, name)) for name in names)
        if "day" in fields:
            self["day"] = _day(str(fields["day"]))
        for name in ("until", "shown"):
            if name in fields:
                self[name] = _instant(str(fields[name]))

    def __missing__(self, name: str) -> Field:
        return "…"


def _day(said: str) -> str:
    """Return a day (ISO 8601) in the reader's order; what is no such day stays as it is."""
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return said
    return _("{day}/{month}/{year}").format(day=day.day, month=day.month, year=day.year)


def _instant(said: str) -> str:
    """Return an instant (ISO 8601) as the clock and the day that it names."""
    try:
        then = datetime.fromisoformat(said)
    except ValueError:
        return said
    return _("{time} on {day}").format(time=f"{then:%H:%M}", day=_day(said[:10]))
