"""Photos in WordPress content: the image block, and the forms that classic posts have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import normalize

from editor_app.formats.block_markup import CORE, Chunk, block
from editor_app.formats.html_tree import Element, attribute
from editor_app.formats.inline import parse
from editor_app.formats.inline_writing import tidy, write
from editor_app.formats.wordpress_reading import elements, tree
from editor_app.formats.wordpress_words import (
    Reading,
    Unmodelled,
    attribute_text,
    read_words,
    words_html,
)

IMAGE = f"{CORE}image"
_MEDIA_CLASS = re.compile(r"\bwp-image-([0-9]+)\b")
_SIZE_CLASS = re.compile(r"\bsize-([\w-]+)")
_SHORTCODE = re.compile(r"\[caption\b([^\]]*)\](.*)\[/caption\]", re.DOTALL)
_PICTURE = re.compile(r"\s*((?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)(.*)", re.DOTALL)
_ALT = re.compile(r"""(<img\b[^<>]*?\salt=)("[^"<>]*"|'[^'<>]*')""")
_CAPTION = re.compile(r"(<figcaption\b[^<>]*>)(.*)(</figcaption>)", re.DOTALL)


@dataclass(frozen=True)
class PostPhoto:
    """A photo as a post shows it.

    ``media`` is the site's id for it (0 when the post does not tell), ``url`` where the file is,
    ``size`` the name of its size there. ``caption`` is one line of our Markdown, credit included;
    ``alt`` is plain. ``width`` and ``height`` in pixels, 0 where unknown.
    """

    media: int
    url: str
    alt: str = ""
    caption: str = ""
    width: int = 0
    height: int = 0
    size: str = "full"

    def says_the_same(self, other: PostPhoto) -> bool:
        """Say whether both are the same photo with the same words."""
        return self.media == other.media and self._words() == other._words()

    def _words(self) -> tuple[str, str]:
        caption = write(tidy(parse(self.caption), breaks=False), one_line=True)
        return normalize("NFC", " ".join(self.alt.split())), normalize("NFC", caption)


def with_credit(caption: str, credit: str) -> str:
    """Return the caption as readers see it: the words, and the credit behind them."""
    return " ".join(part for part in (caption.strip(), credit.strip()) if part)


def without_credit(found: str, credit: str) -> tuple[str, bool]:
    """Return a caption read from a site without the credit, and whether the credit was there."""
    bare, told = found.rstrip(), credit.strip()
    if told and bare.endswith(told):
        return bare[: len(bare) - len(told)].rstrip(), True
    return bare, not told


# -- reading


def is_photo(chunk: Chunk) -> bool:
    """Say whether a block or a segment of free HTML shows a picture and maybe a caption."""
    if chunk.name:
        return chunk.name == IMAGE
    raw = chunk.raw
    if raw.startswith("[caption"):
        return True
    return "<img" in raw and raw.startswith(("<img", "<a", "<p", "<figure", "<div"))


def read_photo(chunk: Chunk, reading: Reading) -> PostPhoto:
    """Return the photo of a block or segment. Raises Unmodelled when there is more in it."""
    told = chunk.attributes
    if told is None:
        raise Unmodelled("image")
    shortcode = _SHORTCODE.fullmatch(chunk.raw) if not chunk.name else None
    if shortcode:
        return _of_shortcode(shortcode, reading)
    holder = tree(chunk.inner if chunk.name else chunk.raw)
    image, caption = _parts(holder)
    media = told.get("id")
    return _photo(image, caption, media if isinstance(media, int) else 0, reading)


def _parts(holder: Element) -> tuple[Element, Element | None]:
    """Return the one image inside and its caption; nothing else may stand there."""
    captions = list(holder.iter("figcaption"))
    images = list(holder.iter("img"))
    if len(images) != 1 or len(captions) > 1:
        raise Unmodelled("image")
    caption = captions[0] if captions else None
    inside = set() if caption is None else set(caption.iterdescendants())
    for element in holder.iterdescendants():
        if element in inside or element is caption or not isinstance(element.tag, str):
            continue
        if element.tag not in {"figure", "div", "a", "img", "p"}:
            raise Unmodelled(str(element.tag))
        if (element.text or "").strip() or (element.tail or "").strip():
            raise Unmodelled("text")
    if caption is not None and (caption.tail or "").strip():
        raise Unmodelled("text")
    return images[0], caption


def _photo(image: Element, caption: Element | None, media: int, reading: Reading) -> PostPhoto:
    about = attribute(image, "class")
    holder = image.getparent()
    while holder is not None and holder.tag != "figure":
        holder = holder.getparent()
    sized = about if holder is None else f"{about} {attribute(holder, 'class')}"
    found, size = _MEDIA_CLASS.search(about), _SIZE_CLASS.search(sized)
    words = () if caption is None else read_words(caption, reading)
    return PostPhoto(
        media or (int(found[1]) if found else 0),
        attribute(image, "src"),
        attribute(image, "alt"),
        write(words, one_line=True),
        _pixels(image, "width"),
        _pixels(image, "height"),
        size[1] if size else "full",
    )


def _of_shortcode(found: re.Match[str], reading: Reading) -> PostPhoto:
    parts = _PICTURE.fullmatch(found[2])
    if parts is None:
        raise Unmodelled("caption")
    image, _ = _parts(tree(parts[1]))
    caption = next(elements(tree(f"<div>{parts[2]}</div>")))
    return _photo(image, caption, 0, reading)


def _pixels(image: Element, name: str) -> int:
    value = attribute(image, name)
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else 0


# -- writing


def photo_block(photo: PostPhoto) -> str:
    """Return a photo as the block editor writes it."""
    attributes = {"id": photo.media, "sizeSlug": photo.size, "linkDestination": "none"}
    image = (
        f'<img src="{attribute_text(photo.url)}" alt="{attribute_text(photo.alt)}"'
        f' class="wp-image-{photo.media}" />'
    )
    caption = _caption_html(photo)
    told = f'<figcaption class="wp-element-caption">{caption}</figcaption>' if caption else ""
    figure = f'<figure class="wp-block-image size-{photo.size}">{image}{told}</figure>'
    return block(IMAGE, figure, attributes)


def photo_classic(photo: PostPhoto) -> str:
    """Return a photo as the classic editor writes it: with a caption, in its shortcode."""
    pixels = f' width="{photo.width}" height="{photo.height}"' if photo.width else ""
    about = f"size-{photo.size} wp-image-{photo.media}"
    image = (
        f'<img class="{about}" src="{attribute_text(photo.url)}"'
        f' alt="{attribute_text(photo.alt)}"{pixels} />'
    )
    caption = _caption_html(photo).replace("[", "&#091;")
    if not caption:
        return image
    width = photo.width or 640  # WordPress shows no caption without a width
    start = f'[caption id="attachment_{photo.media}" align="alignnone" width="{width}"]'
    return f"{start}{image} {caption}[/caption]"


def _caption_html(photo: PostPhoto) -> str:
    return words_html(tidy(parse(photo.caption), breaks=False))


def revised_photo(raw: str, photo: PostPhoto) -> str | None:
    """Return an image block with other words and all else as it was; None when that cannot be."""
    alt = f'"{attribute_text(photo.alt)}"'
    if not _ALT.search(raw) or "</figure>" not in raw:
        return None
    revised = _ALT.sub(lambda found: found[1] + alt, raw, count=1)
    caption = _caption_html(photo)
    if not caption:
        return _CAPTION.sub("", revised)
    if _CAPTION.search(revised):
        return _CAPTION.sub(lambda found: f"{found[1]}{caption}{found[3]}", revised)
    before, end, after = revised.rpartition("</figure>")
    return f'{before}<figcaption class="wp-element-caption">{caption}</figcaption>{end}{after}'
