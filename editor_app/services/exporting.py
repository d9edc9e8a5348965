"""Export: an article as a file of another program."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from typing import Any

from editor_app.domain.article import Article
from editor_app.domain.ids import ArticleId, PhotoId
from editor_app.formats.markdown import to_html
from editor_app.formats.word_writing import write_docx
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records


class ExportKind(StrEnum):
    """The file kinds that an article can be exported as."""

    MARKDOWN = "md"
    HTML = "html"
    DOCX = "docx"
    JSON = "json"


class ExportService:
    """The verbs of export."""

    def __init__(self, place: Workplace) -> None:
        """Work on this desk."""
        self._place = place

    def export(self, article_id: ArticleId, kind: ExportKind) -> bytes:
        """Return the article as a file. Raises NotFound."""
        with self._place.database.reading() as records:
            article = records.articles.get(article_id)
            figures = _figures(records, article)
        if kind is ExportKind.MARKDOWN:
            return _markdown(article, figures).encode()
        if kind is ExportKind.HTML:
            return _html(article, figures).encode()
        if kind is ExportKind.DOCX:
            return write_docx(article, self._pictures(article_id))
        return json.dumps(plain(article), ensure_ascii=False, indent=2, default=str).encode()

    def _pictures(self, article_id: ArticleId) -> dict[PhotoId, tuple[bytes, str]]:
        with self._place.database.reading() as records:
            uses = records.uses.of_article(article_id)
            photos = {use.photo: records.photos.get(use.photo) for use in uses}
        return {
            use.photo: (self._place.media.read(photos[use.photo].digest), use.caption)
            for use in uses
        }


def plain(article: Article) -> dict[str, Any]:
    """Return the article's fields and blocks as plain values for JSON."""
    return asdict(article)


def _figures(records: Records, article: Article) -> dict[PhotoId, str]:
    """Return per photo its caption and credit as one line of text."""
    figures = {}
    for use in records.uses.of_article(article.id):
        photo = records.photos.get(use.photo)
        figures[use.photo] = " ".join(
            part for part in (use.caption, photo.credit and f"({photo.credit})") if part
        )
    return figures


def _markdown(article: Article, figures: dict[PhotoId, str]) -> str:
    parts = [f"# {article.headline}", article.standfirst and f"**{article.standfirst}**"]
    captions = "\n".join(f"- {photo}: {text}" for photo, text in figures.items())
    return "\n\n".join(part for part in (*parts, article.markdown, captions) if part) + "\n"


def _html(article: Article, figures: dict[PhotoId, str]) -> str:
    def figure(photo: PhotoId) -> str:
        return f"<p><em>{_escaped(figures.get(photo, ''))}</em></p>"

    body = to_html(article.markdown, figure)
    return (
        f'<!doctype html>\n<html lang="{article.language}"><head><meta charset="utf-8">'
        f"<title>{_escaped(article.headline)}</title></head><body>\n"
        f"<h1>{_escaped(article.headline)}</h1>\n"
        f"<p><strong>{_escaped(article.standfirst)}</strong></p>\n{body}\n</body></html>\n"
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
