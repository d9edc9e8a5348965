"""XML files of translation tools: read whole or as a stream, without entities or network.

A document type is read over (TMX and TBX have one as a matter of course) and nothing of it is
fetched; a file that declares entities of its own is refused, whatever they are for.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING, BinaryIO

from editor_app.domain.errors import NoText, TooLarge, Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element as XmlElement

__all__ = ["LANGUAGE", "LARGEST", "elements", "hidden_text", "local", "parse_xml", "words_in"]

LARGEST = 64 * 1024 * 1024
"""Bytes of a file that is read whole; a stream may be of any size."""

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

_HEAD = 4_096
_DECLARED = re.compile(
    rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE
)
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32le"),
    (codecs.BOM_UTF32_BE, "utf-32be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16le"),
    (codecs.BOM_UTF16_BE, "utf-16be"),
)


def elements(file: BinaryIO, name: str, *tags: str) -> Iterator[XmlElement]:
    """Yield each element of these tags (of any namespace) as it ends, and free it afterwards.

    Memory stays bounded, whatever the size of the file. ``name`` is the file's, for the sentence.
    Raises NoText for an empty file, Unreadable for one that is damaged (with the line), and for
    entities. Elements before the damage have been yielded by then.
    """
    from lxml import etree

    encoding = _encoding(file, name)
    try:
        events = etree.iterparse(
            file,
            events=("end",),
            tag=[f"{{*}}{tag}" for tag in tags],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            encoding=encoding,
        )
        looked = False
        for _event, element in events:
            if not looked:
                _refuse_entities(element, name)
                looked = True
            yield element
            element.clear()
            before = element.getprevious()
            if before is not None:
                parent = before.getparent()
                while parent is not None and parent[0] is not element:
                    del parent[0]
    except etree.XMLSyntaxError as error:
        raise _damaged(error, name) from error
    except LookupError as error:
        raise Unreadable("exchange-encoding", name=name) from error


def parse_xml(data: bytes, name: str) -> XmlElement:
    """Return the root of a file. Raises NoText, TooLarge, Unreadable as ``elements`` does."""
    from io import BytesIO

    from lxml import etree

    if len(data) > LARGEST:
        raise TooLarge("exchange-too-large", name=name, limit=LARGEST // (1024 * 1024))
    encoding = _encoding(BytesIO(data), name)
    try:
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            encoding=encoding,
        )
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _damaged(error, name) from error
    except LookupError as error:
        raise Unreadable("exchange-encoding", name=name) from error
    _refuse_entities(root, name)
    return root


def local(element: XmlElement) -> str:
    """Return the name of an element without its namespace; empty for what is no element."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag.rpartition("}")[2] if tag[0] == "{" else tag


def hidden_text(element: XmlElement) -> str:
    """Return all text inside an element; of an entity that stands by itself, what HTML means."""
    if isinstance(element.tag, str):
        return "".join(str(text) for text in element.itertext())
    return unescape(element.text or "")


def words_in(element: XmlElement | None) -> str:
    """Return all words inside an element, single-spaced; empty when there is none."""
    if element is None:
        return ""
    return " ".join("".join(str(text) for text in element.itertext()).split())


def _refuse_entities(element: XmlElement, name: str) -> None:
    declared = element.getroottree().docinfo.internalDTD
    if declared is not None and next(iter(declared.iterentities()), None) is not None:
        raise Unreadable("exchange-entities", name=name)


def _damaged(error: SyntaxError, name: str) -> Unreadable:
    reason = str(error).lower()
    if "entit" in reason and ("loop" in reason or "amplification" in reason):
        return Unreadable("exchange-entities", name=name)
    if "huge" in reason or "depth" in reason or "too long" in reason:
        return TooLarge("exchange-too-deep", name=name)
    if "encoding" in reason or "not proper utf-8" in reason:
        return Unreadable("exchange-encoding", name=name)
    return Unreadable("exchange-damaged", name=name, line=error.lineno or 1)


def _encoding(file: BinaryIO, name: str) -> str | None:
    """Return the encoding to read by where the file misstates its own; None to believe it."""
    head = file.read(_HEAD)
    file.seek(-len(head), 1)
    if not head.strip(b" \t\r\n\0\xff\xfe\xef\xbb\xbf"):
        raise NoText("exchange-empty", name=name)
    marked = next((coding for mark, coding in _MARKS if head.startswith(mark)), None)
    if marked is not None:
        return marked if marked == "utf-8" or marked.startswith("utf-32") else None
    if b"\0" in head[:2]:
        return "utf-16le" if head[1:2] == b"\0" else "utf-16be"
    found = _DECLARED.search(head)
    declared = found.group(1).decode("ascii").lower() if found else ""
    if declared.startswith(("utf-16", "utf-32", "ucs-", "unicode")):
        return "utf-8"
    return "gb18030" if declared in {"gb2312", "gbk", "x-gbk"} else None
