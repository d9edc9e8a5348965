"""Tags and categories that came up on the site are recognised as the desk's, by their words.

A word that no tag of the desk has stays on the site and is left alone there: tags are never made
of somebody else's spelling.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from editor_app.connectors.wordpress import WordPress
from editor_app.connectors.wordpress_values import RemotePost, RemoteTerm, Taxonomy
from editor_app.domain.errors import GoneThere
from editor_app.domain.ids import Language
from editor_app.domain.remote import TermPublication
from editor_app.domain.site import Site
from editor_app.services.known_terms import KINDS, callers, keep
from editor_app.services.post_base import Guide, PostBase
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records


class SiteTerms:
    """Recognises the terms of one site."""

    def __init__(self, place: Workplace, line: WordPress, site: Site) -> None:
        """Keep in this desk what is recognised."""
        self._place, self._line, self._site = place, line, site
        self._seen: dict[tuple[Taxonomy, int], RemoteTerm | None] = {}

    def recognise(
        self, found: RemotePost, base: PostBase, guide: Guide, language: Language
    ) -> bool:
        """Look up the terms that are new to a post; say whether any is one of ours.

        ``base`` is the post as last agreed, ``guide`` what is known so far.
        """
        tags = set(found.tags) - guide.tags.keys() - set(base.tags)
        sections = set(found.categories) - guide.sections.keys() - set(base.categories)
        terms = [*self._terms(Taxonomy.TAGS, tags), *self._terms(Taxonomy.CATEGORIES, sections)]
        if not terms:
            return False
        with self._place.database.writing() as records:
            kept = [self._keep(records, term, language) for term in terms]
            return any(kept)

    def _terms(self, taxonomy: Taxonomy, numbers: set[int]) -> Iterator[RemoteTerm]:
        for number in sorted(numbers):
            if (taxonomy, number) not in self._seen:
                self._seen[taxonomy, number] = None
                with suppress(GoneThere):
                    self._seen[taxonomy, number] = self._line.terms.read(taxonomy, number)
            term = self._seen[taxonomy, number]
            if term is not None:
                yield term

    def _keep(self, records: Records, term: RemoteTerm, language: Language) -> bool:
        kind, local = KINDS[term.taxonomy], next(iter(callers(records, term)), "")
        if not local:
            return False
        number = str(term.id)
        made = TermPublication(self._site.id, kind, local, number, term.slug, term.name, language)
        return keep(records, made)
