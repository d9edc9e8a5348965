"""The connection doctor: looks a site over and says what is well, what is weaker, what is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from editor_app.connectors.site_folder import SiteFolder
from editor_app.connectors.web_requests import PATIENCE, Patience, Transport
from editor_app.connectors.wordpress import WordPress
from editor_app.connectors.wordpress_discovery import discover
from editor_app.domain.changes import Changes
from editor_app.domain.diagnosis import Diagnosis, Severity
from editor_app.domain.errors import Cancelled, ConnectionTrouble, EditorError
from editor_app.domain.ids import SiteId
from editor_app.domain.messages import Message
from editor_app.domain.site import Site, SiteKind
from editor_app.services import site_facts as facts
from editor_app.services.accounts import guess_languages
from editor_app.services.doctor_findings import facts_of, findings
from editor_app.services.doctor_sight import Sight
from editor_app.services.doctor_trial import try_out
from editor_app.services.site_lines import SiteLines
from editor_app.services.workplace import Progress, Workplace, silent

STEPS = 4


class DoctorService:
    """The verb of the doctor. It takes its time: it belongs into a worker's thread."""

    def __init__(
        self,
        place: Workplace,
        lines: SiteLines,
        *,
        patience: Patience = PATIENCE,
        transport: Transport | None = None,
    ) -> None:
        """Work on this desk; ``lines`` lead to its sites."""
        self._place, self._lines = place, lines
        self._patience, self._transport = patience, transport

    def examine(
        self, site_id: SiteId, progress: Progress = silent, *, trial: bool = True
    ) -> tuple[tuple[Diagnosis, ...], Changes]:
        """Return all findings about a site, and keep what is to be known of it in ``Site.found``.

        Troubles of the site are findings, also that there is no connection. ``trial`` writes one
        draft there and removes it for good. Raises NotFound, and Cancelled out of ``progress``.
        """
        with self._place.database.reading() as records:
            site = records.sites.get(site_id)
            editions = tuple(edition.language for edition in records.editions.all())
        if site.kind is SiteKind.FOLDER:
            return (_folder(site),), Changes()
        sight = Sight(site, editions)
        progress(0, STEPS, Message("doctor-looking-for", {"site": site.name}))
        self._find(sight)
        if sight.discovered is not None:
            progress(1, STEPS, Message("doctor-signing-in", {"site": site.name}))
            self._sign_in(sight, progress, trial=trial)
        progress(STEPS, STEPS)
        changes = self._keep(sight)
        return tuple(findings(sight)), changes

    def _find(self, sight: Sight) -> None:
        try:
            sight.discovered = discover(
                sight.site.url, patience=self._patience, transport=self._transport
            )
        except Cancelled:
            raise
        except EditorError as trouble:
            sight.unreached = trouble

    def _sign_in(self, sight: Sight, progress: Progress, *, trial: bool) -> None:
        """Look as the account sees the site, as far as it is taken."""
        try:
            line = self._lines.line(sight.site)
            noisy = line.traffic.noisy
            sight.me = line.me()
            progress(2, STEPS, Message("doctor-looking", {"site": sight.site.name}))
            self._look(sight, line)
        except Cancelled:
            raise
        except EditorError as trouble:
            sight.refused = trouble
            return
        if trial and sight.me.may("edit_posts"):
            progress(3, STEPS, Message("doctor-trying", {"site": sight.site.name}))
            self._try(sight, line)
        sight.noisy, sight.skew = line.traffic.noisy - noisy, line.client.skew

    def _look(self, sight: Sight, line: WordPress) -> None:
        """Ask what only some sites tell."""
        index = sight.discovered.index if sight.discovered else None
        if index is None:
            return
        if index.companion and sight.me is not None and sight.me.may("edit_posts"):
            sight.companion = line.companion.status()
        if index.polylang:
            sight.languages = tuple(language.slug for language in line.languages())
        elif sight.companion is not None:
            sight.languages = sight.companion.languages
        guessed = guess_languages(sight.editions, sight.languages)
        sight.site = replace(sight.site, languages={**guessed, **sight.site.languages})

    def _try(self, sight: Sight, line: WordPress) -> None:
        try:
            sight.trial = try_out(line, sight.site.id)
        except ConnectionTrouble as trouble:
            sight.trial_trouble = trouble

    def _keep(self, sight: Sight) -> Changes:
        found = facts_of(sight, self._place.now())
        with self._place.database.writing() as records:
            now = records.sites.get(sight.site.id)
            languages = {**sight.site.languages, **now.languages}
            kept = replace(now, found=facts.joined(now.found, found), languages=languages)
            records.sites.save(kept, now.version)
        return Changes(sites=frozenset({sight.site.id}))


def _folder(site: Site) -> Diagnosis:
    try:
        SiteFolder(Path(site.target), site.id).check()
    except EditorError as trouble:
        return Diagnosis("folder", Severity.BAD, trouble.message)
    return Diagnosis("folder", Severity.OK, Message("doctor-folder", {"folder": site.target}))
