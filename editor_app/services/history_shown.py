"""Whether a site shows earlier versions of its posts: said once when something keeps refusing."""

from __future__ import annotations

from editor_app.domain.site import LogLine, Site
from editor_app.services.workplace import Workplace

REFUSED = "history-refused:"
"""Begins the name of the fact that a site did not show them when it was asked last."""


class HistoryShown:
    """What is known of one site, for one pull or for one article on its way."""

    def __init__(self, place: Workplace, site: Site) -> None:
        """Keep it in this desk."""
        self._place, self._site = place, site
        self._refused: bool | None = None

    @property
    def refused(self) -> bool:
        """Whether the site did not show them when it was asked last."""
        if self._refused is None:
            with self._place.database.reading() as records:
                self._refused = records.facts.get(REFUSED + self._site.id) is not None
        return self._refused

    def note(self, *, refused: bool) -> None:
        """Keep whether they are shown; the log says what is weaker when they no longer are."""
        if refused is self.refused:
            return
        now, name = self._place.now(), REFUSED + self._site.id
        with self._place.database.writing() as records:
            if refused:
                records.facts.put(name, now.isoformat())
                fields = {"site": self._site.name}
                records.log.add(LogLine(now, "log-history-refused", fields, site=self._site.id))
            else:
                records.facts.remove(name)
        self._refused = refused
