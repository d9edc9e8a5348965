"""Scenes on quiet water: the floating market, the bamboo bridge."""

from __future__ import annotations

import math
from collections.abc import Callable

from sample_photos.brush import Point, smooth_path
from sample_photos.figures import Clothes, person
from sample_photos.nature import birds, foliage, grass, palm, ridge
from sample_photos.painting import Light, Painting

_MORNING = Light("#ffe3b0", -5, -5, 0.75)
_SHADE = Light("#2a1c18", 7, 9, 0.45)


def market_boats(painting: Painting) -> None:
    """A floating market just after sunrise: wooden boats heaped with fruit."""
    horizon = 470
    painting.wash([(0, "#6f9db8"), (200, "#b9cdc8"), (380, "#f3d9a8"), (horizon, "#f8cf92")])
    painting.clouds(30, 380, "#fff1d6", "#b3b8b4", cover=0.45, cell=240, stretch=3.2)
    painting.glow(420, 440, 360, "#ffcf8a", 0.5, flat=1.8)
    painting.paint(
        painting.layer().polygon(ridge(painting, 455, 40, floor=500)), "#a4b1a4", "#c2c0a2"
    )
    _stilt_houses(painting, horizon)
    painting.haze(horizon - 6, 40, "#ffe9c6", 0.55)
    painting.mirror(horizon, 1280, "#a39a7c", near="#4d4a38", amount=0.7, ripple=8)
    painting.glints(420, horizon + 10, 1280, 190, "#fff0cc", 520, strength=0.7)
    for boat in (
        (260, 560, 0.42, "#5d7f78", "melon"),
        (720, 548, 0.38, "#8a5a3c", "orange"),
        (1210, 570, 0.46, "#6e5040", "green"),
        (1660, 556, 0.4, "#49697c", "orange"),
    ):
        _market_boat(painting, *boat)
    painting.haze(600, 40, "#ffe9c6", 0.25)
    _market_boat(painting, 1390, 800, 0.9, "#8a4f34", "orange")
    _market_boat(painting, 420, 850, 1.0, "#3f6f72", "melon")
    _market_boat(painting, 1010, 1120, 1.45, "#7a4630", "dragon")
    birds(painting, [(900, 170), (960, 150), (1010, 182), (1100, 160)], 20, "#5a6468")


def _stilt_houses(painting: Painting, water: float) -> None:
    """A bank of stilt houses, palms between them."""
    for x in range(-20, 1960, 44):
        size = painting.random.uniform(24, 52)
        greens = ("#5f7a5c", "#7b9069", "#a8ab78")
        foliage(
            painting, (x, water - 34 - size * 0.4), (size, size * 0.6), greens, leaf=8, count=44
        )
    for x in (150, 470, 690, 1120, 1420, 1780):
        top = (x + painting.random.uniform(-24, 24), water - painting.random.uniform(120, 190))
        palm(painting, (x, water - 10), top, 64, ("#4c6a50", "#647e58", "#8e9a68"))
    tones = ("#b98d62", "#8f9f9a", "#c6a873", "#7f8c86", "#a87a58")
    roofs = ("#8a4a38", "#6f6d68", "#9c5a40", "#5d6668", "#7a5444")
    for index, x in enumerate((40, 270, 560, 830, 1240, 1530, 1800)):
        wide = painting.random.uniform(90, 130)
        tall = painting.random.uniform(50, 70)
        walls = painting.layer().rectangle(x, water - 22 - tall, x + wide, water - 20)
        painting.paint(walls, tones[index % 5], texture=0.15, cell=12, light=_MORNING)
        doors = painting.layer().rectangle(
            x + wide * 0.3, water - 10 - tall, x + wide * 0.5, water - 22
        )
        doors.rectangle(x + wide * 0.65, water - 8 - tall, x + wide * 0.85, water - 44)
        painting.paint(doors, "#3c3a36", opacity=0.8)
        roof = painting.layer().polygon(
            [
                (x - 14, water - 18 - tall),
                (x + 14, water - 64 - tall),
                (x + wide - 14, water - 64 - tall),
                (x + wide + 14, water - 18 - tall),
            ]
        )
        painting.paint(roof, roofs[index % 5], texture=0.2, cell=8, stretch=6, light=_MORNING)
        legs = painting.layer()
        for share in (0.08, 0.36, 0.64, 0.92):
            legs.line([(x + wide * share, water - 22), (x + wide * share, water + 2)], 5)
        painting.paint(legs, "#4a4238")


_DRESS = {
    "melon": ("#a8455a", "#2c2c38"),
    "orange": ("#4f7fa0", "#30343c"),
    "green": ("#c27a3a", "#2e3238"),
    "dragon": ("#5a8f86", "#34313a"),
}

_FRUIT = {
    "melon": (("#4c7a3a", "#6b9a48", "#8fb85e"), 20.0),
    "orange": (("#c8661c", "#e88a2a", "#f7b04e"), 12.0),
    "green": (("#5f8a34", "#84a842", "#b3c95e"), 15.0),
    "dragon": (("#b03050", "#d84a66", "#ee7d86"), 15.0),
}


def _market_boat(
    painting: Painting, x: float, water: float, size: float, tone: str, load: str
) -> None:
    """A sampan with a heap of fruit, a seller in a conical hat and a buyer's pole."""
    before = painting.pixels.copy()
    half = 300 * size

    def at(across: float, up: float) -> Point:
        return (x + across * half, water - up * size)

    inside = painting.layer().blob(
        [at(-0.98, 92), at(-0.5, 62), at(0.5, 62), at(0.98, 96), at(0.6, 34), at(-0.6, 34)]
    )
    painting.paint(inside, "#3a271c", texture=0.2, cell=20)
    pole = painting.layer().line([at(0.62, 40), at(0.6, 470)], 8 * size)
    painting.paint(pole, "#8a6a42", light=_MORNING)
    _fruit(painting, at(0.6, 428), size * 0.9, load, 4, 30)
    dress = Clothes(*_DRESS[load], "#8a6048", hat="#ecdcae")
    _fruit(painting, at(0.14, 58), size, load, {"orange": 10, "green": 8}.get(load, 7), 165)
    person(
        painting,
        at(-0.62, 30),
        300 * size,
        dress,
        facing=1,
        bent=0.3,
        arm=at(-0.34, 150),
        light=_MORNING,
    )
    _boat_side(painting, at, size, tone)
    painting.reflect(
        before, water + 8 * size, min(1280, water + 420 * size), amount=0.9, ripple=10, dim=0.6
    )
    line = painting.layer()
    for _ in range(12):
        start = x + painting.random.uniform(-1.1, 0.8) * half
        y = water + painting.random.uniform(6, 26) * size
        line.stroke(
            [(start, y), (start + painting.random.uniform(40, 150) * size, y + 2)], 1, 2.6 * size
        )
    painting.paint(line, "#fff0d0", opacity=0.5, blur=0.8)


def _boat_side(
    painting: Painting, at: Callable[[float, float], Point], size: float, tone: str
) -> None:
    """The near side of a sampan: planks, and the painted eye at the bow."""
    side = painting.layer().polygon(
        smooth_path([at(-1.12, 112), at(-0.7, 54), at(0, 40), at(0.7, 54), at(1.12, 116)])
        + smooth_path([at(1.06, 84), at(0.62, -6), at(0, -12), at(-0.62, -6), at(-1.06, 82)])
    )
    painting.paint(
        side,
        tone,
        "#2c201a",
        texture=0.22,
        cell=16,
        stretch=8,
        light=Light("#ffe3b0", -3, -6, 0.8),
        shade=_SHADE,
    )
    planks = painting.layer()
    for drop in (14, 30):
        planks.line(
            smooth_path(
                [
                    at(-1.08, 104 - drop),
                    at(-0.66, 48 - drop),
                    at(0, 34 - drop),
                    at(0.66, 48 - drop),
                    at(1.08, 106 - drop),
                ]
            ),
            2.4 * size,
        )
    painting.paint(planks, "#1d1512", opacity=0.5)
    eye = painting.layer().ellipse(*at(0.86, 66), 17 * size, 13 * size)
    painting.paint(eye, "#f2e8d2")
    painting.paint(painting.layer().ellipse(*at(0.88, 66), 8 * size, 9 * size), "#1e1a18")


def _fruit(
    painting: Painting, centre: Point, size: float, load: str, rows: int, half: float
) -> None:
    """A heap of round fruit, `half` units to each side, each piece with its own light."""
    tones, radius = _FRUIT[load]
    step = radius * size * 1.55
    for row in range(rows - 1, -1, -1):
        reach = half * size * (1 - (row / rows) ** 1.5)
        count = max(1, round(2 * reach / step))
        for index in range(count):
            x = (
                centre[0]
                - reach
                + 2 * reach * (index + 0.5) / count
                + painting.random.normal() * step * 0.12
            )
            y = centre[1] - row * step * 0.62 + painting.random.normal() * step * 0.1
            _ball(painting, (x, y), radius * size * painting.random.uniform(0.9, 1.15), tones)


def _ball(painting: Painting, at: Point, r: float, tones: tuple[str, str, str]) -> None:
    """One fruit: a dark edge, its colour, a soft spark."""
    x, y = at
    painting.paint(painting.layer().ellipse(x, y, r * 1.1, r), tones[0])
    painting.paint(
        painting.layer().ellipse(x - r * 0.1, y - r * 0.12, r * 0.92, r * 0.82),
        tones[1],
        blur=r * 0.08,
    )
    painting.paint(
        painting.layer().ellipse(x - r * 0.35, y - r * 0.38, r * 0.36, r * 0.28),
        tones[2],
        blur=r * 0.1,
    )


def bamboo_bridge(painting: Painting) -> None:
    """Pupils push bicycles over a long bamboo bridge in morning mist."""
    horizon = 610
    painting.wash([(0, "#a9c4c4"), (320, "#d8dfd0"), (horizon, "#f3ead0")])
    painting.glow(1480, 260, 330, "#fff2cf", 0.7)
    painting.paint(painting.layer().ellipse(1480, 250, 50, 50), "#fffaf0", blur=3)
    for base, tall, top, low in (
        (470, 230, "#9db8b8", "#c2d0c4"),
        (540, 170, "#7da09a", "#b2c4b2"),
    ):
        painting.paint(
            painting.layer().polygon(ridge(painting, base, tall, floor=horizon)), top, low
        )
        painting.haze(base + 70, 70, "#eff0e2", 0.55)
    for x in range(-20, 1960, 52):
        size = painting.random.uniform(36, 78)
        greens = ("#5c8a74", "#77a080", "#a3bf90")
        foliage(
            painting,
            (x, horizon - size * 0.4),
            (size, size * 0.7),
            greens,
            leaf=10,
            count=60,
            sun=(0.5, -0.7),
        )
    painting.haze(horizon - 30, 60, "#f3f1e2", 0.7)
    painting.mirror(horizon, 1280, "#9fb9ae", near="#3c6560", amount=0.72, ripple=8)
    _bridge_reflection(painting)
    _bridge(painting)
    painting.haze(700, 70, "#f4f2e4", 0.4)
    grass(
        painting,
        (1300, 1340),
        (150, 380),
        ("#1f4038", "#2f5a48", "#4a7a58"),
        190,
        across=(1240, 1960),
        lean=0.22,
    )
    grass(
        painting, (1300, 1340), (90, 200), ("#1f4038", "#2f5a48"), 60, across=(-40, 300), lean=0.25
    )


def _bridge_deck(share: float) -> Point:
    """A place on the bridge's walkway from the left bank (0) to the right edge (1)."""
    return (-60 + 2060 * share, 690 + 120 * share**1.6 - 34 * math.sin(math.pi * share))


def _pole_ends(index: int) -> list[tuple[Point, Point]]:
    """Foot and top of the three poles of one of the bridge's trestles."""
    share = index / 18
    x, y = _bridge_deck(share)
    size = 0.5 + 0.75 * share
    foot = 800 + 185 * share
    return [
        ((x - 46 * size, foot), (x + 30 * size, y - 92 * size)),
        ((x + 46 * size, foot), (x - 30 * size, y - 92 * size)),
        ((x, foot + 6), (x, y)),
    ]


def _bridge_reflection(painting: Painting) -> None:
    """Poles and walkway upside down in the water, shaken by small waves."""
    layer = painting.layer()
    for index in range(19):
        for foot, top in _pole_ends(index):
            points = []
            for step in range(15):
                share = step / 14
                shake = math.sin(step * 1.9 + index) * (1 + 9 * share)
                points.append(
                    (
                        foot[0] + (top[0] - foot[0]) * share + shake,
                        foot[1] + (foot[1] - top[1]) * share,
                    )
                )
            layer.stroke(smooth_path(points, steps=4), 8 + index * 0.3, 4)
    deck = []
    for step in range(61):
        x, y = _bridge_deck(step / 60)
        deck.append((x, 2 * (800 + 185 * step / 60) - y + math.sin(step * 1.3) * 4))
    layer.stroke(deck, 12, 30)
    painting.paint(layer, "#6f7a5a", opacity=0.42, blur=2)


def _bridge(painting: Painting) -> None:
    """Crossed poles, a woven walkway, a handrail, and the pupils on it."""
    sun = Light("#fff0c8", 4, -4, 0.8)
    poles = painting.layer()
    for index in range(19):
        for foot, top in _pole_ends(index):
            poles.line([foot, top], 4.5 + index * 0.37)
    painting.paint(poles, "#a08a52", "#4a4630", texture=0.3, cell=18, light=sun)
    riders = ((0.2, "#e9eef0"), (0.36, "#dfe7ea"), (0.55, "#f2f4f2"), (0.78, "#eaf0f2"))
    for share, shirt in riders:
        x, y = _bridge_deck(share)
        size = 0.5 + 0.75 * share
        _bicycle_pushed(painting, (x + 52 * size, y - 2), size * 1.05)
        dress = Clothes(shirt, "#2c3f5c", "#9a6c50", "#1c1815")
        person(
            painting,
            (x, y),
            168 * size,
            dress,
            facing=1,
            bent=0.15,
            arm=(x + 36 * size, y - 88 * size),
            light=sun,
        )
    deck = painting.layer().stroke([_bridge_deck(step / 40) for step in range(41)], 16, 34)
    painting.paint(deck, "#b89c5e", "#7d6a40", texture=0.35, cell=10, stretch=0.5, light=sun)
    rail = painting.layer()
    for lift in (88, 48):
        points = []
        for step in range(41):
            x, y = _bridge_deck(step / 40)
            points.append((x, y - lift * (0.5 + 0.75 * step / 40)))
        rail.stroke(points, 4, 10)
    painting.paint(rail, "#c7ad6c", "#8e7a48", light=sun)


def _bicycle_pushed(painting: Painting, at: Point, size: float) -> None:
    """A bicycle beside its owner: two wheels, a frame, handlebars."""
    x, y = at
    frame = painting.layer()
    for wheel in (-44, 44):
        frame.ellipse(x + wheel * size, y - 34 * size, 33 * size, 33 * size)
        frame.ellipse(x + wheel * size, y - 34 * size, 28 * size, 28 * size, 0)
    crank, seat, head = (
        (x - 4 * size, y - 34 * size),
        (x - 18 * size, y - 82 * size),
        (x + 28 * size, y - 80 * size),
    )
    for start, end in (
        ((x - 44 * size, y - 34 * size), crank),
        (crank, seat),
        (crank, head),
        (seat, head),
        ((x + 44 * size, y - 34 * size), (x + 24 * size, y - 98 * size)),
        ((x - 44 * size, y - 34 * size), seat),
    ):
        frame.line([start, end], 4.5 * size)
    frame.line([(x + 24 * size, y - 98 * size), (x + 2 * size, y - 100 * size)], 4.5 * size)
    frame.line(
        [(seat[0] - 12 * size, seat[1] - 4 * size), (seat[0] + 12 * size, seat[1] - 4 * size)],
        7 * size,
    )
    painting.paint(frame, "#2f3a44")
