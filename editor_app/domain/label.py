"""What a translated page says besides its article: slug, names of section and tags, set phrases."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from editor_app.domain.ids import ArticleId, SectionId, SiteId, TagId
from editor_app.domain.link import Address, Segment, State


class LabelKind(StrEnum):
    """What a label belongs to; the value is how the part of its address begins."""

    SLUG = "slug"
    SECTION = "section"
    TAG = "tag"
    PHRASE = "phrase"


@dataclass(frozen=True)
class Label:
    """One label beside that of the source's language.

    ``proposed`` is what the desk would put (a slug that the headline makes). ``owner`` names what a
    set phrase belongs to: its site. The slug is the article's own, and ``public`` once readers have
    seen it; all others are the desk's, and are the same for each story that has them. ``typed`` is
    what somebody typed there and has not given yet.
    """

    address: Address
    source: str
    target: str
    proposed: str = ""
    owner: str = ""
    public: bool = False
    typed: str | None = None

    @property
    def kind(self) -> LabelKind:
        """What it belongs to."""
        return kind_at(self.address)

    @property
    def lacking(self) -> bool:
        """Whether somebody has to give it: a slug comes by itself with the headline."""
        return self.kind is not LabelKind.SLUG and not self.target

    @property
    def segment(self) -> Segment:
        """The label as a row beside those of the text: both of its sides have its address."""
        state = State.TRANSLATED if self.target else State.TO_DO
        return Segment((self.address,), (self.address,), self.source, self.target, state)


def kind_at(address: Address) -> LabelKind:
    """Return what a label's address speaks of. Raises ValueError for the address of a text."""
    return LabelKind(address.part.partition(":")[0])


def is_label(address: Address) -> bool:
    """Say whether an address is a label's and not a text's."""
    return address.part.partition(":")[0] in set(LabelKind)


def slug_address(article: ArticleId) -> Address:
    """Return the address of an article's slug."""
    return Address(article, LabelKind.SLUG.value)


def section_address(section: SectionId) -> Address:
    """Return the address of a section's name."""
    return Address(section, LabelKind.SECTION.value)


def tag_address(tag: TagId) -> Address:
    """Return the address of a tag's label."""
    return Address(tag, LabelKind.TAG.value)


def phrase_address(site: SiteId, name: str) -> Address:
    """Return the address of a phrase that a site's pages say, by its name."""
    return Address(site, f"{LabelKind.PHRASE.value}:{name}")
