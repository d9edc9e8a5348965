"""Tags and sections of ours on a WordPress: looked up by slug, made when missing, remembered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from editor_app.connectors.wordpress import WordPress
from editor_app.connectors.wordpress_values import RemotePost, RemoteTerm
from editor_app.domain.edition import Section
from editor_app.domain.ids import Language, SectionId
from editor_app.domain.remote import SiteTermKind, TermPublication
from editor_app.domain.site import Site
from editor_app.domain.story import Story
from editor_app.domain.vocabulary import Tag
from editor_app.services.known_terms import KINDS, relearn, same_words
from editor_app.services.post_base import PostBase
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.slugs import slug

TAXONOMIES = {kind: taxonomy for taxonomy, kind in KINDS.items()}


@dataclass(frozen=True)
class PostTerms:
    """The numbers of an article's section and tags on a site; ``category`` 0 without a section."""

    category: int
    tags: tuple[int, ...]


def _tags(records: Records, story: Story) -> list[Tag]:
    """Return the tags of a story that the desk still has, in their order."""
    tags = {tag.id: tag for tag in records.tags.all()}
    return [tags[tag] for tag in story.tags if tag in tags]


@dataclass(frozen=True)
class _Wanted:
    """A term of ours that the site is to have, as an edition names it."""

    kind: SiteTermKind
    local: str
    name: str
    slug: str
    parent: int = 0


class TermDesk:
    """Finds and makes the terms of one site's articles in one language."""

    def __init__(self, place: Workplace, line: WordPress, site: Site, language: Language) -> None:
        """Work for articles in ``language`` on ``site`` through ``line``."""
        self._place, self._line = place, line
        self._site, self._language = site, language

    def of_story(self, story: Story) -> PostTerms:
        """Return the terms of a story, each made when the site has none. Raises the troubles."""
        with self._place.database.reading() as records:
            named = [self._tag(tag) for tag in _tags(records, story)]
            sections = {section.id: section for section in records.sections.all()}
        section = sections.get(story.section) if story.section else None
        category = self._category(section, sections) if section is not None else 0
        found = self._numbers(named)
        return PostTerms(category, tuple(dict.fromkeys(found[one.local] for one in named)))

    def relearn(self, post: RemotePost) -> None:
        """Learn which terms of ours those of a post are by now."""
        relearn(self._place, self._site.id, post, self._language)

    def are(self, story: Story, sent: PostBase) -> bool:
        """Say whether the numbers that were sent for a story's terms are still known to be theirs.

        Those of one that the site has not kept are no longer, whichever article met that.
        """
        with self._place.database.reading() as records:
            tags = [self._known(records, SiteTermKind.TAG, tag.id) for tag in _tags(records, story)]
            sections = [one.id for one in records.sections.all() if one.id == story.section]
            categories = [
                self._known(records, SiteTermKind.CATEGORY, section)
                for section in sections
                if not self._site.categories.get(section, "").isdecimal()
            ]
        known = {*tags, *categories}
        return known.issubset({*sent.tags, *sent.categories})

    def forget(self, kind: SiteTermKind, remote: Iterable[int]) -> None:
        """Forget terms that the site has no longer, so that they are made again."""
        with self._place.database.writing() as records:
            for number in remote:
                for term in records.term_publications.of_remote(self._site.id, kind, str(number)):
                    records.term_publications.remove(term)

    def _tag(self, tag: Tag) -> _Wanted:
        name = tag.labels.get(self._language) or next(iter(tag.labels.values()), "")
        return _Wanted(SiteTermKind.TAG, tag.id, name, slug(name, self._language))

    def _category(self, section: Section, sections: dict[SectionId, Section]) -> int:
        mapped = self._site.categories.get(section.id, "")
        if mapped.isdecimal():
            return int(mapped)
        with self._place.database.reading() as records:
            known = self._known(records, SiteTermKind.CATEGORY, section.id)
        if known is not None:
            return known
        above = sections.get(section.parent) if section.parent else None
        parent = self._category(above, sections) if above is not None else 0
        name = section.names.get(self._language) or next(iter(section.names.values()), "")
        own = section.slugs.get(self._language) or slug(name, self._language)
        wanted = _Wanted(SiteTermKind.CATEGORY, section.id, name, own, parent)
        return self._numbers([wanted])[section.id]

    def _known(self, records: Records, kind: SiteTermKind, local: str) -> int | None:
        for language in (self._language, None):
            found = records.term_publications.find(self._site.id, kind, local, language)
            if found is not None and found.remote_id.isdecimal():
                return int(found.remote_id)
        return None

    def _numbers(self, wanted: Iterable[_Wanted]) -> dict[str, int]:
        """Return the site's number of each term, by our id.

        One that was made may have got the number that the desk knew for another of them.
        """
        items = list(wanted)
        numbers = self._looked_up(items)
        with self._place.database.reading() as records:
            lost = [one for one in items if self._known(records, one.kind, one.local) is None]
        return numbers | self._looked_up(lost) if lost else numbers

    def _looked_up(self, items: Sequence[_Wanted]) -> dict[str, int]:
        """Return the number of each term that is known, found or made, each kept at once."""
        with self._place.database.reading() as records:
            known = {one.local: self._known(records, one.kind, one.local) for one in items}
        numbers = {local: number for local, number in known.items() if number is not None}
        missing = [one for one in items if one.local not in numbers]
        for kind in dict.fromkeys(one.kind for one in missing):
            there = self._line.terms.find(
                TAXONOMIES[kind], {one.slug for one in missing if one.kind is kind and one.slug}
            )
            for one in (one for one in missing if one.kind is kind):
                found = there.get(one.slug) or self._made(one)
                there[found.slug] = found
                self._keep(one, found)
                numbers[one.local] = found.id
        return numbers

    def _made(self, one: _Wanted) -> RemoteTerm:
        """Make a term. Where another desk made it at the same moment, the first is everybody's.

        WordPress keeps both, one of them under a slug with a number or even both under the same.
        """
        made = self._line.terms.create(TAXONOMIES[one.kind], one.name, one.slug, one.parent)
        if not one.slug:
            return made
        first = self._line.terms.find(TAXONOMIES[one.kind], {one.slug}).get(one.slug, made)
        return first if first.id < made.id else made

    def _keep(self, one: _Wanted, found: RemoteTerm) -> None:
        kept = TermPublication(
            self._site.id,
            one.kind,
            one.local,
            str(found.id),
            found.slug,
            found.name,
            self._language,
        )
        with self._place.database.writing() as records:
            for other in records.term_publications.of_remote(
                self._site.id, one.kind, kept.remote_id
            ):
                if other.local != one.local and not same_words(other, found):
                    records.term_publications.remove(other)
            records.term_publications.put(kept)
