"""What is known of an article besides its text, gathered from wherever it is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from editor_app.domain.ids import Language
from editor_app.formats.attribution import Attribution
from editor_app.formats.publication_times import Told


@dataclass
class Facts:
    """Fields as they are found; the first to say something is believed.

    ``description`` is what the page says of itself to search engines: often the standfirst.
    ``titles`` are what else the page calls itself; ``file_title`` and ``authors`` what the
    properties of a file say, which is often of another file.
    ``time_in_text`` says that the publication time was a line of the text. ``uncertain`` names
    fields that were guessed.
    """

    headline: str = ""
    standfirst: str = ""
    description: str = ""
    titles: list[str] = field(default_factory=list)
    byline: list[str] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)
    outlet: str = ""
    url: str = ""
    section: str = ""
    tags: list[str] = field(default_factory=list)
    published: datetime | None = None
    language: Language | None = None
    time_in_text: bool = False
    file_title: str = ""
    authors: list[str] = field(default_factory=list)
    uncertain: set[str] = field(default_factory=set)

    def take(self, name: str, value: str, *, sure: bool = True) -> bool:
        """Fill a field of one line if it is empty; say whether it was."""
        words = " ".join(value.split())
        if not words or getattr(self, name):
            return False
        setattr(self, name, words)
        if not sure:
            self.uncertain.add(name)
        return True

    def take_all(self, name: str, values: Iterable[str], *, sure: bool = True) -> None:
        """Fill a field of several names if it is empty."""
        names = list(dict.fromkeys(" ".join(value.split()) for value in values if value.strip()))
        if names and not getattr(self, name):
            setattr(self, name, names)
            if not sure:
                self.uncertain.add(name)

    def take_time(self, told: Told | None, *, sure: bool = True) -> None:
        """Fill the publication time if it is not known yet."""
        if told is not None and self.published is None:
            self.published = told.instant
            if not (sure and told.sure):
                self.uncertain.add("published")

    def take_attribution(self, said: Attribution, *, sure: bool = True) -> None:
        """Fill byline, outlets, outlet and link from a line of attribution."""
        self.take_all("byline", said.names, sure=sure)
        self.take_all("outlets", said.outlets, sure=sure)
        self.take("outlet", said.outlet, sure=sure)
        self.take("url", said.url, sure=sure)
