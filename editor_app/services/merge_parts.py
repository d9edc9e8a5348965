"""What a merge of an article with a site's version gives, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from editor_app.domain.article import Article
from editor_app.domain.conflict import BODY, Joined, Whose
from editor_app.domain.ids import Language, TagId, UseId
from editor_app.domain.photo import DeskCaption
from editor_app.domain.story import Story
from editor_app.services.rewriting import FIELDS
from editor_app.services.site_versions import SECTION, TAGS, SiteVersion
from editor_app.storage.records import Records
from editor_app.text.cleaning import one_line
from editor_app.text.merging import Merged, MergedField, merge, merge_field, merge_set


@dataclass(frozen=True)
class MergedParts:
    """The merge of each part. ``captions`` are by photo use and ``caption`` or ``alt``."""

    article: Article
    story: Story
    theirs: SiteVersion
    fields: dict[str, MergedField]
    captions: dict[tuple[UseId, str], MergedField]
    body: Merged | None
    tags: tuple[TagId, ...]
    tags_whose: Whose

    @property
    def new_body(self) -> tuple[str, ...] | None:
        """The blocks of the result; None when they are those of the article."""
        mine = tuple(block.text for block in self.article.body)
        return None if self.body is None or self.body.texts == mine else self.body.texts

    @property
    def taken(self) -> dict[str, str]:
        """The fields that only the site has changed."""
        fields = self.fields.items()
        return {name: item.text for name, item in fields if item.whose is Whose.THEIRS}

    @property
    def takes(self) -> bool:
        """Say whether there is something of theirs to be written here."""
        captions = any(item.whose is Whose.THEIRS for item in self.captions.values())
        retagged = set(self.tags) != set(self.story.tags)
        return bool(self.taken) or captions or retagged or self.new_body is not None


def merge_parts(
    records: Records, article: Article, base: SiteVersion, theirs: SiteVersion
) -> MergedParts:
    """Merge all that the site's version says. Raises NotFound."""
    story = records.stories.get(article.story)
    fields = {
        name: merge_field(base.fields.get(name, ""), field_of(article, story, name), text)
        for name, text in theirs.fields.items()
        if name in FIELDS or name == SECTION
    }
    body = None
    if theirs.blocks is not None:
        body = merge(base.blocks or (), [block.text for block in article.body], theirs.blocks)
    tags, whose = story.tags, Whose.BASE
    if theirs.tags is not None:
        tags = tuple(TagId(tag) for tag in merge_set(base.tags or (), story.tags, theirs.tags))
        whose = _whose(set(base.tags or ()), set(story.tags), set(theirs.tags))
    captions = _captions(records, article, base, theirs)
    return MergedParts(article, story, theirs, fields, captions, body, tags, whose)


def field_of(article: Article, story: Story, name: str) -> str:
    """Return what a field of the article, or the story's ``section``, holds."""
    return (story.section or "") if name == SECTION else article.field(name)


def section_name(records: Records, section: str, language: Language) -> str:
    """Return the name of a section in a language, or in any; empty for none."""
    names = next((item.names for item in records.sections.all() if item.id == section), {})
    return names.get(language) or next(iter(names.values()), "")


def joined_by_itself(records: Records, parts: MergedParts) -> Iterator[Joined]:
    """Yield what needs nobody's decision, in reading order."""
    texts = [*parts.fields.items(), *((part, item) for (_, part), item in parts.captions.items())]
    for name, item in texts:
        if item.clash is None and item.whose is not Whose.BASE:
            language = parts.article.language
            text = section_name(records, item.text, language) if name == SECTION else item.text
            yield Joined(name, item.whose, text)
    if parts.body is not None:
        for number, piece in enumerate(parts.body.pieces, 1):
            if piece.clash is None and piece.whose is not Whose.BASE:
                yield Joined(BODY, piece.whose, piece.text, number)
        for piece in parts.body.gone:
            yield Joined(BODY, piece.whose, piece.text)
    if parts.tags_whose is not Whose.BASE:
        yield Joined(TAGS, parts.tags_whose, _labels(records, parts))


def _captions(
    records: Records, article: Article, base: SiteVersion, theirs: SiteVersion
) -> dict[tuple[UseId, str], MergedField]:
    merged: dict[tuple[UseId, str], MergedField] = {}
    for use in records.uses.of_article(article.id):
        said = theirs.captions.get(use.photo)
        if said is not None:
            was = base.captions.get(use.photo, DeskCaption())
            merged[use.id, "caption"] = _merged_line(was.caption, use.caption, said.caption)
            merged[use.id, "alt"] = _merged_line(was.alt, use.alt, said.alt)
    return merged


def _merged_line(base: str, mine: str, theirs: str) -> MergedField:
    """Merge a text that is one line on a site; spaces and line ends of ours are no change of it."""
    merged = merge_field(base, one_line(mine), theirs)
    return merged if merged.whose is Whose.THEIRS else replace(merged, text=mine)


def _whose(base: set[TagId], mine: set[TagId], theirs: set[TagId]) -> Whose:
    if mine == base:
        return Whose.BASE if theirs == base else Whose.THEIRS
    return Whose.MINE if theirs == base else Whose.BOTH


def _labels(records: Records, parts: MergedParts) -> str:
    known = {tag.id: tag.labels for tag in records.tags.all()}
    labels = (known[tag] for tag in parts.tags if tag in known)
    language = parts.article.language
    return ", ".join(label.get(language) or next(iter(label.values()), "") for label in labels)
