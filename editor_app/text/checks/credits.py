"""F1: a photo whose credit stands neither in its field nor in its caption."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor_app.domain.finding import Finding, Severity
from editor_app.domain.link import use_address
from editor_app.domain.messages import Message
from editor_app.text.blocks import photo_of
from editor_app.text.checks.material import Material
from editor_app.text.checks.reference import Reference
from editor_app.text.words import CAPTION

_IN_CAPTION = re.compile(
    r"\b(?:Photo|Photograph|Picture|Image|Graphic|Illustration|Screenshot)s?(?:\s?:|\s(?:by|courtesy)\b)"
    r"|\bCredit\s?:|\bẢnh\s?:|\bẢnh (?:tư liệu|minh họa|minh hoạ|chụp màn hình)\b"
    r"|\bẢnh do\b|\b(?:NVCC|Nguồn ảnh|Đồ họa)\b|©"
    r"|摄|供图|资料图|截图|图自|图源|图片来源|图[：:]|制图|插图|视觉中国",
    re.IGNORECASE,
)


def credit_checks(material: Material, reference: Reference) -> Iterator[Finding]:
    """F1 of every photo that stands in the article."""
    if material.only is not None and material.only.owner == material.article.id:
        return
    uses = {use.photo: use for use in material.uses if use.article == material.article.id}
    for block in material.article.body:
        photo = photo_of(block)
        use = uses.get(photo) if photo else None
        if photo is None or use is None or photo not in material.photos:
            continue
        known = material.photos[photo]
        if known.credit.strip() or _IN_CAPTION.search(use.caption):
            continue
        address = use_address(use.id, CAPTION)
        if material.only in {None, address}:
            message = Message("check-f1", {"name": known.file_name})
            yield Finding(
                "F1", Severity.ERROR, address, 0, len(use.caption), message, known.digest[:16]
            )
