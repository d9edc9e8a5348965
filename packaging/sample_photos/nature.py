"""Things that grow and stand in a landscape: ridges, trees, palms, grass, rain."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sample_photos.brush import WIDTH, Point, smooth_path
from sample_photos.painting import Light, Painting

Greens = tuple[str, str, str]


def ridge(
    painting: Painting,
    base: float,
    height: float,
    *,
    floor: float,
    cell: float = 420,
    detail: float = 0.5,
) -> list[Point]:
    """The outline of hills: a wandering line around `base`, closed along `floor`."""
    random = painting.random
    steps = 240
    heights = [0.0] * (steps + 1)
    weight, size = 1.0, cell
    for _ in range(6):
        count = max(2, math.ceil(WIDTH / size) + 2)
        knots = random.random(count)
        for step in range(steps + 1):
            at = step / steps * WIDTH / size
            low = int(at)
            share = at - low
            share = share * share * (3 - 2 * share)
            heights[step] += weight * (knots[low] + (knots[low + 1] - knots[low]) * share - 0.5)
        weight *= detail
        size /= 2
    line = [(step / steps * WIDTH, base - heights[step] * height) for step in range(steps + 1)]
    return [(0.0, floor), *line, (float(WIDTH), floor)]


def foliage(
    painting: Painting,
    centre: Point,
    size: Point,
    greens: Greens,
    *,
    leaf: float = 12,
    count: int = 220,
    sun: Point = (-0.5, -0.8),
    opacity: float = 1.0,
) -> None:
    """A crown of leaves in three tones, the lightest towards the sun."""
    random = painting.random
    for depth, tone in enumerate(greens):
        layer = painting.layer()
        shrink = 1.0 - 0.16 * depth
        shift = 0.2 * depth
        for _ in range(count if depth == 0 else round(count * 0.7 / depth)):
            angle = random.uniform(0, math.tau)
            away = math.sqrt(random.random()) * shrink
            x = centre[0] + size[0] * (math.cos(angle) * away + sun[0] * shift)
            y = centre[1] + size[1] * (math.sin(angle) * away + sun[1] * shift)
            radius = leaf * random.uniform(0.5, 1.25) * (1 - 0.22 * depth)
            layer.ellipse(x, y, radius * random.uniform(0.9, 1.6), radius * 0.75)
        painting.paint(layer, tone, texture=0.16, cell=leaf * 3, opacity=opacity)


def trunk(
    painting: Painting, points: Sequence[Point], width: float, end: float, tone: str, lit: str
) -> None:
    """A trunk or branch, lit from the left."""
    layer = painting.layer().stroke(smooth_path(points), width, end)
    edge = Light(lit, -max(3, width * 0.3), 0, 0.7)
    painting.paint(layer, tone, texture=0.25, cell=14, stretch=0.4, light=edge)


def palm(
    painting: Painting,
    foot: Point,
    top: Point,
    reach: float,
    greens: Greens,
    *,
    wood: str = "#3a3028",
    fronds: int = 11,
) -> None:
    """A coconut palm: a bent trunk and drooping fronds."""
    bend = ((foot[0] + top[0]) / 2 + (foot[0] - top[0]) * 0.22, (foot[1] + top[1]) / 2)
    trunk(painting, [foot, bend, top], reach * 0.13, reach * 0.07, wood, greens[2])
    for index in range(fronds):
        angle = math.pi * (1.12 + 0.98 * (index + painting.random.uniform(-0.3, 0.3)) / fronds)
        angle += math.pi if index % 5 == 4 else 0
        length = reach * painting.random.uniform(0.75, 1.1)
        _frond(painting, top, angle, length, greens[index % 3])


def _frond(painting: Painting, start: Point, angle: float, length: float, tone: str) -> None:
    """One palm leaf: a bent rib with narrow leaflets hanging on both sides."""
    layer = painting.layer()
    rib: list[Point] = []
    for step in range(13):
        share = step / 12
        drop = length * 0.5 * share**2.4
        x = start[0] + math.cos(angle) * length * share * (1 - 0.15 * share)
        rib.append((x, start[1] + math.sin(angle) * length * 0.72 * share + drop))
    layer.stroke(rib, length * 0.02, 1)
    for index in range(1, 13):
        x, y = rib[index]
        span = length * 0.3 * math.sin(math.pi * (0.15 + 0.8 * index / 13))
        for side in (-1, 1):
            lean = side * (0.5 - 0.02 * index)
            tip = (x + math.sin(lean) * span + math.cos(angle) * span * 0.35, y + span * 0.85)
            layer.stroke([(x, y), tip], length * 0.03, 0.6)
    painting.paint(layer, tone, texture=0.2)


def grass(
    painting: Painting,
    band: tuple[float, float],
    height: tuple[float, float],
    tones: Sequence[str],
    count: int,
    *,
    across: tuple[float, float] = (0, WIDTH),
    lean: float = 0.3,
) -> None:
    """Blades of grass or reed, rooted between two rows, taller towards the lower one."""
    random = painting.random
    for tone in tones:
        layer = painting.layer()
        for _ in range(count // len(tones)):
            share = random.random()
            y = band[0] + (band[1] - band[0]) * share
            tall = (height[0] + (height[1] - height[0]) * share) * random.uniform(0.6, 1.2)
            x = random.uniform(*across)
            tilt = random.normal() * lean * tall
            middle = (x + tilt * 0.3, y - tall * 0.6)
            layer.stroke([(x, y), middle, (x + tilt, y - tall)], 1.5 + tall * 0.03, 0.6)
        painting.paint(layer, tone, opacity=0.95)


def rain(painting: Painting, count: int, tone: str, *, opacity: float = 0.3) -> None:
    """Streaks of rain over the whole picture, near ones longer."""
    random = painting.random
    layer = painting.layer()
    for _ in range(count):
        near = random.random() ** 3
        x, y = random.uniform(-40, WIDTH), random.uniform(-60, 1280)
        length = 26 + 90 * near
        layer.stroke([(x, y), (x - length * 0.12, y + length)], 0.8 + 1.3 * near, 0.8)
    painting.paint(layer, tone, opacity=opacity, blur=0.6)


def birds(painting: Painting, flock: Sequence[Point], size: float, tone: str) -> None:
    """Small birds far off, each two bent wings."""
    layer = painting.layer()
    for x, y in flock:
        span = size * painting.random.uniform(0.7, 1.2)
        lift = span * painting.random.uniform(0.2, 0.5)
        layer.stroke([(x, y), (x - span * 0.5, y - lift), (x - span, y - lift * 0.4)], 3, 1)
        layer.stroke([(x, y), (x + span * 0.5, y - lift), (x + span, y - lift * 0.4)], 3, 1)
    painting.paint(layer, tone, opacity=0.85)
