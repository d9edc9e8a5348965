"""Taking in: a file, what was copied, or a page at an address becomes a story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from editor_app.connectors.web_pages import fetch_page, fetch_picture
from editor_app.domain.article import Article
from editor_app.domain.block import Body
from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError, NoText, Refused, TooLarge, Unreadable
from editor_app.domain.history import RevisionReason
from editor_app.domain.ids import (
    VIETNAMESE,
    ArticleId,
    Language,
    OutletId,
    PersonId,
    PhotoId,
    SectionId,
    StoryId,
    TagId,
    UseId,
    new_id,
)
from editor_app.domain.messages import Message
from editor_app.domain.photo import DeskCaption, PhotoUse
from editor_app.domain.story import Credited, Origin, Role, Story
from editor_app.domain.vocabulary import Outlet, Person
from editor_app.formats import intake, photo_metadata
from editor_app.formats.file_kinds import LARGEST_FILE, MEGABYTE
from editor_app.formats.intake import Pasted, TakenIn, TakenPhoto
from editor_app.formats.photo_metadata import PhotoFacts
from editor_app.services.history import keep_revision
from editor_app.services.photos import PhotoService
from editor_app.services.taken_notes import keep_taken
from editor_app.services.translations import TranslationService
from editor_app.services.views import TakenInReport
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.blocks import fresh, photo_line, photo_of
from editor_app.text.folding import fold
from editor_app.text.slugs import slug

RAW = "raw:"
"""Facts under this prefix keep the digest of what was taken in: the raw can be had again."""


MOST_BYTES = 50 * 1024 * 1024
"""The largest picture file that is taken in."""


MOST_AT_ONCE = 200_000
"""Characters of pasted HTML that are read without the worker, in some tens of milliseconds."""


@dataclass(frozen=True)
class ReadPhoto:
    """A photo out of the taken-in text: its facts and where its file is kept."""

    taken: TakenPhoto
    facts: PhotoFacts
    digest: str


class ImportService:
    """The verbs of taking in. Doubtful files are read in a worker; the raw is always kept."""

    def __init__(self, place: Workplace, photos: PhotoService) -> None:
        """Work on this desk; photos that come along go through ``photos``."""
        self._place = place
        self._photos = photos
        self._translations = TranslationService(place)

    def take_in_path(
        self,
        path: Path,
        language: Language | None = None,
        section: SectionId | None = None,
        translate_to: Iterable[Language] = (),
    ) -> TakenInReport:
        """Take in a file from disk, as ``take_in_file``. Raises Unreadable when it is gone."""
        data = read_bytes(path)
        taken = self._place.apart(intake.read_file, data, path.name)
        taken = replace(taken, photos=tuple(beside(path, photo) for photo in taken.photos))
        return self._keep(taken, data, language, section, translate_to, path.name)

    def take_in_file(
        self,
        data: bytes,
        name: str,
        language: Language | None = None,
        section: SectionId | None = None,
        translate_to: Iterable[Language] = (),
    ) -> TakenInReport:
        """Make a story of a file; its kind is told by its content.

        ``language`` and ``section`` go before what the file says. Versions in ``translate_to`` are
        begun. Raises Unreadable, Protected, TooLarge, NoText; nothing is made then.
        """
        taken = self._place.apart(intake.read_file, data, name)
        return self._keep(taken, data, language, section, translate_to, name)

    def take_in_clipboard(
        self,
        html: str | None,
        text: str | None,
        language: Language | None = None,
        section: SectionId | None = None,
    ) -> TakenInReport:
        """Make a story of what was copied. Raises NoText when there is nothing in it."""
        taken = self._place.apart(intake.read_clipboard, html, text)
        raw = (html if html is not None else text or "").encode("utf-8", "replace")
        return self._keep(taken, raw, language, section, (), "")

    def take_in_address(
        self, url: str, language: Language | None = None, section: SectionId | None = None
    ) -> TakenInReport:
        """Fetch the page at an address, because the editor asked for it, and make a story of it.

        Its pictures are fetched too. Raises ConnectionTrouble, Unreadable, NoText.
        """
        page = fetch_page(url)
        taken = self._place.apart(intake.read_html, page.text, page.url)
        taken = replace(taken, photos=tuple(_fetched(photo) for photo in taken.photos))
        return self._keep(taken, page.text.encode(), language, section, (), page.url)

    def paste(self, html: str | None, text: str | None) -> Pasted:
        """Read a paste for the middle of an article; nothing is kept of it here.

        Long HTML, which can be anything, is read in the worker; the rest at once, because somebody
        waits at the caret. Raises Unreadable, TooLarge.
        """
        if html is not None and len(html) > MOST_AT_ONCE:
            return self._place.apart(intake.read_paste, html, text)
        return intake.read_paste(html, text)

    def raw(self, article_id: ArticleId) -> bytes | None:
        """Return what the article was taken in from, byte for byte; None for our own text."""
        with self._place.database.reading() as records:
            digest = records.facts.get(RAW + article_id)
        return self._place.media.read(digest) if digest else None

    def _keep(
        self,
        taken: TakenIn,
        raw: bytes,
        language: Language | None,
        section: SectionId | None,
        translate_to: Iterable[Language],
        name: str,
    ) -> TakenInReport:
        photos, broken = self.read_photos(taken.photos)
        digest = self._place.media.add(raw)
        with self._place.database.writing() as records:
            story, uncertain = self._story(records, taken, language, section)
            records.stories.add(story)
            article = self._article(records, story, taken, photos)
            if not (article.body or article.headline or article.standfirst):
                raise NoText("intake-no-text", name=name)
            keep_taken(records, self._place, article, taken.notes)
            records.facts.put(RAW + article.id, digest)
            records.search.index(article, story.slug_word)
            keep_revision(records, self._place, article, RevisionReason.TAKEN_IN)
            versions = [
                self._translations.begin(records, story.id, other)
                for other in dict.fromkeys(translate_to)
                if other != story.source_language
            ]
        ids = frozenset(item.id for item in (article, *versions))
        changes = Changes(frozenset({story.id}), ids, vocabulary=True)
        return TakenInReport(
            story.id,
            article.id,
            article.headline,
            tuple(photo for block in article.body if (photo := photo_of(block))),
            (*taken.dropped, *broken),
            uncertain,
            changes.undone_by(Message("story-taken-in"), lambda: self._throw_away(story.id)),
        )

    def _throw_away(self, story_id: StoryId) -> Changes:
        with self._place.database.writing() as records:
            story = records.stories.get(story_id)
            records.stories.save(replace(story, trashed=self._place.now()), story.version)
            for article in records.articles.of_story(story_id):
                records.search.remove(article.id)
        return Changes(stories=frozenset({story_id}))

    # -- photos

    def read_photos(
        self, taken: Iterable[TakenPhoto]
    ) -> tuple[dict[str, ReadPhoto], tuple[Message, ...]]:
        """Look at each photo apart; one that cannot be read is left out and said."""
        read, broken = {}, []
        for photo in taken:
            if not photo.data:
                broken.append(Message("photo-not-had", {"name": photo.name or photo.url}))
                continue
            try:
                facts = self._place.apart(photo_metadata.read, photo.data, photo.name)
            except EditorError as error:
                broken.append(error.message)
                continue
            read[photo.key] = ReadPhoto(photo, facts, self._place.media.add(photo.data))
        return read, tuple(broken)

    def _article(
        self, records: Records, story: Story, taken: TakenIn, photos: Mapping[str, ReadPhoto]
    ) -> Article:
        uses: dict[PhotoId, DeskCaption] = {}
        lines = {}
        for key, read in photos.items():
            photo, _ = self._photos.keep(
                records, read.facts, read.digest, read.taken.name, len(read.taken.data)
            )
            credit = photo.credit or read.taken.credit
            known = photo.captions.get(story.source_language, DeskCaption())
            caption = DeskCaption(known.caption or read.taken.caption, known.alt or read.taken.alt)
            captions = {**photo.captions, story.source_language: caption}
            after = replace(photo, credit=credit, captions=captions)
            if after != photo:
                records.photos.save(after, photo.version)
            lines[photo_line(PhotoId(key))] = photo_line(photo.id)
            said = DeskCaption(read.taken.caption or known.caption, read.taken.alt or known.alt)
            uses.setdefault(photo.id, said)
        article = Article(
            ArticleId(new_id()),
            story.id,
            story.source_language,
            self._place.now(),
            headline=taken.headline,
            standfirst=taken.standfirst,
            body=with_photos(fresh(taken.markdown), lines),
            slug=slug(taken.headline, story.source_language),
        )
        records.articles.add(article)
        shown = {photo_of(block) for block in article.body}
        for photo_id, said in uses.items():
            if photo_id in shown:
                records.uses.save(
                    PhotoUse(UseId(new_id()), article.id, photo_id, said.caption, said.alt)
                )
        return article

    # -- what the text says of itself

    def _story(
        self,
        records: Records,
        taken: TakenIn,
        language: Language | None,
        section: SectionId | None,
    ) -> tuple[Story, frozenset[str]]:
        spoken, sure = _spoken(records, language, taken.language)
        uncertain = set(taken.uncertain) if sure else {*taken.uncertain, "language"}
        if language is not None:
            uncertain.discard("language")
        found = section or _section(records, taken.section)
        if found is None:
            uncertain.add("section")
        outlet = _outlet(records, taken.outlet, spoken) if taken.outlet else None
        story = Story(
            StoryId(new_id()),
            " ".join(taken.headline.split()[:4]),
            spoken,
            self._place.now(),
            section=found,
            origin=Origin(outlet, taken.url),
            outlets=tuple(
                dict.fromkeys(_outlet(records, name, spoken) for name in taken.outlets if name)
            ),
            byline=tuple(
                Credited(person, Role.REPORTER)
                for person in dict.fromkeys(
                    _person(records, name, spoken) for name in taken.byline if name
                )
            ),
            tags=_tags(records, taken.tags),
            uncertain=frozenset(uncertain),
        )
        return story, story.uncertain


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file. Raises Unreadable, and TooLarge before reading a huge one."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            size, limit = path.stat().st_size // MEGABYTE, LARGEST_FILE // MEGABYTE
            raise TooLarge("intake-too-large", name=path.name, size=size, limit=limit)
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise Unreadable("file-not-readable", name=path.name) from error


def beside(path: Path, photo: TakenPhoto) -> TakenPhoto:
    """Read a picture that lies beside a saved page, never outside its folder.

    What cannot be read, or is no name of a file at all, is said later like any missing picture.
    """
    if photo.data or not photo.url:
        return photo
    with suppress(OSError, ValueError):
        file = (path.parent / unquote(photo.url)).resolve()
        inside = file.is_relative_to(path.parent.resolve())
        if inside and file.is_file() and file.stat().st_size <= MOST_BYTES:
            return replace(photo, data=file.read_bytes())
    return photo


def _spoken(
    records: Records, said: Language | None, found: Language | None
) -> tuple[Language, bool]:
    """Return the language of a text and whether that is sure.

    Raises Refused when somebody ``said`` one that no edition of this desk has.
    """
    editions = {edition.language for edition in records.editions.all()}
    if said is not None and said not in editions:
        raise Refused("no-edition", language=said)
    language = said or found
    if language is not None and (language in editions or not editions):
        return language, True
    return (VIETNAMESE if VIETNAMESE in editions or not editions else min(editions)), False


def _fetched(photo: TakenPhoto) -> TakenPhoto:
    """Fetch a picture of a page; one that cannot be had stays empty and is said later."""
    if photo.data or not photo.url:
        return photo
    try:
        return replace(photo, data=fetch_picture(photo.url, MOST_BYTES))
    except EditorError:
        return photo


def with_photos(body: Body, lines: Mapping[str, str]) -> Body:
    """Point photo lines at the desk's photos; lines of photos that could not be read go away."""
    kept = []
    seen: set[str] = set()
    for block in body:
        if photo_of(block) is None:
            kept.append(block)
        elif block.text in lines and lines[block.text] not in seen:
            seen.add(lines[block.text])
            kept.append(replace(block, text=lines[block.text]))
    return tuple(kept)


def _section(records: Records, name: str) -> SectionId | None:
    wanted = fold(name)
    for section in records.sections.all():
        names = (*section.names.values(), *section.slugs.values())
        if wanted and any(fold(item) == wanted for item in names):
            return section.id
    return None


def _outlet(records: Records, name: str, language: Language) -> OutletId:
    """Return the outlet of that name or web domain; one that the desk does not know is added."""
    wanted = fold(name)
    for outlet in records.outlets.all():
        if any(fold(item) == wanted for item in (*outlet.names.values(), *outlet.domains)):
            return outlet.id
    outlet = Outlet(OutletId(new_id()), {language: name})
    records.outlets.put(outlet)
    return outlet.id


def _person(records: Records, name: str, language: Language) -> PersonId:
    wanted = fold(name)
    for person in records.persons.all():
        if any(fold(item) == wanted for item in person.names.values()):
            return person.id
    person = Person(PersonId(new_id()), {language: name}, (Role.REPORTER,))
    records.persons.put(person)
    return person.id


def _tags(records: Records, names: Iterable[str]) -> tuple[TagId, ...]:
    """Return the desk's tags of these labels or synonyms; unknown words are no tags."""
    wanted = {fold(name) for name in names}
    found = []
    for tag in records.tags.all():
        synonyms = [name for words in tag.synonyms.values() for name in words]
        if wanted & {fold(name) for name in (*tag.labels.values(), *synonyms)}:
            found.append(tag.id)
    return tuple(found)
