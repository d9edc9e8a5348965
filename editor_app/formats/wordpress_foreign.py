"""Blocks of a site that the desk does not model: what they are called on their card."""

from __future__ import annotations

import re

from editor_app.domain.messages import Message
from editor_app.domain.remote import ForeignBlock, foreign_block
from editor_app.formats.block_markup import CORE, NO_ATTRIBUTES, Chunk
from editor_app.formats.html_tree import parse_html, words_of
from editor_app.text.cleaning import clean

CLASSIC = "classic"
"""The kind of a part of classic HTML, and of HTML between blocks."""
SHORTCODE = "shortcode"
EMBED = f"{CORE}embed"

_NAMES = (
    "audio block button buttons code columns cover details embed file footnotes freeform "
    "gallery group heading html image latest-posts list media-text missing more nextpage "
    "paragraph preformatted pullquote query quote separator spacer table verse video"
)
NAMED = frozenset(_NAMES.split())
"""Blocks that come with every WordPress and have a name of their own on their card."""

_PROVIDERS = {
    "youtube": "YouTube",
    "tiktok": "TikTok",
    "wordpress": "WordPress",
    "soundcloud": "SoundCloud",
    "dailymotion": "Dailymotion",
}
_READ = 20_000
_SHOWN = 160
_SHORTCODE = re.compile(r"\[([a-zA-Z][\w-]*)")
_SHORTCODES = {"gallery": "gallery", "audio": "audio", "video": "video", "embed": "embed"}
_EMBEDDED = re.compile(r"<(?:iframe|video|audio|object|embed)\b", re.IGNORECASE)


def foreign_of(chunk: Chunk) -> ForeignBlock:
    """Return a block of the site as it is kept here."""
    if not chunk.name:
        return _foreign_html(chunk.raw)
    kind = EMBED if chunk.name.startswith("core-embed/") else chunk.name
    return foreign_block(chunk.raw, _given_name(chunk), kind)


def card_name(foreign: ForeignBlock) -> Message:
    """Return what to call a block on its card in the editor and the preview.

    Messages: ``foreign-NAME`` for the site's own blocks, ``foreign-embed-from`` with ``provider``,
    ``foreign-shortcode`` and ``foreign-other`` with ``name``.
    """
    if foreign.kind == SHORTCODE:
        return Message("foreign-shortcode", {"name": foreign.name})
    short = foreign.kind.removeprefix(CORE)
    if short == "embed" and foreign.name:
        return Message("foreign-embed-from", {"provider": foreign.name})
    if short in NAMED or short == CLASSIC:
        return Message(f"foreign-{short}")
    return Message("foreign-other", {"name": foreign.name or foreign.kind})


def card_words(foreign: ForeignBlock) -> str:
    """Return the first words of a block, for its card; many blocks have none."""
    words = words_of(parse_html(clean(foreign.raw[:_READ]).text))
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"


def _foreign_html(raw: str) -> ForeignBlock:
    shortcode = _SHORTCODE.match(raw)
    if shortcode:
        name = shortcode[1].lower()
        known = _SHORTCODES.get(name)
        kind = CORE + known if known else SHORTCODE
        return foreign_block(raw, "" if known else name, kind)
    if raw.startswith("<!--"):
        return foreign_block(raw, "", f"{CORE}{'nextpage' if 'nextpage' in raw else 'more'}")
    if "<img" in raw and raw.startswith(("<figure", "<img", "<a", "<p")):
        return foreign_block(raw, "", f"{CORE}image")
    return foreign_block(raw, "", f"{CORE}html" if _EMBEDDED.search(raw) else CLASSIC)


def _given_name(chunk: Chunk) -> str:
    """Return the name of whom an embed comes from, or of a block that has one."""
    attributes = chunk.attributes or NO_ATTRIBUTES
    if chunk.name == EMBED:
        slug = attributes.get("providerNameSlug")
        return _provider(slug) if isinstance(slug, str) else ""
    if chunk.name.startswith("core-embed/"):  # before WordPress 5.6
        return _provider(chunk.name.partition("/")[2])
    return ""


def _provider(slug: str) -> str:
    return _PROVIDERS.get(slug, slug.replace("-", " ").title())
