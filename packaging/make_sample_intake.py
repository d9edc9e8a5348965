"""Make the documents to be taken in: two photos and a Word file from `intake/thuyen-thung.md`.

Run `python make_sample_intake.py`; needs numpy, Pillow and python-docx. The Word file holds what
reporters send: a title, a bold standfirst, subheads, a list, a quote, pictures with captions and
credits below them, a byline with the outlets credited, and a comment for the desk.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from docx import Document
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from PIL import Image

from make_sample_photos import Scene, compressed, painted
from sample_photos.caption_data import CaptionData, with_caption_data
from sample_photos.scenes_shore import basket_boats, boat_yard

INTAKE = Path(__file__).resolve().parent.parent / "resources" / "sample" / "intake"
STORY = "thuyen-thung"
COMMENT = "Gọi lại chị Lài để hỏi đúng tên chị: Lài hay Lải? Chưa hỏi giá thúng nhựa."
WRITTEN = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)

_ZONE = timezone(timedelta(hours=7))
_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<file>[^)]+)\)")
_LINK = re.compile(r"\[(?P<text>[^\]]+)\]\((?P<address>[^)]+)\)")
_STARTS = {"thuyen-thung-1": (basket_boats, 41, 20, 6), "thuyen-thung-2": (boat_yard, 42, 21, 9)}


def make_photos() -> None:
    """Paint the two photos, 1500 x 1000, with the caption that stands below each in the text."""
    captions = re.findall(r"(?m)^\*(.+?)\. Ảnh: (.+)\*$", _markdown())
    for (name, (paint, seed, day, hour)), (caption, creator) in zip(
        _STARTS.items(), captions, strict=True
    ):
        picture = painted(Scene(paint, seed)).resize((1500, 1000), Image.Resampling.LANCZOS)
        said = CaptionData(
            caption=caption + ".",
            headline="Thuyền thúng Cửa Thúng",
            creator=creator,
            credit="Coast Weekly",
            source="Coast Weekly",
            rights="© 2026 Coast Weekly",
            usage="",
            city="Cửa Thúng",
            country="Việt Nam",
            taken=datetime(2026, 11, day, hour, 20, tzinfo=_ZONE),
            keywords=("thuyền thúng",),
        )
        data = with_caption_data(compressed(picture, 190_000), said)
        (INTAKE / f"{name}.jpg").write_bytes(data)


def make_document() -> None:
    """Write the Word file, block by block, from the Markdown."""
    word = Document()
    word.styles["Normal"].font.name = "Times New Roman"
    word.styles["Normal"].font.size = Pt(12)
    properties = word.core_properties
    properties.author, properties.title = "Hải Nam", ""
    properties.created = properties.modified = WRITTEN
    properties.comments = ""
    for block in _markdown().split("\n\n"):
        _add(word, block.strip())
    stream = io.BytesIO()
    word.save(stream)
    (INTAKE / f"{STORY}.docx").write_bytes(_same_every_time(stream.getvalue()))


def _markdown() -> str:
    """The text of the story."""
    return (INTAKE / f"{STORY}.md").read_text("utf-8").strip()


def _add(word: WordFile, block: str) -> None:
    """One block of Markdown as Word has it."""
    picture = _IMAGE.match(block)
    if picture is not None:
        word.add_picture(str(INTAKE / picture["file"]), width=Cm(15))
        word.element.body.findall(".//" + qn("wp:docPr"))[-1].set("descr", picture["alt"])
    elif block.startswith("# "):
        word.add_heading(block[2:], level=1)
    elif block.startswith("## "):
        word.add_heading(block[3:], level=2)
    elif block.startswith("> "):
        word.add_paragraph(block[2:], style="Quote")
    elif block.startswith("1. "):
        for item in block.split("\n"):
            word.add_paragraph(item.split(". ", 1)[1], style="List Number")
    elif block.startswith("**") and block.endswith(")"):
        _add_byline(word, block)
    elif block.startswith("**"):
        word.add_paragraph().add_run(block.strip("*")).bold = True
    elif block.startswith("*"):
        _add_caption(word, block.strip("*"))
    else:
        _add_words(word, block)


def _add_caption(word: WordFile, text: str) -> None:
    """A centred caption in small italics, the credit at its end."""
    paragraph = word.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.italic, run.font.size = True, Pt(10)


def _add_byline(word: WordFile, block: str) -> None:
    """The reporter's name in bold and the outlets credited, to the right."""
    name, credited = block.removeprefix("**").split("** ", 1)
    paragraph = word.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.add_run(name).bold = True
    paragraph.add_run(f" {credited}").italic = True


def _add_words(word: WordFile, text: str) -> None:
    """A paragraph with its links; the desk's comment hangs on the name it is about."""
    paragraph = word.add_paragraph()
    at = 0
    for link in _LINK.finditer(text):
        paragraph.add_run(text[at : link.start()])
        _add_link(word, paragraph, link["text"], link["address"])
        at = link.end()
    rest = text[at:]
    named = "Nguyễn Thị Lài"
    if named in rest:
        before, after = rest.split(named, 1)
        paragraph.add_run(before)
        run = paragraph.add_run(named)
        word.add_comment(run, text=COMMENT, author="Minh", initials="M")
        rest = after
    paragraph.add_run(rest)


def _add_link(word: WordFile, paragraph: Paragraph, text: str, address: str) -> None:
    """A hyperlink at the end of the last paragraph, which python-docx has no call for."""
    run = paragraph.add_run(text)
    run.font.underline = True
    link = OxmlElement("w:hyperlink")
    link.set(
        qn("r:id"), word.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    )
    last = word.element.body.findall(qn("w:p"))[-1]
    link.append(last.findall(qn("w:r"))[-1])
    last.append(link)


def _same_every_time(document: bytes) -> bytes:
    """The same document with fixed times in its archive and its comment."""
    stream = io.BytesIO()
    moment = WRITTEN.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("comments.xml"):
                data = re.sub(rb'(w:date=")[^"]*', rb"\g<1>" + moment, data)
            entry = zipfile.ZipInfo(name, date_time=(2026, 11, 23, 8, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, data)
    return stream.getvalue()


if __name__ == "__main__":
    make_photos()
    make_document()
    print(f"{STORY}.docx: {(INTAKE / f'{STORY}.docx').stat().st_size:,} bytes")
