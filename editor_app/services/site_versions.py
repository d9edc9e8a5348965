"""An article as a site has it, in our own terms; and whose version that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from editor_app.domain.ids import PhotoId, TagId
from editor_app.domain.photo import DeskCaption
from editor_app.text.cleaning import clean, one_line

SECTION = "section"
TAGS = "tags"
NO_CAPTIONS: Mapping[PhotoId, DeskCaption] = MappingProxyType({})


@dataclass(frozen=True)
class SiteVersion:
    """An article as a site has it, or had it when both sides last agreed.

    ``fields`` holds, by name, what the site keeps of ``rewriting.FIELDS`` and ``section`` (a
    SectionId); a name that is missing is not merged. ``blocks`` are Markdown, as
    ``text.blocks.split`` gives them; None leaves the body alone. ``captions`` are those of the
    photos that stand there; ``tags`` those of ours that it has, None leaves them alone.
    """

    fields: Mapping[str, str]
    blocks: tuple[str, ...] | None = None
    captions: Mapping[PhotoId, DeskCaption] = field(default_factory=lambda: NO_CAPTIONS)
    tags: tuple[TagId, ...] | None = None

    def cleaned(self) -> SiteVersion:
        """Return the same with texts as they may enter the desk; fields are single lines."""
        fields = {name: _line(text) for name, text in self.fields.items()}
        captions = {
            photo: DeskCaption(_line(said.caption), _line(said.alt))
            for photo, said in self.captions.items()
        }
        blocks = self.blocks and tuple(clean(text).text.strip("\n") for text in self.blocks)
        return replace(self, fields=fields, blocks=blocks, captions=captions)


@dataclass(frozen=True)
class Author:
    """Who wrote the site's version and ``at`` what time, as far as the site says.

    ``agreed`` is when both sides were last the same.
    """

    name: str = ""
    at: datetime | None = None
    agreed: datetime | None = None


def _line(text: str) -> str:
    return one_line(clean(text).text)
