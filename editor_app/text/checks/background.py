"""Background that the desk keeps ready: M16, a standing paragraph that has grown old."""

from __future__ import annotations

from collections.abc import Iterator

from editor_app.domain.finding import Finding, Severity
from editor_app.domain.link import block_address
from editor_app.text.checks.material import Material, found_whole, said
from editor_app.text.checks.reference import Reference


def background_checks(material: Material, reference: Reference) -> Iterator[Finding]:
    """Say once of each standing paragraph in the article that it has grown old."""
    told = set()
    for block, paragraph in material.standing:
        if paragraph.id in told or not paragraph.is_old(reference.day):
            continue
        told.add(paragraph.id)
        address = block_address(material.article.id, block)
        for piece in material.pieces:
            if piece.address == address:
                day = paragraph.checked.isoformat() if paragraph.checked else ""
                found = found_whole(
                    piece,
                    "M16",
                    Severity.WARNING,
                    f"{paragraph.id} {day}",
                    text=paragraph.name,
                    day=day,
                )
                yield found if day else said(found, "check-m16-never")
