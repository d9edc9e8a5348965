"""Draw the photos of the sample desk and write their caption data: `python make_sample_photos.py`.

Needs numpy and Pillow. The pictures are painted from fixed seeds, so the same libraries make the
same files. What is said in each file comes from `resources/sample/photos.toml`. Names of photos
may be given to make only those.
"""

from __future__ import annotations

import io
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from PIL import Image

from sample_photos.caption_data import CaptionData, with_caption_data
from sample_photos.painting import Painting
from sample_photos.scenes_coast import harbour_lamp, harbour_wall
from sample_photos.scenes_field import shade_coffee, terraces
from sample_photos.scenes_garden import rain_garden, roof_bees
from sample_photos.scenes_house import old_cinema, paper_houses, school_milk
from sample_photos.scenes_night import lanterns, noodle_stall
from sample_photos.scenes_rail import night_train, tram
from sample_photos.scenes_river import ferry_dawn, ferry_panels
from sample_photos.scenes_shore import kites, salt_fields
from sample_photos.scenes_water import bamboo_bridge, market_boats
from sample_photos.scenes_workshop import bicycle

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample"
LARGEST = 330_000


@dataclass(frozen=True)
class Scene:
    """A picture: who paints it, from what seed, what its camera betrays, its look when finished."""

    paint: Callable[[Painting], None]
    seed: int
    camera: str = ""
    serial: str = ""
    position: tuple[float, float] | None = None
    grain: float = 0.024
    contrast: float = 0.16
    bloom: float = 0.22


SCENES = {
    "bamboo-bridge": Scene(bamboo_bridge, 11),
    "bicycle": Scene(bicycle, 12),
    "ferry-dawn": Scene(ferry_dawn, 13, "E-7 Mark II", "40210077", (10.0452, 105.7469)),
    "ferry-panels": Scene(ferry_panels, 14, "E-7 Mark II", "40210077"),
    "harbour-lamp": Scene(harbour_lamp, 15),
    "harbour-wall": Scene(harbour_wall, 16, "Pocket 3", "", (12.2388, 109.1967)),
    "kites": Scene(kites, 17),
    "lanterns": Scene(lanterns, 18, bloom=0.3),
    "market-boats": Scene(market_boats, 19),
    "night-train": Scene(night_train, 20, bloom=0.3),
    "noodle-stall": Scene(noodle_stall, 21, bloom=0.3),
    "old-cinema": Scene(old_cinema, 22, bloom=0.26),
    "paper-houses": Scene(paper_houses, 23, bloom=0.26),
    "rain-garden": Scene(rain_garden, 24),
    "roof-bees": Scene(roof_bees, 25),
    "salt-fields": Scene(salt_fields, 26),
    "school-milk": Scene(school_milk, 27),
    "shade-coffee": Scene(shade_coffee, 28),
    "terraces": Scene(terraces, 29),
    "tram": Scene(tram, 30),
}


def compressed(picture: Image.Image, largest: int) -> bytes:
    """The picture as the best JPEG that fits into so many bytes."""
    data = b""
    for quality in range(93, 40, -3):
        stream = io.BytesIO()
        picture.save(stream, "JPEG", quality=quality, optimize=True, progressive=True)
        data = stream.getvalue()
        if len(data) <= largest:
            break
    return data


def said_of(photo: Mapping[str, Any], scene: Scene) -> CaptionData:
    """What the file of a photo will say of it."""
    note = str(photo["rights"].get("note", ""))
    taken = datetime.fromisoformat(photo["taken"])
    return CaptionData(
        caption=photo["caption_original"],
        headline=photo["title"],
        creator=photo["creator"],
        credit=photo["credit"],
        source=photo["source_line"],
        rights=f"© {taken.year} {photo['credit']}",
        usage=note,
        city=photo["city"],
        country=photo["country"],
        taken=taken,
        keywords=tuple(photo["keywords"]),
        captions=photo["captions"],
        alts=photo["alts"],
        camera=scene.camera,
        serial=scene.serial,
        position=scene.position,
        drawn=photo["kind"] in {"illustration", "graphic"},
    )


def painted(scene: Scene) -> Image.Image:
    """The finished picture of a scene, 1920 x 1280."""
    painting = Painting(scene.seed)
    scene.paint(painting)
    return painting.finish(grain=scene.grain, contrast=scene.contrast, bloom=scene.bloom)


def main(wanted: list[str]) -> None:
    """Make the photos named, or all."""
    photos = tomllib.loads((SAMPLE / "photos.toml").read_text("utf-8"))["photos"]
    for photo in photos:
        if wanted and photo["key"] not in wanted:
            continue
        scene = SCENES[photo["key"]]
        jpeg = with_caption_data(compressed(painted(scene), LARGEST), said_of(photo, scene))
        target = SAMPLE / photo["file"]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(jpeg)
        print(f"{photo['file']}: {len(jpeg):,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
