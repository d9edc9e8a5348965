"""Makes a desk out of the sample: stories in every state, photos, terms, memory, a site."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from editor_app.domain.article import Article, ArticleStatus
from editor_app.domain.block import Block, Body
from editor_app.domain.history import Correction, CorrectionKind, Note, RevisionReason
from editor_app.domain.ids import (
    ArticleId,
    BlockId,
    CorrectionId,
    Language,
    LicenceId,
    NoteId,
    OutboxId,
    OutletId,
    PersonId,
    PhotoId,
    PublicationId,
    SectionId,
    StoryId,
    TagId,
    UseId,
    new_id,
)
from editor_app.domain.link import (
    LeftOut,
    Link,
    Made,
    SourceText,
    State,
    block_address,
)
from editor_app.domain.photo import DeskCaption, Photo, PhotoUse, Rights, RightsStatus
from editor_app.domain.site import (
    Operation,
    OutboxEntry,
    Publication,
    RemoteStatus,
    Site,
    Wish,
)
from editor_app.domain.story import Credited, Origin, Role, Story
from editor_app.formats import photo_metadata
from editor_app.services import sample_vocabulary as vocabulary
from editor_app.services.history import keep_revision
from editor_app.services.links import refresh_links
from editor_app.services.pages import PageService
from editor_app.services.publishing import PublishingService
from editor_app.services.sample_vocabulary import (
    parents_first,
    photo_kind,
    sample_id,
    texts,
)
from editor_app.services.site_views import digest_of, view_to_json
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.blocks import fresh, photo_line, photo_of
from editor_app.text.matching import memory_key
from editor_app.text.note_places import ANSWER, hung, texts_of
from editor_app.text.slugs import slug

Files = Mapping[str, bytes]
FAR = timedelta(hours=20)


class SampleService:
    """Fills a new desk. ``vocabulary_only`` is what an empty desk begins with."""

    def __init__(self, place: Workplace, pages: PageService, files: Files) -> None:
        """Read the sample from ``files``: path below ``resources/sample`` -> bytes."""
        self._place = place
        self._pages = pages
        self._files = files
        self._desk = tomllib.loads(files["desk.toml"].decode())

    def load_vocabulary(self) -> None:
        """Put editions and sections into the desk."""
        with self._place.database.writing() as records:
            for edition in vocabulary.editions(self._desk):
                records.editions.put(edition)
            for section in parents_first(vocabulary.sections(self._desk)):
                records.sections.put(section)

    def load(self, site_folder: Path) -> None:
        """Put the whole sample into the desk and its published stories into the site folder."""
        self.load_vocabulary()
        with self._place.database.writing() as records:
            self._load_tables(records)
            site = vocabulary.site(self._desk, str(site_folder))
            records.sites.add(site)
        photos = self._load_photos()
        for path in sorted(self._files):
            if path.startswith("stories/") and path.endswith("/story.toml"):
                self._load_story(path.removesuffix("story.toml"), photos, site)
        publishing = PublishingService(self._place, self._pages)
        publishing.write_again(site.id)

    def _load_tables(self, records: Records) -> None:
        for person in vocabulary.persons(self._desk):
            records.persons.put(person)
        for licence in vocabulary.licences(self._desk):
            records.licences.put(licence)
        for outlet in vocabulary.outlets(self._desk):
            records.outlets.put(outlet)
        for tag in parents_first(vocabulary.tags(self._desk)):
            records.tags.put(tag)
        for term in vocabulary.terms(self._files["terms.tsv"].decode()):
            records.terms.put(term)
        for paragraph in vocabulary.standing(tomllib.loads(self._files["standing.toml"].decode())):
            records.standing.put(paragraph)
        for pair in vocabulary.memory(self._files["memory.tsv"].decode(), self._desk):
            records.memory.add(pair, memory_key(pair.source))

    # -- photos

    def _load_photos(self) -> dict[str, Photo]:
        photos = {}
        for item in tomllib.loads(self._files["photos.toml"].decode())["photos"]:
            data = self._files[item["file"]]
            facts = self._place.apart(photo_metadata.read, data, item["file"])
            digest = self._place.media.add(data)
            photo = Photo(
                PhotoId(sample_id("photo", item["key"])),
                digest,
                item["file"].rpartition("/")[2],
                facts.media_type,
                facts.width,
                facts.height,
                len(data),
                self._place.now(),
                photo_kind(item["kind"]),
                item["creator"],
                item["credit"],
                facts.copyright,
                source=_outlet_id(item.get("source")),
                taken=_instant(item["taken"]),
                place=item.get("place", ""),
                rights=_rights(item["rights"]),
                original_caption=item["caption_original"],
                captions=_captions(item),
                focal=(item["focal"][0], item["focal"][1]),
            )
            photos[item["key"]] = photo
        with self._place.database.writing() as records:
            for photo in photos.values():
                records.photos.add(photo)
        return photos

    # -- stories

    def _load_story(self, folder: str, photos: Mapping[str, Photo], site: Site) -> None:
        item = tomllib.loads(self._files[folder + "story.toml"].decode())
        word = folder.split("/")[1]
        story = _story(word, item, self._place.now())
        source = item["source_language"]
        order = sorted(item["articles"], key=lambda language: language != source)
        with self._place.database.writing() as records:
            records.stories.add(story)
            for correction in item.get("corrections", []):
                records.corrections.put(_correction(story, correction))
            for language in order:
                self._load_article(records, folder, story, language, item, photos)
            for note in item.get("notes", []):
                _write_note(records, story, note)
        with self._place.database.writing() as records:
            for state, said in item.get("publications", {}).items():
                for language, at in said.items():
                    self._publish(records, story, Language(language), state, _instant(at), site)

    def _load_article(
        self,
        records: Records,
        folder: str,
        story: Story,
        language: str,
        item: dict[str, Any],
        photos: Mapping[str, Photo],
    ) -> None:
        said = item["articles"][language]
        article = _article(story, language, said, self._place.now())
        body = _body(self._files[f"{folder}{language}.md"].decode(), article.id, photos)
        article = replace(article, body=body)
        records.articles.add(article)
        for block in body:
            photo_id = photo_of(block)
            photo = next((known for known in photos.values() if known.id == photo_id), None)
            if photo is not None:
                records.uses.save(_use(article, photo, said, photos))
        if article.translated_from is not None:
            self._link(records, article, said)
        refresh_links(records, self._place, article)
        records.search.index(article, story.slug_word)
        keep_revision(records, self._place, article, RevisionReason.TAKEN_IN)

    def _link(self, records: Records, article: Article, said: Mapping[str, Any]) -> None:
        """Link by hand what the sample says is not one to one, then let order link the rest.

        The sample numbers the blocks of a body from 1, photos included.
        """
        assert article.translated_from is not None
        source = records.articles.get(article.translated_from)
        left = [source.body[number - 1] for number in said.get("left_out", [])]
        for block in left:
            where = block_address(source.id, block.id)
            records.links.add_left_out(
                LeftOut(article.id, where, block.text, "Minh", self._place.now())
            )
        links = [
            Link(
                block_address(article.id, article.body[int(target) - 1].id),
                block_address(source.id, source.body[number - 1].id),
            )
            for target, numbers in said.get("links", {}).items()
            for number in numbers
        ]
        records.links.replace_target(
            article.id, _worded(links, article) or _in_order(source, article, left)
        )
        refresh_links(records, self._place, article)
        self._set_states(records, article, said, source.body)

    def _set_states(
        self, records: Records, article: Article, said: Mapping[str, Any], source: Body
    ) -> None:
        known = records.links.renderings(article.id)
        before = said.get("was", {})
        stale = {source[number - 1].id: before[str(number)] for number in said.get("stale", [])}
        reviewed = said.get("translation") == "reviewed"
        state = State.REVIEWED if reviewed else State.TRANSLATED
        done = said.get("done", len(article.body))
        unfinished = {block.id for block in article.body[done:]}
        after = []
        for target, rendering in known.items():
            finished = target.block is None or target.block not in unfinished
            after.append(
                replace(
                    rendering,
                    state=state if finished else State.DRAFT,
                    made=Made.HAND,
                    made_from=tuple(_was(kept, stale) for kept in rendering.made_from),
                    read=self._place.now() if finished else None,
                    read_by="Minh" if finished else "",
                )
            )
        records.links.replace_renderings(article.id, after)
        refresh_links(records, self._place, article)

    # -- what is on the site

    def _publish(
        self,
        records: Records,
        story: Story,
        language: Language,
        state: str,
        at: datetime,
        site: Site,
    ) -> None:
        article = records.articles.get(_article_id(story.id, language))
        publication = Publication(
            PublicationId(sample_id("publication", article.id)),
            article.id,
            site.id,
            sample_id("marker", article.id),
        )
        if state == "scheduled":
            self._schedule(records, article, publication, at)
            return
        view = self._pages.view_of(records, article, None, at)
        address = self._pages.address_of(records, site, view)
        view = replace(view, published=at, address=address)
        withdrawn = state == "withdrawn"
        records.publications.put(
            replace(
                publication,
                remote_id=address,
                address=address,
                status=RemoteStatus.WITHDRAWN if withdrawn else RemoteStatus.PUBLIC,
                base=view_to_json(view),
                digest=digest_of(view),
                first_published=at,
                last_synced=at,
            )
        )
        records.articles.save(replace(article, published=at), article.version)

    def _schedule(
        self, records: Records, article: Article, publication: Publication, at: datetime
    ) -> None:
        """Keep a schedule ahead of the day on which the sample is made."""
        now = self._place.now()
        due = at if at > now + FAR else (now + timedelta(days=1)).replace(hour=10, minute=0)
        due = due.replace(second=0, microsecond=0)
        records.articles.save(replace(article, planned=due), article.version)
        records.publications.put(
            replace(publication, wish=Wish.SCHEDULE, wished_by="Minh", goes_out=due)
        )
        records.outbox.add(
            OutboxEntry(
                OutboxId(new_id()),
                Operation.BRING_UP_TO_DATE,
                article.id,
                publication.site,
                now,
                not_before=due,
            )
        )


def load_sample(
    place: Workplace, pages: PageService, files: Files, site_folder: Path, *, whole: bool
) -> None:
    """Fill a new desk with the sample, or with its editions and sections alone."""
    sample = SampleService(place, pages, files)
    if whole:
        sample.load(site_folder)
    else:
        sample.load_vocabulary()


def _story(word: str, item: Mapping[str, Any], now: datetime) -> Story:
    return Story(
        StoryId(sample_id("story", word)),
        item["slug_word"],
        Language(item["source_language"]),
        _instant(item["created"]) if "created" in item else now,
        section=SectionId(sample_id("section", item["section"])),
        origin=Origin(
            _outlet_id(item.get("outlet")),
            item.get("source_url", ""),
            _licence(item),
        ),
        outlets=tuple(
            OutletId(sample_id("outlet", name)) for name in item.get("outlets_credited", [])
        ),
        byline=tuple(
            Credited(PersonId(sample_id("person", said["person"])), Role(said["role"]))
            for said in item.get("byline", [])
        ),
        tags=tuple(TagId(sample_id("tag", name)) for name in item.get("tags", [])),
        due=_instant(item["due"]) if "due" in item else None,
        holder=PersonId(sample_id("person", item["holder"])) if "holder" in item else None,
    )


def _outlet_id(word: str | None) -> OutletId | None:
    return OutletId(sample_id("outlet", word)) if word else None


def _licence(item: Mapping[str, Any]) -> LicenceId | None:
    return LicenceId(sample_id("licence", item["licence"])) if "licence" in item else None


def _article_id(story: StoryId, language: str) -> ArticleId:
    return ArticleId(sample_id("article", f"{story}/{language}"))


def _article(story: Story, language: str, said: Mapping[str, Any], now: datetime) -> Article:
    origin = said.get("translated_from")
    planned = said.get("planned")
    return Article(
        _article_id(story.id, language),
        story.id,
        Language(language),
        now,
        _article_id(story.id, origin) if origin else None,
        said["headline"],
        said.get("standfirst", ""),
        (),
        said.get("slug") or slug(said["headline"], Language(language)),
        said.get("dateline", ""),
        said.get("push", ""),
        said.get("home", ""),
        said.get("social", ""),
        said.get("seo", ""),
        ArticleStatus(said.get("status", "draft").replace("_", "-")),
        _instant(planned) if planned else None,
    )


def _body(markdown: str, article: ArticleId, photos: Mapping[str, Photo]) -> Body:
    """Return the body with ids made from the article and the place, photo keys made photo ids."""
    for key, photo in photos.items():
        markdown = markdown.replace(photo_line(PhotoId(key)), photo_line(photo.id))
    blocks = fresh(markdown)
    return tuple(
        replace(block, id=BlockId(sample_id("block", f"{article}/{number}")))
        for number, block in enumerate(blocks)
    )


def _worded(links: list[Link], article: Article) -> list[Link]:
    """Return the links of blocks that hold words; photos are linked by being the same photo."""
    words = {block.id for block in article.body if block.kind.holds_words}
    return [link for link in links if link.target.block in words]


def _in_order(source: Article, article: Article, left: list[Block]) -> list[Link]:
    """Return links one to one in the order of the blocks, those left out passed over."""
    sources = [block for block in source.body if block.kind.holds_words and block not in left]
    targets = [block for block in article.body if block.kind.holds_words]
    return [
        Link(block_address(article.id, target.id), block_address(source.id, origin.id))
        for origin, target in zip(sources, targets, strict=False)
    ]


def _was(kept: SourceText, stale: Mapping[BlockId, str]) -> SourceText:
    block = kept.source.block
    return kept if block is None or block not in stale else replace(kept, text=stale[block])


def _use(
    article: Article, photo: Photo, said: Mapping[str, Any], photos: Mapping[str, Photo]
) -> PhotoUse:
    key = next(word for word, known in photos.items() if known.id == photo.id)
    default = photo.captions.get(article.language, DeskCaption())
    return PhotoUse(
        UseId(sample_id("use", f"{article.id}/{photo.id}")),
        article.id,
        photo.id,
        said.get("captions", {}).get(key, default.caption),
        said.get("alts", {}).get(key, default.alt),
    )


def _captions(item: Mapping[str, Any]) -> dict[Language, DeskCaption]:
    captions, alts = texts(item.get("captions")), texts(item.get("alts"))
    return {
        language: DeskCaption(captions.get(language, ""), alts.get(language, ""))
        for language in {*captions, *alts}
    }


def _rights(said: Mapping[str, Any]) -> Rights:
    until = said.get("until")
    day = until if isinstance(until, date) else date.fromisoformat(until) if until else None
    return Rights(RightsStatus(said["status"].replace("_", "-")), day, said.get("note", ""))


def _correction(story: Story, said: Mapping[str, Any]) -> Correction:
    return Correction(
        CorrectionId(sample_id("correction", f"{story.id}/{said['wrong']}")),
        story.id,
        _instant(said["at"]),
        CorrectionKind(said["kind"]),
        said["wrong"],
        said["right"],
        said.get("reason", ""),
        said.get("ordered_by", ""),
        said.get("approved_by", ""),
        tuple((Language(tag), text) for tag, text in said.get("texts", {}).items()),
    )


def _write_note(records: Records, story: Story, said: Mapping[str, Any]) -> None:
    """Write a private note on the words that it quotes, with what was answered."""
    article = records.articles.get(_article_id(story.id, said["language"]))
    number = NoteId(sample_id("note", f"{article.id}/{said['at']}"))
    at, quote = _instant(said["at"]), said.get("quote", "")
    note = Note(number, article.id, at, said["by"], said["text"], quote=quote)
    records.notes.put(hung(note, texts_of(article, records.uses.of_article(article.id))))
    for answer in said.get("answers", []):
        part = f"{ANSWER}{number}"
        made = NoteId(sample_id("note", f"{number}/{answer['at']}"))
        at = _instant(answer["at"])
        records.notes.put(Note(made, article.id, at, answer["by"], answer["text"], part))


def _instant(said: datetime | str) -> datetime:
    """Return an instant of the sample in UTC; a time without zone is Vietnam's."""
    at = said if isinstance(said, datetime) else datetime.fromisoformat(said)
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC) - timedelta(hours=7)
    return at.astimezone(UTC)
