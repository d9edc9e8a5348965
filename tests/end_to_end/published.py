"""A published article, read back from the site folder with a parser."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import html
from PIL import Image

GPS_TAG = 0x8825
MODEL_TAG = 0x0110


class PublishedPage:
    """One HTML file of the site."""

    def __init__(self, site: Path, address: str) -> None:
        """Read the page at an address of the site."""
        self.file = site / address
        self.address = address
        self._root = html.fromstring(self.file.read_bytes())

    def all(self, path: str) -> list[Any]:
        """Return what an XPath names."""
        return list(self._root.xpath(path))

    def words(self, path: str) -> list[str]:
        """Return the words of the elements an XPath names."""
        return [" ".join(found.text_content().split()) for found in self.all(path)]

    @property
    def headline(self) -> str:
        """The words of the only h1."""
        (headline,) = self.words("//h1")
        return headline

    @property
    def body(self) -> list[str]:
        """The words of the blocks of the body, in order, figures left out."""
        return self.words("//div[@class='body']/*[starts-with(@id, 'b-')][not(self::figure)]")

    @property
    def article_data(self) -> dict[str, Any]:
        """The NewsArticle of the JSON-LD."""
        (script,) = self.all("//script[@type='application/ld+json']")
        graph: list[dict[str, Any]] = json.loads(script.text)["@graph"]
        return next(item for item in graph if item["@type"] == "NewsArticle")

    @property
    def alternates(self) -> dict[str, str]:
        """What the head says: hreflang -> address."""
        links = self.all("//head/link[@rel='alternate'][@hreflang]")
        return {link.get("hreflang"): link.get("href") for link in links}

    def photo_files(self) -> list[Path]:
        """Return every file that the figures name, each size of each photo."""
        files = []
        for image in self.all("//figure[contains(@class, 'photo')]//img"):
            names = [part.split()[0] for part in image.get("srcset").split(",")]
            files += [(self.file.parent / name).resolve() for name in (image.get("src"), *names)]
        return files


def private_things(photo: Path) -> list[str]:
    """Return what a published photo tells that is nobody's business; empty when it is clean."""
    data = photo.read_bytes()
    found = []
    exif = Image.open(BytesIO(data)).getexif()
    if exif.get_ifd(GPS_TAG):
        found.append("place")
    if MODEL_TAG in exif or b"Spy 9000" in data:
        found.append("camera")
    if b"GPSLatitude" in data:
        found.append("place in XMP")
    return found
