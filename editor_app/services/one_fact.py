"""One fact, all places: a number, date or name changed in every text of a story by one decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.history import Correction, CorrectionKind
from editor_app.domain.ids import (
    ArticleId,
    CorrectionId,
    Language,
    StoryId,
    new_id,
)
from editor_app.domain.link import Address, Rendering
from editor_app.domain.messages import Message
from editor_app.domain.site import RemoteStatus, Site
from editor_app.formats.page_dates import shown_day
from editor_app.formats.page_theme import filled, own_words
from editor_app.services.links import (
    refresh_links,
    segments_of,
    words,
)
from editor_app.services.pages import PageService
from editor_app.services.placing import settled_versions
from editor_app.services.rewriting import rewrite
from editor_app.services.settling import settled, with_slug
from editor_app.services.target_texts import source_texts
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.blocks import join
from editor_app.text.fact_places import (
    Carried,
    Fact,
    FactEdit,
    FactPlace,
    Forms,
    fact_of,
    mended,
    places_of,
)
from editor_app.text.upkeep import made_from
from editor_app.text.words import address_at

_WORDING = "correction"  # its name among the words of sites and themes


@dataclass(frozen=True)
class Mended:
    """What came of it: how many places changed, and those that somebody had rewritten meanwhile."""

    count: int
    missed: tuple[FactPlace, ...]
    changes: Changes


class FactService:
    """The verbs on one fact in all languages of a story."""

    def __init__(self, place: Workplace, pages: PageService) -> None:
        """Work on this desk; the themes of ``pages`` say what a site has no own words for."""
        self._place, self._pages = place, pages

    def find(
        self, article_id: ArticleId, words_said: str, at: tuple[str, int] | None = None
    ) -> tuple[Carried, ...]:
        """Return every place of the story that carries what these words of an article say.

        ``at`` is where they stand (field or ``body``, code point): what is linked with that text is
        surely meant. Empty when the words are no single number and no name.
        """
        with self._place.database.writing() as records:
            versions = settled_versions(records, self._place, article_id)
            article = next(item for item in versions if item.id == article_id)
            fact = fact_of(words_said, article.language)
            if fact is None:
                return ()
            texts = [
                (version, address, text)
                for version in versions
                for address, text in words(records, version.id)
            ]
            linked = _linked(records, versions, address_at(article, *at) if at else None)
            forms = self._forms(records)
        owners = {address: version.id for version, address, _ in texts}
        found = places_of(
            fact, ((address, version.language, text) for version, address, text in texts), forms
        )
        return tuple(
            Carried(item, owners[item.address], fact.is_telling or item.address in linked)
            for item in found
        )

    def propose(
        self, article_id: ArticleId, words_wanted: str, places: Iterable[FactPlace]
    ) -> tuple[str | None, ...]:
        """Return the new words for each place, in its own form; None where nobody can tell."""
        with self._place.database.reading() as records:
            language = records.articles.get(article_id).language
            forms = self._forms(records)
        after = fact_of(words_wanted, language)
        if after is None:
            return tuple(None for _ in places)
        return tuple(mended(item, after, forms) for item in places)

    def correction_lines(
        self, story_id: StoryId, wrong: Mapping[Language, str], right: Mapping[Language, str]
    ) -> dict[Language, str]:
        """Return a correction line per language in which the story is public, to be looked over.

        The wording is a site's own, else its theme's; the line is empty in a language that neither
        has one for. Nothing is kept yet.
        """
        now = self._place.now()
        public: defaultdict[Language, list[Site]] = defaultdict(list)
        with self._place.database.reading() as records:
            sites = {site.id: site for site in records.sites.all()}
            for version in records.articles.of_story(story_id):
                for publication in records.publications.of_article(version.id):
                    if publication.status is RemoteStatus.PUBLIC:
                        public[version.language].append(sites[publication.site])
        lines: dict[Language, str] = {}
        for language, readers in public.items():
            if said := wrong.get(language):
                site, template = self._wording(readers, language)
                lines[language] = _line(
                    site, template, language, now, said, right.get(language, "")
                )
        return lines

    def mend(
        self,
        story_id: StoryId,
        edits: Iterable[FactEdit],
        lines: Mapping[Language, str] | None = None,
    ) -> Mended:
        """Change all these places in one step, in all languages, with the links' states kept.

        A place whose text changed meanwhile is left alone and told. ``lines`` are the correction
        lines that readers see from now on, in their languages; where nothing was changed they would
        tell of an error that was not there, and are dropped. A translation that was up to date
        stays so where source and translation are changed together.
        """
        wanted: defaultdict[Address, list[FactEdit]] = defaultdict(list)
        for edit in edits:
            wanted[edit.place.address].append(edit)
        pairs = {
            address: (items[0].place.text, _written(items)) for address, items in wanted.items()
        }
        with self._place.database.writing() as records:
            done = self._swap(records, story_id, pairs)
            edited = [items[0] for address, items in wanted.items() if address in done]
            correction = self._correction(records, story_id, edited, lines or {})
        back = {address: (pairs[address][1], pairs[address][0]) for address in done}
        count = sum(len(wanted[address]) for address in done)
        return Mended(
            count,
            tuple(
                edit.place
                for address, items in wanted.items()
                if address not in done
                for edit in items
            ),
            _changes(story_id, done.values()).undone_by(
                Message("fact-mended", {"count": count}),
                lambda: self._swap_again(story_id, back, correction, count),
            ),
        )

    def _swap_again(
        self,
        story_id: StoryId,
        pairs: Mapping[Address, tuple[str, str]],
        correction: Correction | None,
        count: int,
        *,
        undo: bool = True,
    ) -> Changes:
        """Take the change back, or do it again after it was taken back.

        The correction lines stay while a text that somebody has rewritten since is still corrected.
        """
        with self._place.database.writing() as records:
            done = self._swap(records, story_id, pairs)
            if correction is not None and not undo:
                records.corrections.put(correction)
            elif correction is not None and done.keys() == pairs.keys():
                records.corrections.remove(correction.id)
        back = {address: (pairs[address][1], pairs[address][0]) for address in done}
        return _changes(story_id, done.values()).undone_by(
            Message("fact-mended", {"count": count}),
            lambda: self._swap_again(story_id, back, correction, count, undo=not undo),
        )

    # -- the inner workings

    def _wording(self, sites: Sequence[Site], language: Language) -> tuple[Site, str]:
        """Return the first site with an own wording and that, else what a theme has, if any."""
        for site in sites:
            own = site.words.get(language)
            if own and (template := own.templates.get(_WORDING, "")).strip():
                return site, template
        for site in sites:
            if template := own_words(self._pages.theme(site), language).get(_WORDING, ""):
                return site, template
        return sites[0], ""

    def _forms(self, records: Records) -> Forms:
        """Return the forms of names as the desk's terms of today have them."""
        today = self._place.now().date()
        known = [term for term in self._place.terms.all(records) if term.valid(today)]

        def forms(name: str, here: Language, there: Language) -> tuple[str, ...]:
            return tuple(
                form.text
                for term in known
                if any(form.text == name and form.language == here for form in term.forms)
                for form in term.forms
                if form.language == there and not form.forbidden
            )

        return forms

    def _swap(
        self, records: Records, story_id: StoryId, pairs: Mapping[Address, tuple[str, str]]
    ) -> dict[Address, ArticleId]:
        """Write the second text where the first one stands; return where that was, and whose."""
        for version in records.articles.of_story(story_id):
            settled(records, self._place, version.id)
        versions = records.articles.of_story(story_id)
        owners = {
            address: version.id
            for version in versions
            for address, text in words(records, version.id)
            if address in pairs and text == pairs[address][0]
        }
        known = {version.id: records.links.renderings(version.id) for version in versions}
        fresh = {
            row.targets
            for version in versions
            for row in segments_of(records, version)
            if not row.stale
        }
        after = {address: pairs[address][1] for address in owners}
        for version in versions:
            self._put(records, version, after)
        up_to_date = {target for targets in fresh for target in targets}
        self._keep_states(records, versions, known, up_to_date & after.keys())
        return owners

    def _put(self, records: Records, version: Article, after: Mapping[Address, str]) -> None:
        """Write what changes in one language version: its fields, its paragraphs, its captions."""
        now = records.articles.get(version.id)
        fields: Mapping[str, str] = {
            address.part: text
            for address, text in after.items()
            if address.owner == version.id and address.block is None
        }
        blocks = {address.block: text for address, text in after.items() if address.block}
        body = [blocks.get(block.id, block.text) for block in now.body]
        changed = body != [block.text for block in now.body]
        if fields or changed:
            fields = with_slug(now, fields)
            rewrite(records, self._place, now, fields, join(body) if changed else None)
        touched = set()
        for use in records.uses.of_article(version.id):
            given = {
                address.part: text for address, text in after.items() if address.owner == use.id
            }
            if given:
                caption, alt = given.get("caption", use.caption), given.get("alt", use.alt)
                records.uses.save(replace(use, caption=caption, alt=alt))
                touched |= {Address(use.id, part) for part in given}
        if touched:
            refresh_links(
                records, self._place, records.articles.get(version.id), frozenset(touched)
            )

    def _keep_states(
        self,
        records: Records,
        versions: tuple[Article, ...],
        known: Mapping[ArticleId, Mapping[Address, Rendering]],
        mended_too: AbstractSet[Address],
    ) -> None:
        """Leave translations as far as they were, where both sides were changed together."""
        for version in versions:
            texts = source_texts(records, version)
            links = records.links.of_target(version.id)
            for target, rendering in known[version.id].items():
                if target in mended_too:
                    kept = made_from(links, target, texts)
                    records.links.set_rendering(replace(rendering, made_from=kept))
        for version in versions:
            refresh_links(records, self._place, records.articles.get(version.id))

    def _correction(
        self,
        records: Records,
        story_id: StoryId,
        edited: Sequence[FactEdit],
        lines: Mapping[Language, str],
    ) -> Correction | None:
        """Keep the lines of the languages that were edited; None when there is none."""
        languages = {edit.place.language for edit in edited}
        texts = tuple(
            (language, line.strip())
            for language, line in lines.items()
            if line.strip() and language in languages
        )
        if not texts:
            return None
        first = edited[0]
        fact = fact_of(first.place.words, first.place.language)
        made = Correction(
            CorrectionId(new_id()),
            story_id,
            self._place.now(),
            _kind(fact),
            first.place.words,
            first.words,
            ordered_by=self._place.editor(),
            texts=texts,
        )
        records.corrections.put(made)
        return made


def _kind(fact: Fact | None) -> CorrectionKind:
    """Return what was wrong, in the words of corrections."""
    if fact is not None and fact.number is not None:
        return CorrectionKind.NUMBER
    return CorrectionKind.FACT if fact is not None and fact.day is not None else CorrectionKind.NAME


def _line(
    site: Site, template: str, language: Language, now: datetime, wrong: str, right: str
) -> str:
    """Return the correction line that a wording makes, with the day as it is at the site."""
    day = shown_day(now, language, ZoneInfo(site.zone))
    line = filled(template, day=day, wrong=wrong, right=right, reason="")
    return " ".join(line.split())


def _written(edits: Iterable[FactEdit]) -> str:
    """Return the text with all the edits in it; they do not overlap."""
    parts = sorted(edits, key=lambda edit: edit.place.start, reverse=True)
    text = parts[0].place.text
    for edit in parts:
        text = text[: edit.place.start] + edit.words + text[edit.place.end :]
    return text


def _linked(
    records: Records, versions: Iterable[Article], at: Address | None
) -> frozenset[Address]:
    """Return the texts that render a text, or that it renders, at any number of steps."""
    if at is None:
        return frozenset()
    pairs = [link for version in versions for link in records.links.of_target(version.id)]
    known = {at}
    grown = True
    while grown:
        near = {
            end
            for link in pairs
            if {link.source, link.target} & known
            for end in (link.source, link.target)
        }
        grown = not near <= known
        known |= near
    return frozenset(known)


def _changes(story: StoryId, articles: Iterable[ArticleId]) -> Changes:
    touched = frozenset(articles)
    return Changes(stories=frozenset({story}) if touched else frozenset(), articles=touched)
