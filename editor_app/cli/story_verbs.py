"""Verbs on stories: import, export, show, list, set, tag, attach, translate, page, publish."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from editor_app.cli.answers import DONE, FINDINGS, WRONG_USE, Answer
from editor_app.cli.desk_verbs import site_named
from editor_app.domain.article import Article, ArticleStatus, Place
from editor_app.domain.errors import EditorError, NotFound
from editor_app.domain.ids import ArticleId, BlockId, Language, SectionId, TagId
from editor_app.domain.link import State
from editor_app.domain.site import OutboxState
from editor_app.sentences import sentence
from editor_app.services.exporting import ExportKind
from editor_app.services.views import ListQuery
from editor_app.text.folding import fold
from editor_app.wiring import Desk

TakePicture = Callable[[Callable[[str], bytes | None], str, Path, int], None]
"""Takes a picture (PNG or PDF) of the page at an address, of that width in pixels."""


def take_in(desk: Desk, arguments: Namespace) -> Answer:
    """``import FILE... --language L [--section S] [--translate-to L2,L3]``."""
    language = Language(arguments.language) if arguments.language else None
    section = section_named(desk, arguments.section) if arguments.section else None
    others = tuple(Language(item) for item in (arguments.translate_to or "").split(",") if item)
    documents, lines, code = [], [], DONE
    for name in arguments.files:
        try:
            report = desk.importing.take_in_path(Path(name), language, section, others)
        except EditorError as error:
            documents.append({"file": name, "error": error.message})
            lines.append(f"{name}: {sentence(error.message)}")
            code = FINDINGS
            continue
        documents.append(
            {
                "file": name,
                "story": report.story,
                "articles": [report.article],
                "headline": report.headline,
                "photos": report.photos,
                "dropped": report.dropped,
                "uncertain": report.uncertain,
            }
        )
        lines.append(f"{name}: {report.headline} ({report.article[:8]})")
        lines += [f"  {sentence(message)}" for message in report.dropped]
    return Answer(documents, tuple(lines), code)


def export(desk: Desk, arguments: Namespace) -> Answer:
    """``export ARTICLE --to md|html|docx|json [--out FILE]``."""
    article = desk.stories.find_article(arguments.article)
    kind = ExportKind(arguments.to)
    path = Path(arguments.out or f"{article.slug or article.id}.{kind}")
    path.write_bytes(desk.exporting.export(article.id, kind))
    return Answer({"path": str(path)}, (str(path),))


def document(desk: Desk, article: Article) -> dict[str, Any]:
    """Return everything that is known of an article as one document."""
    view = desk.stories.view(article.story)
    return {
        "article": article,
        "story": view.story,
        "segments": desk.translations.segments(article.id),
        "uses": view.uses[article.id],
        "photos": {use.photo: view.photos[use.photo] for use in view.uses[article.id]},
        "publications": view.publications[article.id],
        "shown": view.shown[article.id],
    }


def show_article(desk: Desk, arguments: Namespace) -> Answer:
    """``show ARTICLE``."""
    article = desk.stories.find_article(arguments.article)
    text = (article.headline, "", article.standfirst, "", article.markdown)
    return Answer(document(desk, article), text)


def list_stories(desk: Desk, arguments: Namespace) -> Answer:
    """``list [--query Q] [--language L] [--status S] [--section S]``."""
    query = ListQuery(
        arguments.query or "",
        Language(arguments.language) if arguments.language else None,
        section=section_named(desk, arguments.section) if arguments.section else None,
    )
    rows = desk.stories.rows(query, 100_000)
    wanted = [row for row in rows if arguments.status in {None, row.shown.value}]
    lines = tuple(
        f"{row.story[:8]}  {row.slug_word:<20.20}  {row.shown:<15}  {row.headline}"
        for row in wanted
    )
    return Answer(wanted, lines)


def set_fields(desk: Desk, arguments: Namespace) -> Answer:
    """``set ARTICLE FIELD=VALUE...``."""
    article = desk.stories.find_article(arguments.article)
    for said in arguments.fields:
        name, equals, value = said.partition("=")
        if not equals:
            return Answer({"error": said}, (said,), WRONG_USE)
        _set_field(desk, article.id, name, value)
    return Answer(document(desk, desk.stories.find_article(article.id)), (article.id,))


def _set_field(desk: Desk, article_id: ArticleId, name: str, value: str) -> None:
    article = desk.stories.find_article(article_id)
    story = desk.stories.view(article.story).story
    if name in {"body", *Place}:
        desk.drafts.save(article.id, name, value, article.version)
        desk.drafts.settle(article.id)
    elif name == "slug":
        desk.stories.change_article(article.id, article.version, slug=value)
    elif name == "status":
        desk.stories.change_article(article.id, article.version, status=ArticleStatus(value))
    elif name == "planned":
        at = instant(value) if value else None
        desk.stories.change_article(article.id, article.version, planned=at)
    elif name == "section":
        section = section_named(desk, value)
        desk.stories.change(story.id, story.version, section=section)
    elif name == "slug_word":
        desk.stories.change(story.id, story.version, slug_word=value)
    else:
        raise NotFound(name=name)


def tag(desk: Desk, arguments: Namespace) -> Answer:
    """``tag ARTICLE TAG...``: a tag is named by its label in any language; new ones are made."""
    article = desk.stories.find_article(arguments.article)
    story = desk.stories.view(article.story).story
    found = [_tag_named(desk, article.language, label) for label in arguments.tags]
    tags = tuple(dict.fromkeys((*story.tags, *found)))
    desk.stories.change(story.id, story.version, tags=tags)
    return Answer(document(desk, article), tuple(arguments.tags))


def _tag_named(desk: Desk, language: Language, label: str) -> TagId:
    for known in desk.vocabulary.tags():
        if any(fold(name) == fold(label) for name in known.labels.values()):
            return known.id
    return desk.vocabulary.new_tag(language, label)[0].id


def attach(desk: Desk, arguments: Namespace) -> Answer:
    """``attach ARTICLE PHOTO [--caption L=TEXT] [--alt L=TEXT] [--credit TEXT] [--at BLOCK]``."""
    article = desk.stories.find_article(arguments.article)
    path = Path(arguments.photo)
    after = BlockId(arguments.at) if arguments.at else None
    attached = desk.photos.attach(article.id, path.read_bytes(), path.name, after)
    if arguments.credit:
        photo = desk.photos.photo(attached.photo)
        desk.photos.change(photo.id, photo.version, credit=arguments.credit)
    view = desk.stories.view(article.story)
    for version in view.articles:
        use = next(item for item in view.uses[version.id] if item.photo == attached.photo)
        captions, alts = _by_language(arguments.caption), _by_language(arguments.alt)
        if version.language in captions or version.language in alts:
            desk.photos.describe(use.id, captions.get(version.language), alts.get(version.language))
    return Answer(document(desk, desk.stories.find_article(article.id)), (attached.photo,))


def _by_language(said: list[str] | None) -> dict[str, str]:
    return dict(item.split("=", 1) for item in said or [])


def translate(desk: Desk, arguments: Namespace) -> Answer:
    """``translate ARTICLE --to L [--memory]``."""
    source = desk.stories.find_article(arguments.article)
    language = Language(arguments.to)
    version = desk.stories.view(source.story).article(language)
    article = version.id if version else None
    if article is None:
        article = desk.translations.start(source.story, language, source.id).article
    if arguments.memory:
        desk.translations.fill(article)
    rows = desk.translations.segments(article)
    left = sum(not row.state.finished for row in rows)
    filled = sum(row.state is State.DRAFT for row in rows)
    segments = [{"origin": row.made, "state": row.state, "source": row.source_text} for row in rows]
    return Answer(
        {"article": article, "segments": segments, "filled": filled, "left": left},
        (f"{article[:8]}: {filled} filled, {left} left",),
    )


def page(desk: Desk, arguments: Namespace, picture: TakePicture | None) -> Answer:
    """``page ARTICLE --out FILE.(html|png|pdf) [--site S] [--width N]``."""
    article = desk.stories.find_article(arguments.article)
    site = site_named(desk, arguments.site) if arguments.site else None
    preview = desk.pages.preview(article.id, site)
    out = Path(arguments.out)
    if out.suffix == ".html":
        out.write_bytes(preview.get(preview.address) or b"")
    elif picture is not None and out.suffix in {".png", ".pdf"}:
        picture(preview.get, preview.address, out, arguments.width)
    else:
        return Answer({"error": str(out)}, (str(out),), WRONG_USE)
    return Answer({"path": str(out), "label": preview.label}, (str(out),))


def publish(desk: Desk, arguments: Namespace) -> Answer:
    """``publish ARTICLE... --site S [--at TIME] [--withdraw]``, sent at once when due."""
    site = site_named(desk, arguments.site)
    articles = [desk.stories.find_article(name) for name in arguments.articles]
    if arguments.withdraw:
        for article in articles:
            desk.publishing.withdraw(article.id, site)
    else:
        at = instant(arguments.at) if arguments.at else None
        desk.publishing.publish(site, [(article.id, at) for article in articles])
    desk.publishing.send_due(at_once=True)
    ids = {article.id for article in articles}
    rows = [row for row in desk.publishing.outbox() if row.article in ids]
    newest = {row.article: row for row in reversed(rows)}
    stuck = [row for row in newest.values() if row.state is OutboxState.NEEDS_YOU]
    lines = [f"{row.language}: {row.state}" for row in newest.values()]
    lines += [sentence(row.answer) for row in stuck if row.answer]
    return Answer(list(newest.values()), tuple(lines), FINDINGS if stuck else DONE)


def section_named(desk: Desk, name: str) -> SectionId:
    """Return the section of that name, slug or id in any language. Raises NotFound."""
    for section in desk.vocabulary.sections():
        names = (*section.names.values(), *section.slugs.values(), section.id)
        if any(fold(item) == fold(name) for item in names):
            return section.id
    raise NotFound(name=name)


def instant(text: str) -> datetime:
    """Return an instant in UTC; a time without a zone is this computer's."""
    return datetime.fromisoformat(text).astimezone(UTC)
