"""Scenes of fields: shade coffee and rice terraces."""

from __future__ import annotations

import math

from sample_photos.brush import Point, smooth_path
from sample_photos.figures import Clothes, person
from sample_photos.nature import foliage, grass, ridge, trunk
from sample_photos.painting import Light, Painting

_SUN = Light("#fff0c0", -5, -5, 0.75)


def shade_coffee(painting: Painting) -> None:
    """Rows of young coffee under tall shade trees, a picker in the slanting light."""
    painting.wash([(0, "#c9d6b0"), (360, "#e6e3b8"), (640, "#f2e6bc")])
    painting.glow(430, 220, 520, "#fff2c4", 0.65)
    for base, tall, top, low in (
        (430, 260, "#9fb79a", "#cdd3ac"),
        (520, 200, "#7f9f7c", "#b6c398"),
    ):
        painting.paint(painting.layer().polygon(ridge(painting, base, tall, floor=700)), top, low)
        painting.haze(base + 80, 90, "#f0ebc8", 0.55)
    painting.wash([(640, "#a9985c"), (900, "#8c6a40"), (1280, "#5a3d26")], 640, 1280)
    edge = round(640 * painting.scale)
    painting.pixels[edge:] *= (0.8 + 0.4 * painting.noise(34, octaves=4, stretch=3)[edge:])[
        ..., None
    ]
    _shade_tree(painting, 620, 720, 0.5)
    _shade_tree(painting, 1120, 735, 0.55)
    _shade_tree(painting, 1500, 720, 0.5)
    painting.haze(690, 60, "#f3ecc6", 0.55)
    for row in range(7):
        depth = row / 6
        y = 720 + 470 * depth**1.5
        size = 0.3 + 1.1 * depth**1.3
        if row == 4:
            _picker(painting, 1050, y + 30)
        step = 170 * size
        shift = (row % 2) * step / 2
        for index in range(-1, math.ceil(1920 / step) + 1):
            x = index * step + shift + painting.random.normal() * step * 0.06
            if row >= 4 and abs(x - 1050) < 150 * size:
                continue
            _bush(painting, (x, y), size)
    _shade_tree(painting, 240, 1010, 1.25)
    _shade_tree(painting, 1700, 960, 1.1)
    for x, lean, wide in ((520, 300, 150), (820, 320, 110), (1180, 340, 190), (1480, 340, 120)):
        shaft = painting.layer().polygon(
            [(x, -20), (x + wide, -20), (x + lean + wide * 1.7, 1100), (x + lean, 1100)]
        )
        painting.paint(shaft, "#fff3c6", opacity=0.16, blur=24)


def _shade_tree(painting: Painting, x: float, foot: float, size: float) -> None:
    """A tall, thin-stemmed tree with an umbrella of leaves."""
    top = foot - 620 * size
    trunk(
        painting,
        [(x, foot), (x + 16 * size, foot - 300 * size), (x - 8 * size, top)],
        46 * size,
        22 * size,
        "#5d4a38",
        "#d9c08c",
    )
    for dx, dy in ((-170, 60), (150, 40), (-60, -40), (90, -70)):
        end = (x + dx * size, top + dy * size - 60 * size)
        trunk(
            painting,
            [(x - 4 * size, top + 90 * size), (x + dx * 0.5 * size, top + dy * 0.6 * size), end],
            16 * size,
            5 * size,
            "#5d4a38",
            "#d9c08c",
        )
    greens = ("#3f5e34", "#5f8242", "#a3b858")
    for dx, dy, wide, tall in (
        (-190, -20, 190, 74),
        (180, -30, 200, 78),
        (0, -100, 230, 96),
        (-70, 20, 150, 54),
        (110, 30, 140, 50),
    ):
        foliage(
            painting,
            (x + dx * size, top + dy * size),
            (wide * size, tall * size),
            greens,
            leaf=15 * size + 2,
            count=190,
        )


def _bush(painting: Painting, at: Point, size: float) -> None:
    """A coffee bush, glossy leaves and red cherries."""
    x, y = at
    painting.paint(
        painting.layer().ellipse(x, y + 4 * size, 92 * size, 16 * size),
        "#2c1e14",
        opacity=0.45,
        blur=6 * size,
    )
    greens = ("#1f4a34", "#2f6a42", "#6f9f56")
    foliage(painting, (x, y - 62 * size), (78 * size, 66 * size), greens, leaf=13 * size, count=120)
    cherries = painting.layer()
    for _ in range(26):
        angle = painting.random.uniform(0, math.tau)
        away = math.sqrt(painting.random.random()) * 0.85
        cherries.ellipse(
            x + 74 * size * away * math.cos(angle),
            y - 58 * size + 60 * size * away * math.sin(angle),
            4.6 * size,
            4.6 * size,
        )
    painting.paint(cherries, "#c8322c", light=Light("#ff9a80", -1.5 * size, -1.5 * size, 0.8))


def _picker(painting: Painting, x: float, y: float) -> None:
    """A woman with a basket picks cherries."""
    dress = Clothes("#a8433f", "#2f3440", "#8a5f46", "#1c1815", "#efe0aa")
    hand = person(
        painting, (x, y), 330, dress, facing=1, bent=0.25, arm=(x + 96, y - 190), light=_SUN
    )
    basket = painting.layer().polygon(
        [(x - 78, y - 200), (x + 2, y - 190), (x - 6, y - 100), (x - 64, y - 106)]
    )
    painting.paint(basket, "#c79a58", "#8c683a", texture=0.3, cell=6, light=_SUN)
    fruit = painting.layer().ellipse(x - 38, y - 197, 38, 11)
    painting.paint(fruit, "#b5302a")
    _bush(painting, (hand[0] + 86, y + 10), 1.15)


def terraces(painting: Painting) -> None:
    """Rice terraces step down a valley after the harvest, water standing in them."""
    painting.wash([(0, "#86abc4"), (300, "#c3d3cf"), (520, "#f2e3bf")])
    painting.clouds(10, 460, "#fffaf0", "#9fb2bf", cover=0.66, cell=220, stretch=2.8)
    for base, tall, top, low in (
        (400, 330, "#8aa5b4", "#b9c7c2"),
        (500, 280, "#6c8f90", "#a9bda8"),
        (590, 230, "#537c6a", "#93ab7c"),
    ):
        painting.paint(
            painting.layer().polygon(ridge(painting, base, tall, floor=760)),
            top,
            low,
            texture=0.1,
            cell=60,
        )
        painting.haze(base + 110, 70, "#f2ecd8", 0.6)
    for step in range(17):
        _terrace(painting, step)
    _terrace_house(painting, 1390, 735, 0.8)
    _terrace_house(painting, 1560, 775, 0.6)
    for x, y, size in ((1290, 740, 0.8), (1660, 790, 1.0), (300, 800, 0.9), (390, 818, 0.7)):
        trunk(painting, [(x, y), (x + 4, y - 60 * size)], 12 * size, 8 * size, "#4a3c2e", "#c9b48a")
        foliage(
            painting,
            (x, y - 92 * size),
            (60 * size, 56 * size),
            ("#2f5a3a", "#4a7a44", "#8aa852"),
            leaf=11,
            count=120,
        )
    for x, y, tall, shirt in ((700, 1010, 120, "#b5433c"), (790, 1020, 116, "#31587a")):
        person(
            painting,
            (x, y),
            tall,
            Clothes(shirt, "#2a2c34", "#8a5f46", hat="#ecdca8"),
            facing=-1,
            bent=0.2,
            light=_SUN,
        )
    painting.haze(640, 60, "#f6efdc", 0.4)
    grass(painting, (1270, 1310), (40, 110), ("#3a5a2c", "#6f9440", "#b9b45c"), 420, lean=0.35)


def _terrace(painting: Painting, step: int) -> None:
    """One step of the valley: standing water behind a bank of stubble or young rice."""
    tones = ("#8fb054", "#c2bb5a", "#7fa34e", "#d6c266", "#98b458")
    depth = step / 16
    top = 610 + 640 * depth**1.25
    rise = 22 + 62 * depth
    phase = step * 0.55
    crest = [
        (
            x,
            top
            + (34 + 60 * depth) * math.sin(x / (430 - 90 * depth) + phase)
            + 16 * math.sin(x / 170 + step),
        )
        for x in range(-40, 1981, 30)
    ]
    pool = painting.layer().polygon([*crest, (1980, top + 260), (-40, top + 260)])
    painting.paint(pool, "#cfdcd6", "#8fa8a4", opacity=0.95, texture=0.12, cell=50, stretch=6)
    bank = [(x, y + rise * 0.5) for x, y in crest]
    wall = painting.layer().polygon([*bank, (1980, top + 300), (-40, top + 300)])
    painting.paint(
        wall,
        tones[step % 5],
        "#4a6a34",
        texture=0.24,
        cell=14,
        light=Light("#f6efb0", 0, -5, 0.8),
    )


def _terrace_house(painting: Painting, x: float, y: float, size: float) -> None:
    """A wooden house with a thatched roof and a thread of smoke."""
    walls = painting.layer().rectangle(x - 80 * size, y - 70 * size, x + 80 * size, y)
    painting.paint(walls, "#8a6844", "#5a4430", texture=0.3, cell=10, stretch=0.4, light=_SUN)
    painting.paint(
        painting.layer().rectangle(x - 20 * size, y - 56 * size, x + 14 * size, y), "#2c221a"
    )
    roof = painting.layer().polygon(
        [
            (x - 116 * size, y - 58 * size),
            (x - 46 * size, y - 140 * size),
            (x + 46 * size, y - 140 * size),
            (x + 116 * size, y - 58 * size),
        ]
    )
    painting.paint(roof, "#b59a62", "#7c6640", texture=0.3, cell=8, stretch=0.4, light=_SUN)
    smoke = painting.layer().stroke(
        smooth_path(
            [
                (x + 30 * size, y - 140 * size),
                (x + 46 * size, y - 230 * size),
                (x + 20 * size, y - 320 * size),
                (x + 60 * size, y - 430 * size),
            ]
        ),
        10 * size,
        60 * size,
    )
    painting.paint(smoke, "#f2f0e8", opacity=0.35, blur=10)
