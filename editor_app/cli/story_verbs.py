"""Verbs on stories: import, export, show, list, set, tag, attach, translate, page, publish."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping, Set
from dataclasses import replace
from pathlib import Path
from typing import Any, Unpack

from editor_app.cli.answers import DONE, FINDINGS, Answer
from editor_app.cli.desk_verbs import site_named, with_pause
from editor_app.cli.said import (
    WrongUse,
    YesOrNo,
    block_said,
    by_language,
    instant,
    instant_ahead,
    language_said,
    languages_said,
    one_of,
    section_named,
    words_said,
)
from editor_app.domain.article import Article, ArticleStatus, Place, Shown
from editor_app.domain.errors import EditorError, NotReady
from editor_app.domain.ids import ArticleId, SiteId
from editor_app.domain.vocabulary import Tag
from editor_app.outgoing import write_outgoing
from editor_app.sentences import sentence
from editor_app.services.exporting import ExportKind
from editor_app.services.stories import ArticleFields, StoryFields
from editor_app.services.views import ListQuery
from editor_app.services.vocabulary import label
from editor_app.wiring import Desk

TakePicture = Callable[[Callable[[str], bytes | None], str, Path, int], None]
"""Takes a picture (PNG or PDF) of the page at an address, of that width in pixels."""


def take_in(desk: Desk, arguments: Namespace) -> Answer:
    """``import FILE... --language L [--section S] [--translate-to L2,L3]``."""
    language = None if arguments.language is None else language_said(desk, arguments.language)
    section = None if arguments.section is None else section_named(desk, arguments.section)
    others = languages_said(desk, arguments.translate_to or "")
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


def take_in_again(desk: Desk, arguments: Namespace) -> Answer:
    """``reimport ARTICLE FILE``: bring what a newer file changes into an article.

    Per language version that is translated from it, the rows whose source has changed are counted.
    """
    article = desk.stories.find_article(arguments.article)
    done = desk.reimporting.take_in_again(article.id, Path(arguments.file))
    view = desk.stories.view(article.story)
    stale = {
        version.language: view.progress[version.id].stale
        for version in view.articles
        if version.translated_from == article.id
    }
    document = {
        "article": article.id,
        "changed": done.changed,
        "added": done.added,
        "gone": done.gone,
        "fields": done.fields,
        "dropped": done.dropped,
        "stale": stale,
    }
    lines = (sentence(done.said), *(f"  {sentence(message)}" for message in done.dropped))
    return Answer(
        document, (*lines, *(f"{language}: {count}" for language, count in stale.items()))
    )


def export(desk: Desk, arguments: Namespace) -> Answer:
    """``export ARTICLE --to md|html|docx|json [--out FILE]``."""
    article = desk.stories.find_article(arguments.article)
    kind = ExportKind(arguments.to)
    path = Path(arguments.out or f"{article.slug or article.id}.{kind}")
    write_outgoing(path, desk.exporting.export(article.id, kind))
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
        None if arguments.language is None else language_said(desk, arguments.language),
        frozenset(() if arguments.status is None else {one_of(Shown, arguments.status)}),
        section=None if arguments.section is None else section_named(desk, arguments.section),
    )
    rows = desk.stories.rows(query, 100_000)
    lines = tuple(
        f"{row.story[:8]}  {row.slug_word:<20.20}  {row.shown:<15}  {row.headline}" for row in rows
    )
    return Answer(rows, lines)


def set_fields(desk: Desk, arguments: Namespace) -> Answer:
    """``set ARTICLE FIELD=VALUE...``: what is said of a field last counts."""
    article = desk.stories.find_article(arguments.article)
    setting = {
        said.partition("=")[0]: _setting(desk, article.id, said) for said in arguments.fields
    }
    # Only an embargo can be refused. It comes first, so that nothing was changed then.
    for name in sorted(setting, key=lambda name: name != "embargo"):
        setting[name]()
    return Answer(document(desk, desk.stories.find_article(article.id)), (article.id,))


def _setting(desk: Desk, article_id: ArticleId, said: str) -> Callable[[], object]:
    """Return what sets one field; all are understood before the first is set. Raises WrongUse."""
    name, equals, value = said.partition("=")
    if not equals:
        raise WrongUse("field-without-value", text=words_said(said))
    if name in {"body", *Place}:
        return lambda: _type(desk, article_id, name, value)
    if name == "slug":
        return lambda: _set_article(desk, article_id, slug=value)
    if name == "status":
        status = one_of(ArticleStatus, value)
        return lambda: _set_article(desk, article_id, status=status)
    if name == "planned":
        at = instant(value) if value else None
        return lambda: _set_article(desk, article_id, planned=at)
    if name == "embargo":
        until = instant(value) if value else None
        return lambda: _set_story(desk, article_id, embargo=until)
    if name == "source":
        return lambda: _set_source(desk, article_id, value)
    if name == "confidential":
        sensitive = one_of(YesOrNo, value) is YesOrNo.YES
        return lambda: _set_story(desk, article_id, sensitive=sensitive)
    if name == "section":
        section = section_named(desk, value)
        return lambda: _set_story(desk, article_id, section=section)
    if name == "slug_word":
        return lambda: _set_story(desk, article_id, slug_word=value)
    others = ("slug", "status", "planned", "embargo", "confidential", "section", "source")
    choices = ", ".join(("body", *Place, *others, "slug_word"))
    raise WrongUse("no-such-choice", name=words_said(name), choices=choices)


def _type(desk: Desk, article_id: ArticleId, part: str, text: str) -> None:
    desk.drafts.save(article_id, part, text)
    desk.drafts.settle(article_id)


def _set_article(desk: Desk, article_id: ArticleId, **fields: Unpack[ArticleFields]) -> None:
    version = desk.stories.find_article(article_id).version
    desk.stories.change_article(article_id, version, **fields)


def _set_source(desk: Desk, article_id: ArticleId, url: str) -> None:
    story = desk.stories.view(desk.stories.find_article(article_id).story).story
    desk.stories.change(story.id, story.version, origin=replace(story.origin, url=url))


def _set_story(desk: Desk, article_id: ArticleId, **fields: Unpack[StoryFields]) -> None:
    story = desk.stories.view(desk.stories.find_article(article_id).story).story
    desk.stories.change(story.id, story.version, **fields)


def tag(desk: Desk, arguments: Namespace) -> Answer:
    """``tag ARTICLE TAG...``: a tag is named as ``tag_called`` says; new ones are made.

    All names are understood before one is made.
    """
    article = desk.stories.find_article(arguments.article)
    story = desk.stories.view(article.story).story
    found: dict[str, Tag | None] = {}
    for said in arguments.tags:
        name = " ".join(words_said(said).split())
        if not name:
            raise WrongUse("tag-without-name")
        if name.casefold() not in {other.casefold() for other in found}:
            found[name] = desk.vocabulary.tag_called(name)
    given = [
        tag or desk.vocabulary.new_tag(article.language, name)[0] for name, tag in found.items()
    ]
    tags = tuple(dict.fromkeys((*story.tags, *(tag.id for tag in given))))
    desk.stories.change(story.id, story.version, tags=tags)
    return Answer(document(desk, article), tuple(label(tag, article.language) for tag in given))


def attach(desk: Desk, arguments: Namespace) -> Answer:
    """``attach ARTICLE PHOTO [--caption L=TEXT] [--alt L=TEXT] [--credit TEXT] [--at BLOCK]``."""
    article = desk.stories.find_article(arguments.article)
    path = Path(arguments.photo)
    after = None if arguments.at is None else block_said(article, arguments.at)
    captions, alts = by_language(arguments.caption or ()), by_language(arguments.alt or ())
    versions = {version.language for version in desk.stories.view(article.story).articles}
    for language in {*captions, *alts} - versions:
        raise WrongUse("no-such-version", language=words_said(language))
    attached = desk.photos.attach(article.id, path.read_bytes(), path.name, after)
    if arguments.credit:
        photo = desk.photos.photo(attached.photo)
        desk.photos.change(photo.id, photo.version, credit=arguments.credit)
    view = desk.stories.view(article.story)
    for version in view.articles:
        use = next(item for item in view.uses[version.id] if item.photo == attached.photo)
        if version.language in captions or version.language in alts:
            desk.photos.describe(use.id, captions.get(version.language), alts.get(version.language))
    return Answer(document(desk, desk.stories.find_article(article.id)), (attached.photo,))


def translate(desk: Desk, arguments: Namespace) -> Answer:
    """``translate ARTICLE --to L [--memory]``: ``filled`` is how many rows the memory filled."""
    source = desk.stories.find_article(arguments.article)
    language = language_said(desk, arguments.to)
    version = desk.stories.view(source.story).article(language)
    if version is not None and version.translated_from is None:
        raise WrongUse("no-source", name=version.headline)
    article = version.id if version else None
    if article is None:
        article = desk.translations.start(source.story, language, source.id).article
    written = {row.sources for row in desk.translations.segments(article) if row.target_text}
    if arguments.memory:
        desk.translations.fill(article)
    rows = desk.translations.segments(article)
    left = sum(not row.state.finished for row in rows)
    filled = sum(bool(row.target_text) and row.sources not in written for row in rows)
    segments = [{"origin": row.made, "state": row.state, "source": row.source_text} for row in rows]
    return Answer(
        {"article": article, "segments": segments, "filled": filled, "left": left},
        (f"{article[:8]}: {filled} filled, {left} left",),
    )


def page(desk: Desk, arguments: Namespace, picture: TakePicture | None) -> Answer:
    """``page ARTICLE --out FILE.(html|png|pdf) [--site S] [--width N]``."""
    article = desk.stories.find_article(arguments.article)
    site = None if arguments.site is None else site_named(desk, arguments.site)
    preview = desk.pages.preview(article.id, site)
    out = Path(arguments.out)
    if out.suffix.lower() == ".html":
        write_outgoing(out, preview.get(preview.address) or b"")
    elif picture is not None and out.suffix.lower() in {".png", ".pdf"}:
        picture(preview.get, preview.address, out, arguments.width)
    else:
        raise WrongUse("file-must-end", name=words_said(str(out)), choices=".html, .png, .pdf")
    return Answer({"path": str(out), "label": preview.label}, (str(out),))


def publish(desk: Desk, arguments: Namespace) -> Answer:
    """``publish ARTICLE... --site S [--status draft|publish|future] [--at TIME] [--withdraw]``.

    It is sent at once when due; of what waits or needs somebody it is said why. When one of them is
    not ready, nothing is sent, and of each it is said what stops it. What waits for other sites
    waits on.
    """
    site = site_named(desk, arguments.site)
    articles = [desk.stories.find_article(name) for name in arguments.articles]
    at = instant_ahead(arguments.at) if arguments.at is not None else None
    if arguments.status == "future" and at is None:
        raise WrongUse("time-not-said")
    status = "withdrawn" if arguments.withdraw else arguments.status
    if status in {"draft", "publish", "withdrawn"} and at is not None:
        raise WrongUse("time-said", status=status)
    try:
        if arguments.withdraw:
            desk.publishing.withdraw(articles[0].id, site, [other.id for other in articles[1:]])
        elif status == "draft":
            desk.publishing.send_draft(site, [article.id for article in articles])
        else:
            desk.publishing.publish(site, [(article.id, at) for article in articles])
    except NotReady as error:
        named = dict(zip(arguments.articles, articles, strict=True))
        return _not_ready(desk, site, named, error, as_draft=status == "draft")
    desk.publishing.send_due(at_once=True, site=site)
    return _sent(desk, site, {article.id for article in articles})


def _sent(desk: Desk, site: SiteId, articles: Set[ArticleId]) -> Answer:
    """Return what came of each article that was asked for, and why one waits."""
    rows = desk.publishing.outbox(limit=max(100, len(articles)))
    newest = {
        row.article: with_pause(desk, row)
        for row in reversed(rows)
        if row.article in articles and row.site == site
    }
    stuck = [row for row in newest.values() if row.state.open and row.answer]
    lines = [f"{row.language}: {row.state}" for row in newest.values()]
    said = (sentence(row.answer) for row in newest.values() if row.state.open and row.answer)
    lines += dict.fromkeys(said)
    return Answer(list(newest.values()), tuple(lines), FINDINGS if stuck else DONE)


def _not_ready(
    desk: Desk, site: SiteId, articles: Mapping[str, Article], error: NotReady, *, as_draft: bool
) -> Answer:
    """Return everything that stops articles, as the publish sheet has it; ``error`` came first."""
    documents, lines = [], [sentence(NotReady().message)]
    told = False
    for name, article in articles.items():
        rows = desk.publishing.sheet(article.story, site)
        row = next(row for row in rows if row.article == article.id)
        stops = row.refusals
        if as_draft and row.draft_refusals is not None:
            stops = row.draft_refusals
        told = told or error.message in stops
        documents.append({"article": article.id, "language": row.language, "refusals": stops})
        lines += [f"{words_said(name)}: {sentence(stop)}" for stop in stops]
    if not told:
        lines.insert(1, sentence(error.message))
    return Answer({"error": error.message, "articles": documents}, tuple(lines), FINDINGS)
