"""People and small things that people put into a scene."""

from __future__ import annotations

from dataclasses import dataclass

from sample_photos.brush import Layer, Point, smooth_path
from sample_photos.painting import Light, Painting


@dataclass(frozen=True)
class Clothes:
    """The colours of a figure; `hat` is a conical palm-leaf hat when given."""

    shirt: str = "#2b3a44"
    trousers: str = "#23262c"
    skin: str = "#6b4a3a"
    hair: str = "#191614"
    hat: str | None = None


DARK = Clothes("#20242a", "#191c21", "#2a2322", "#141212")


def person(
    painting: Painting,
    foot: Point,
    height: float,
    clothes: Clothes = DARK,
    *,
    facing: int = 1,
    bent: float = 0.0,
    arm: Point | None = None,
    light: Light | None = None,
) -> Point:
    """A standing (or bent) figure; `arm` is where its near hand reaches. Returns that hand."""
    x, y = foot
    unit = height / 8
    light = _fitting(light, unit)
    lean = facing * bent * unit * 2.6
    hip = (x, y - unit * 3.9)
    shoulder = (x + lean, y - unit * (6.5 - bent * 1.3))
    head = (
        shoulder[0] + facing * unit * (0.15 + bent * 0.7),
        shoulder[1] - unit * (0.95 - bent * 0.45),
    )
    legs = painting.layer()
    for side in (-1, 1):
        knee = (x + side * unit * 0.42 + facing * unit * 0.12, y - unit * 2)
        stance = (x + side * unit * 0.5, y - unit * 0.1)
        legs.stroke([(hip[0] + side * unit * 0.28, hip[1]), knee, stance], unit * 0.95, unit * 0.5)
        legs.ellipse(stance[0] + facing * unit * 0.22, y - unit * 0.1, unit * 0.5, unit * 0.2)
    painting.paint(legs, clothes.trousers, light=light)
    hand = arm or (x + lean + facing * unit * 0.75, y - unit * 3.8)
    far = (shoulder[0] - facing * unit * 0.5, shoulder[1] + unit * 0.3)
    _arm(painting, far, (hand[0] - facing * unit * 0.6, hand[1] + unit * 0.1), unit, clothes, light)
    torso = painting.layer().blob(
        [
            (shoulder[0] - unit * 0.95, shoulder[1] + unit * 0.15),
            (shoulder[0], shoulder[1] - unit * 0.3),
            (shoulder[0] + unit * 0.95, shoulder[1] + unit * 0.15),
            ((shoulder[0] + hip[0]) / 2 + unit * 0.8, (shoulder[1] + hip[1]) / 2),
            (hip[0] + unit * 0.72, hip[1] + unit * 0.5),
            (hip[0] - unit * 0.72, hip[1] + unit * 0.5),
            ((shoulder[0] + hip[0]) / 2 - unit * 0.8, (shoulder[1] + hip[1]) / 2),
        ]
    )
    painting.paint(torso, clothes.shirt, texture=0.12, cell=20, light=light)
    _head(painting, head, unit, clothes, facing, light)
    near = (shoulder[0] + facing * unit * 0.45, shoulder[1] + unit * 0.3)
    _arm(painting, near, hand, unit, clothes, light)
    return hand


def _fitting(light: Light | None, unit: float) -> Light | None:
    """The light, no wider than a small figure can bear."""
    if light is None:
        return None
    reach = max(abs(light.across), abs(light.down), 1)
    share = min(1.0, unit * 0.3 / reach)
    return Light(light.tone, light.across * share, light.down * share, light.strength)


def _arm(
    painting: Painting,
    start: Point,
    hand: Point,
    unit: float,
    clothes: Clothes,
    light: Light | None,
) -> None:
    """A sleeve, a bent elbow and a hand."""
    elbow = ((start[0] + hand[0]) / 2, (start[1] + hand[1]) / 2 + unit * 0.45)
    sleeve = painting.layer().stroke(smooth_path([start, elbow, hand]), unit * 0.62, unit * 0.4)
    painting.paint(sleeve, clothes.shirt, light=light)
    painting.paint(painting.layer().ellipse(*hand, unit * 0.26, unit * 0.24), clothes.skin)


def _head(
    painting: Painting, at: Point, unit: float, clothes: Clothes, facing: int, light: Light | None
) -> None:
    """Neck, face, hair or a conical hat."""
    x, y = at
    neck = painting.layer().rectangle(x - unit * 0.22, y, x + unit * 0.22, y + unit * 0.95)
    painting.paint(neck, clothes.skin)
    painting.paint(
        painting.layer().ellipse(x, y, unit * 0.5, unit * 0.6), clothes.skin, light=light
    )
    if clothes.hat is None:
        hair = painting.layer().ellipse(
            x - facing * unit * 0.12, y - unit * 0.18, unit * 0.52, unit * 0.52
        )
        painting.paint(hair, clothes.hair, light=light)
        return
    brim = y - unit * 0.05
    cone = painting.layer().polygon(
        [(x - unit * 1.3, brim), (x, brim - unit * 1.05), (x + unit * 1.3, brim)]
    )
    cone.ellipse(x, brim, unit * 1.3, unit * 0.26)
    painting.paint(cone, clothes.hat, texture=0.1, cell=12, light=light)


def lantern(
    painting: Painting, at: Point, size: float, tone: str, core: str, *, glow: float = 0.5
) -> None:
    """A silk lantern: a lit, ribbed body, wooden caps and a tassel."""
    x, y = at
    painting.glow(x, y, size * 2.2, tone, glow * 0.55)
    body = painting.layer().ellipse(x, y, size, size * 0.92)
    painting.paint(body, tone)
    painting.glow(x, y + size * 0.15, size * 0.52, core, 0.85)
    ribs = painting.layer()
    for share in (-0.66, -0.34, 0, 0.34, 0.66):
        bow = [(x, y - size * 0.9), (x + share * size * 1.25, y), (x, y + size * 0.9)]
        ribs.stroke(smooth_path(bow), size * 0.03, size * 0.03)
    painting.paint(ribs, "#5c1d12", opacity=0.45)
    caps = painting.layer().rectangle(
        x - size * 0.3, y - size * 1.02, x + size * 0.3, y - size * 0.86
    )
    caps.rectangle(x - size * 0.3, y + size * 0.86, x + size * 0.3, y + size * 1.0)
    caps.line([(x, y + size), (x, y + size * 1.5)], size * 0.06)
    caps.stroke([(x, y + size * 1.3), (x, y + size * 1.85)], size * 0.1, size * 0.22)
    painting.paint(caps, "#3a1510")


def windows(layer: Layer, corner: Point, grid: tuple[int, int], pitch: Point, size: Point) -> Layer:
    """Rows and columns of equal windows from a corner."""
    for row in range(grid[1]):
        for column in range(grid[0]):
            left, top = corner[0] + column * pitch[0], corner[1] + row * pitch[1]
            layer.rectangle(left, top, left + size[0], top + size[1])
    return layer


def on_face(face: list[Point], across: float, down: float) -> Point:
    """A place on a house front, 0 to 1 both ways."""
    top = (
        face[0][0] + (face[1][0] - face[0][0]) * across,
        face[0][1] + (face[1][1] - face[0][1]) * across,
    )
    foot = (
        face[3][0] + (face[2][0] - face[3][0]) * across,
        face[3][1] + (face[2][1] - face[3][1]) * across,
    )
    return (top[0] + (foot[0] - top[0]) * down, top[1] + (foot[1] - top[1]) * down)
