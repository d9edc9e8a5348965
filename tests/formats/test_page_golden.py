"""Pages compared with kept ones; ``RENEW_GOLDEN=1 pytest …`` writes them anew, to be looked at."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from editor_app.formats.page import SitePages
from tests.formats.page_sample import EN, VI, ZH, main_article, portal_theme, site_view

FOLDER = Path(__file__).resolve().parent.parent / "data" / "golden" / "page"


@pytest.fixture(scope="module")
def pages() -> SitePages:
    """Return the portal's pages."""
    return SitePages(portal_theme(), site_view())


@pytest.mark.parametrize(
    ("kept", "address"),
    [
        ("article-vi.html", ""),
        ("article-en.html", ""),
        ("article-zh.html", ""),
        ("front-vi.html", "vi/index.html"),
        ("section-en.html", "en/rivers/index.html"),
        ("choice.html", "index.html"),
        ("feed-en.xml", "en/feed.xml"),
        ("sitemap.xml", "sitemap.xml"),
    ],
)
def test_the_page_is_the_kept_one(pages: SitePages, kept: str, address: str) -> None:
    language = {"vi": VI, "en": EN, "zh": ZH}.get(kept.partition("-")[2][:2])
    if not address and language is not None:
        address = pages.address(main_article(language).id)
    data = pages.get(address)
    assert data is not None
    text = re.sub(r"style-[0-9a-f]{8}\.css", "style.css", data.decode())
    place = FOLDER / kept
    if os.environ.get("RENEW_GOLDEN"):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="\n")
    assert text == place.read_text(encoding="utf-8")
