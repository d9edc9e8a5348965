"""Scenes of town gardens: the rain garden and the hives on a roof."""

from __future__ import annotations

from sample_photos.brush import Point, smooth_path
from sample_photos.figures import Clothes, person, windows
from sample_photos.nature import birds, foliage, grass, palm, rain, trunk
from sample_photos.painting import Light, Painting

_SUN = Light("#fff0c0", -5, -5, 0.75)


def rain_garden(painting: Painting) -> None:
    """A street in the rain: water runs off the road into a planted hollow."""
    painting.wash([(0, "#7f929a"), (500, "#aab6b6"), (760, "#c2c8c0")])
    _wet_street_houses(painting)
    painting.haze(640, 160, "#c3ccca", 0.45)
    painting.wash([(760, "#6f7a80"), (1280, "#3f4a52")], 760, 1280)
    before = painting.pixels.copy()
    painting.mirror(760, 1280, "#5f6c74", near="#3a464e", amount=0.5, ripple=12)
    painting.pixels = painting.pixels * 0.82 + before * 0.18
    kerb = painting.layer().polygon(
        smooth_path([(-40, 1010), (420, 930), (900, 850), (1220, 786), (1300, 764)])
        + smooth_path([(1330, 764), (1260, 800), (940, 880), (460, 968), (-40, 1064)])
    )
    painting.paint(
        kerb, "#c9cac2", "#8f938f", texture=0.12, cell=20, light=Light("#ffffff", 0, -3, 0.6)
    )
    bed = painting.layer().polygon(
        [
            *smooth_path([(-40, 1056), (460, 962), (940, 876), (1260, 798), (1330, 762)]),
            (760, 700),
            (-40, 720),
        ]
    )
    painting.paint(bed, "#5a5f48", "#3c3a2c", texture=0.3, cell=30)
    pool = painting.layer().polygon(
        smooth_path(
            [(60, 950), (360, 880), (760, 800), (1000, 768), (820, 768), (420, 800), (40, 870)]
        )
    )
    painting.paint(pool, "#9fb0b2", "#6f8084", light=Light("#3a4038", 0, -5, 0.5))
    _planting(painting)
    _cyclists(painting)
    rings = painting.layer()
    for _ in range(220):
        y = painting.random.uniform(790, 1270)
        x = painting.random.uniform(-900 + (1280 - y) * 3, 1920)
        wide = (y - 740) / 26
        rings.ellipse(x, y, wide, wide * 0.32)
        rings.ellipse(x, y, wide * 0.8, wide * 0.22, 0)
    painting.paint(rings, "#dfe8ea", opacity=0.5)
    rain(painting, 900, "#eef4f6", opacity=0.3)


def _wet_street_houses(painting: Painting) -> None:
    """A row of narrow town houses, lamps lit early."""
    tones = ("#c9b184", "#9fb0a6", "#b98a6c", "#d2c6a4", "#8fa0aa", "#c49a84", "#b5b08c")
    x = -30.0
    for index in range(13):
        wide = painting.random.uniform(130, 185)
        top = painting.random.uniform(210, 430)
        painting.paint(
            painting.layer().rectangle(x, top, x + wide, 770),
            tones[index % 7],
            texture=0.14,
            cell=60,
            light=Light("#eef0e6", 0, -4, 0.5),
            shade=Light("#3c464c", -12, 0, 0.4),
        )
        glass = windows(
            painting.layer(), (x + 22, top + 34), (2, 4), (wide * 0.45, 84), (wide * 0.27, 50)
        )
        painting.paint(glass, "#4d5a60", "#6a787c")
        lit = painting.layer()
        for _ in range(3):
            column, row = int(painting.random.integers(0, 2)), int(painting.random.integers(0, 4))
            left, high = x + 22 + column * wide * 0.45, top + 34 + row * 84
            lit.rectangle(left, high, left + wide * 0.27, high + 50)
        painting.paint(lit, "#ffd892", "#f2b866")
        awning = painting.layer().polygon(
            [(x + 8, 640), (x + wide - 8, 640), (x + wide + 8, 690), (x - 8, 690)]
        )
        painting.paint(
            awning,
            ("#a8483c", "#3f6f6a", "#c7963e", "#5a6a86")[index % 4],
            texture=0.1,
            light=Light("#ffffff", 0, -4, 0.4),
        )
        painting.paint(
            painting.layer().rectangle(x + 16, 694, x + wide - 16, 768), "#f0c98a", "#7a5a3c"
        )
        x += wide + 4
    for column in (300, 980, 1640):
        painting.paint(
            painting.layer().line([(column, 770), (column, 420), (column + 70, 400)], 9), "#3c4448"
        )
        painting.glow(column + 74, 410, 90, "#ffe0a0", 0.75)


def _planting(painting: Painting) -> None:
    """Sedge, iris and young trees in the hollow."""
    for x, y, size in ((160, 880, 1.1), (640, 800, 0.85), (1010, 752, 0.6)):
        trunk(
            painting,
            [(x, y), (x + 10 * size, y - 170 * size), (x - 4, y - 330 * size)],
            20 * size,
            9 * size,
            "#4a4238",
            "#a8a48c",
        )
        for dx, dy in ((-60, -330), (60, -350), (0, -420)):
            foliage(
                painting,
                (x + dx * size, y + dy * size),
                (96 * size, 70 * size),
                ("#2c4f3a", "#42704a", "#84a864"),
                leaf=12 * size,
                count=130,
            )
    tones = ("#24462f", "#3f6e3f", "#7fa052", "#b5b866")
    for left, right, low, high in (
        (700, 1180, 748, 790),
        (860, 1120, 790, 826),
        (520, 900, 806, 872),
        (260, 620, 850, 936),
        (-40, 330, 870, 1000),
    ):
        tall = (low - 700) * 0.6 + 20
        grass(
            painting,
            (low, high),
            (tall, tall * 1.5),
            tones,
            (right - left) // 2,
            across=(left, right),
            lean=0.28,
        )
    flowers = painting.layer()
    for _ in range(90):
        at = painting.random.uniform(-20, 860)
        flowers.ellipse(at, 900 - at * 0.13 + painting.random.normal() * 30, 9, 7)
    painting.paint(flowers, "#7d6fc4", light=Light("#e3dcff", -2, -2, 0.8))
    grass(
        painting,
        (1000, 1070),
        (60, 120),
        ("#24462f", "#42703f", "#86a554"),
        150,
        across=(-40, 300),
        lean=0.3,
    )


def _cyclists(painting: Painting) -> None:
    """Two people under umbrellas and one on a bicycle in a yellow cape."""
    for x, y, tall, shirt, cover in (
        (1240, 905, 220, "#40566a", "#c2483e"),
        (1720, 1010, 300, "#6a4a58", "#3c6f86"),
    ):
        before = painting.pixels.copy()
        hand = person(
            painting,
            (x, y),
            tall,
            Clothes(shirt, "#2a2e34", "#8a6048"),
            facing=-1,
            arm=(x - tall * 0.12, y - tall * 0.6),
        )
        top = y - tall * 1.22
        dome = painting.layer().polygon(
            smooth_path(
                [
                    (x - tall * 0.5, top + tall * 0.24),
                    (x - tall * 0.34, top + tall * 0.06),
                    (x, top),
                    (x + tall * 0.34, top + tall * 0.06),
                    (x + tall * 0.5, top + tall * 0.24),
                ]
            )
        )
        painting.paint(painting.layer().line([hand, (x, top)], tall * 0.018), "#2c3034")
        painting.paint(
            dome, cover, light=Light("#ffffff", -4, -6, 0.6), shade=Light("#1c2228", 14, 4, 0.5)
        )
        painting.reflect(before, y, min(1280, y + tall * 1.2), amount=0.6, ripple=14, dim=0.7)


def roof_bees(painting: Painting) -> None:
    """Hives in paint-box colours on a flat roof, a keeper with a frame, the city beyond."""
    painting.wash([(0, "#6fa6c8"), (380, "#b3d0d4"), (640, "#f2e2bc")])
    painting.clouds(20, 560, "#fffdf4", "#a5bac6", cover=0.66, cell=230, stretch=2.6)
    painting.glow(1560, 420, 420, "#ffe6b0", 0.45)
    _skyline(painting)
    painting.haze(650, 90, "#f6ead0", 0.5)
    painting.wash([(740, "#b5a693"), (1280, "#83705c")], 740, 1280)
    edge = round(740 * painting.scale)
    painting.pixels[edge:] *= (0.88 + 0.24 * painting.noise(60, octaves=4, stretch=3)[edge:])[
        ..., None
    ]
    tiles = painting.layer()
    for y in (790, 860, 950, 1070, 1220):
        tiles.line([(-10, y), (1930, y)], 2.5)
    for x in range(-1600, 3600, 240):
        tiles.line([(960 + (x - 960) * 0.6, 740), (x, 1290)], 2.5)
    painting.paint(tiles, "#5f5040", opacity=0.5)
    parapet = painting.layer().rectangle(-10, 690, 1930, 752)
    painting.paint(
        parapet, "#d9c9a8", "#a8967a", texture=0.12, cell=30, light=Light("#fff6dc", 0, -4, 0.7)
    )
    for x, y, size, tone in (
        (240, 930, 0.85, "#d9a441"),
        (520, 915, 0.8, "#4f8a8c"),
        (1500, 940, 0.9, "#c2634a"),
        (1760, 985, 1.0, "#e3d3a6"),
        (420, 1150, 1.25, "#7f9f5c"),
        (830, 1010, 1.0, "#d8b04e"),
    ):
        _hive(painting, (x, y), size, tone)
    _keeper(painting)
    for x in (60, 660, 1860):
        pot = painting.layer().polygon(
            [(x - 60, 1120), (x + 60, 1120), (x + 44, 1220), (x - 44, 1220)]
        )
        painting.paint(pot, "#b5653e", "#7c4028", texture=0.15, light=_SUN)
        foliage(
            painting, (x, 1070), (96, 80), ("#3f6a3c", "#5f8a46", "#a3b858"), leaf=13, count=150
        )
        blossom = painting.layer()
        for _ in range(30):
            blossom.ellipse(
                x + painting.random.normal() * 46, 1060 + painting.random.normal() * 36, 7, 6
            )
        painting.paint(blossom, ("#e88aa0", "#f2c84e", "#c99ae0")[x % 3])
    bees = painting.layer()
    for _ in range(46):
        bees.ellipse(painting.random.normal(900, 380), painting.random.normal(770, 90), 4, 2.6)
    painting.paint(bees, "#5a3a14", opacity=0.9)
    birds(painting, [(300, 160), (360, 140), (430, 172)], 22, "#52626c")


def _skyline(painting: Painting) -> None:
    """Town houses and a few towers, paler with distance; a tree or two between."""
    for tone, low, tall, count in (
        ("#a9b9bc", 640, 300, 22),
        ("#b9b3a0", 670, 220, 20),
        ("#c7a884", 705, 150, 18),
    ):
        for index in range(count):
            x = index * 1920 / count + painting.random.uniform(-30, 30)
            wide = painting.random.uniform(60, 130)
            top = low - painting.random.uniform(0.25, 1.0) * tall
            painting.paint(
                painting.layer().rectangle(x, top, x + wide, 740),
                tone,
                texture=0.12,
                cell=50,
                light=Light("#fff2d6", 6, -3, 0.6),
            )
            grid = windows(
                painting.layer(),
                (x + 12, top + 16),
                (int(wide // 26), int((720 - top) // 34)),
                (24, 32),
                (12, 17),
            )
            painting.paint(grid, "#6f7f86", opacity=0.55)
    for x in (130, 760, 1290, 1680):
        foliage(painting, (x, 690), (90, 56), ("#4f7050", "#6c8c58", "#a5b470"), leaf=11, count=130)
    palm(painting, (1010, 740), (1000, 520), 96, ("#41684a", "#5c8250", "#92a864"))


def _hive(painting: Painting, at: Point, size: float, tone: str) -> None:
    """A stacked wooden hive on legs, with a tin roof and a landing board."""
    x, y = at
    wide = 92 * size
    painting.paint(
        painting.layer().ellipse(x + 24 * size, y + 2, wide * 1.3, 18 * size),
        "#3a2c20",
        opacity=0.5,
        blur=8,
    )
    legs = painting.layer()
    for side in (-0.8, 0.8):
        legs.line([(x + wide * side, y - 40 * size), (x + wide * side, y)], 12 * size)
    painting.paint(legs, "#6a5640", light=_SUN)
    for level, tall in ((40, 96), (138, 72)):
        box = painting.layer().rectangle(
            x - wide, y - (level + tall) * size, x + wide, y - level * size, round_by=3
        )
        painting.paint(
            box,
            tone,
            texture=0.14,
            cell=14,
            stretch=5,
            light=_SUN,
            shade=Light("#3c2a20", 26 * size, 0, 0.45),
        )
        grip = painting.layer().rectangle(
            x - 24 * size,
            y - (level + tall * 0.66) * size,
            x + 24 * size,
            y - (level + tall * 0.5) * size,
            round_by=4,
        )
        painting.paint(grip, "#3c3226", opacity=0.6)
    slot = painting.layer().rectangle(x - 44 * size, y - 54 * size, x + 44 * size, y - 44 * size)
    painting.paint(slot, "#2a2018")
    board = painting.layer().polygon(
        [
            (x - 60 * size, y - 44 * size),
            (x + 60 * size, y - 44 * size),
            (x + 72 * size, y - 32 * size),
            (x - 72 * size, y - 32 * size),
        ]
    )
    painting.paint(board, "#e0cfa4", light=_SUN)
    roof = painting.layer().polygon(
        [
            (x - wide * 1.14, y - 210 * size),
            (x - wide, y - 236 * size),
            (x + wide, y - 236 * size),
            (x + wide * 1.14, y - 210 * size),
        ]
    )
    painting.paint(roof, "#e3e6e2", "#a5adad", light=Light("#ffffff", -3, -4, 0.8))


def _keeper(painting: Painting) -> None:
    """The beekeeper in a pale suit and veil lifts a frame of comb to the light."""
    suit = Clothes("#efe9da", "#e2dac6", "#c9a98a", "#d8cdb4", "#f3ecd8")
    x, y = 1180.0, 1080.0
    painting.paint(painting.layer().ellipse(x + 40, y + 2, 130, 18), "#3a2c20", opacity=0.5, blur=8)
    person(painting, (x, y), 440, suit, facing=-1, bent=0.1, arm=(x - 130, y - 290), light=_SUN)
    veil = painting.layer().blob(
        [(x - 50, y - 424), (x + 44, y - 424), (x + 52, y - 356), (x, y - 338), (x - 62, y - 360)]
    )
    painting.paint(veil, "#3f3a34", opacity=0.42)
    frame = painting.layer().rectangle(x - 236, y - 378, x - 104, y - 268, round_by=3)
    painting.paint(frame, "#c99a4e", "#9c6f30", light=_SUN)
    comb = painting.layer().rectangle(x - 224, y - 364, x - 116, y - 280)
    painting.paint(comb, "#f0bf52", "#d8922c", texture=0.4, cell=7)
    painting.glow(x - 170, y - 320, 60, "#ffd070", 0.4)
