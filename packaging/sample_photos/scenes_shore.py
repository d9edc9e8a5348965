"""Scenes of the shore: kites over a dyke, salt fields, basket boats and their yard."""

from __future__ import annotations

import math

from sample_photos.brush import Point, smooth_path
from sample_photos.figures import Clothes, person
from sample_photos.nature import birds, grass, palm, ridge
from sample_photos.painting import Light, Painting

_SUN = Light("#ffe9c0", -5, -5, 0.75)


def salt_fields(painting: Painting) -> None:
    """Salt makers rake white heaps in shallow pans that mirror the evening sky."""
    horizon = 450
    painting.wash([(0, "#4c6f9c"), (200, "#8f9fc0"), (340, "#e8b9a6"), (horizon, "#ffd9a2")])
    painting.clouds(20, 420, "#ffd7b8", "#7f86ac", cover=0.66, cell=220, stretch=3, opacity=0.9)
    painting.glow(980, 430, 300, "#ffc27a", 0.6, flat=2.2)
    painting.paint(
        painting.layer().polygon(ridge(painting, 440, 110, floor=470)), "#6d7598", "#b79aa0"
    )
    painting.haze(445, 30, "#ffdcb0", 0.5)
    painting.mirror(horizon, 1280, "#a9a4b4", near="#6f83a4", amount=0.9, ripple=4)
    _dykes(painting)
    heaps = [
        (330, 560, 0.4),
        (640, 548, 0.36),
        (900, 570, 0.44),
        (1270, 556, 0.4),
        (1600, 580, 0.46),
        (240, 700, 0.8),
        (1120, 690, 0.78),
        (1500, 720, 0.86),
        (640, 770, 1.0),
        (1700, 960, 1.5),
        (380, 1010, 1.6),
        (1000, 960, 1.45),
    ]
    for x, y, size in heaps:
        _heap(painting, (x, y), size)
    for x, y, tall, shirt, facing in (
        (770, 590, 74, "#8a4a52", 1),
        (1420, 585, 74, "#3c5f78", -1),
        (880, 800, 200, "#3f6f86", -1),
        (1330, 1030, 330, "#b5573c", -1),
    ):
        _raker(painting, (x, y), tall, shirt, facing)
    painting.glints(980, horizon + 6, 900, 140, "#fff0cc", 240, strength=0.7)


def _dykes(painting: Painting) -> None:
    """Low earth walls that part the pans, running to the horizon."""
    layer = painting.layer()
    for x in (-2600, -1250, -380, 250, 780, 1240, 1760, 2500, 3700):
        far = 960 + (x - 960) * 0.11
        layer.stroke([(far, 452), (x, 1290)], 2, 34)
    for y, wide in ((474, 3), (510, 5), (566, 8), (660, 13), (830, 20), (1120, 32)):
        layer.line([(-20, y), (1940, y + 2)], wide)
    edge = Light("#f6d2a8", -2, -4, 0.8)
    painting.paint(layer, "#7f6a66", "#4a3d40", texture=0.25, cell=30, light=edge)


def _heap(painting: Painting, at: Point, size: float) -> None:
    """A cone of wet salt and its reflection."""
    before = painting.pixels.copy()
    x, y = at
    wide, tall = 130 * size, 92 * size
    cone = painting.layer().polygon(
        smooth_path(
            [
                (x - wide, y),
                (x - wide * 0.5, y - tall * 0.52),
                (x, y - tall),
                (x + wide * 0.5, y - tall * 0.5),
                (x + wide, y),
            ]
        )
    )
    cone.ellipse(x, y, wide, 9 * size)
    painting.paint(
        cone,
        "#fff6ec",
        "#cfcfe0",
        texture=0.07,
        cell=8,
        light=Light("#fff3dc", -7 * size, -3, 0.8),
        shade=Light("#8488ae", 40 * size, 6, 0.75),
    )
    painting.reflect(before, y + 6 * size, min(1280, y + 120 * size), amount=0.8, ripple=4, dim=0.9)


def _raker(painting: Painting, foot: Point, tall: float, shirt: str, facing: int) -> None:
    """A salt maker draws a long wooden rake through the pan."""
    before = painting.pixels.copy()
    dress = Clothes(shirt, "#2b2f3a", "#7a5440", "#1c1815", "#ecd8a6")
    x, y = foot
    arm = (x + facing * tall * 0.2, y - tall * 0.5)
    person(
        painting,
        foot,
        tall,
        dress,
        facing=facing,
        bent=0.3,
        arm=arm,
        light=Light("#ffdcae", -4, -4, 0.75),
    )
    head = (x + facing * tall * 0.95, y + tall * 0.03)
    rake = painting.layer().line(
        [(arm[0] - facing * tall * 0.22, arm[1] - tall * 0.17), head], tall * 0.022
    )
    rake.line(
        [
            (head[0] - tall * 0.12, head[1] - tall * 0.03),
            (head[0] + tall * 0.12, head[1] + tall * 0.04),
        ],
        tall * 0.04,
    )
    painting.paint(rake, "#6b4c34", light=Light("#ffdcae", -2, -2, 0.6))
    painting.reflect(before, y + tall * 0.01, min(1280, y + tall), amount=0.75, ripple=5, dim=0.8)


def kites(painting: Painting) -> None:
    """Flute kites over a grassy dyke in the afternoon wind."""
    painting.wash([(0, "#3f86bd"), (420, "#8dbfd8"), (800, "#dcebe2"), (920, "#f2ecd2")])
    painting.clouds(40, 860, "#ffffff", "#a8c0d0", cover=0.72, cell=250, stretch=2.2, opacity=0.95)
    painting.paint(
        painting.layer().polygon(ridge(painting, 880, 90, floor=960)), "#8fb0b4", "#b5c8b4"
    )
    painting.haze(900, 40, "#eef2e0", 0.6)
    painting.wash([(920, "#9db878"), (1000, "#7fa259"), (1280, "#3f6a34")], 920, 1280)
    dyke = painting.layer().polygon(
        [
            *smooth_path([(-40, 1120), (420, 1010), (960, 980), (1500, 1020), (1960, 1110)]),
            (1960, 1300),
            (-40, 1300),
        ]
    )
    painting.paint(
        dyke,
        "#88a850",
        "#38602c",
        texture=0.22,
        cell=60,
        stretch=4,
        light=Light("#eef0b0", 0, -7, 0.6),
    )
    flyers = (
        (300, 1075, 190, "#b8443a", 1),
        (700, 1035, 176, "#2f6f8a", 1),
        (1180, 1035, 168, "#d9972f", -1),
        (1560, 1085, 196, "#5a4a86", -1),
    )
    for (x, y, tall, shirt, facing), (kite, span, tone, second) in zip(
        flyers,
        (
            ((640, 330), 250, "#d8542f", "#f3c14b"),
            ((890, 520), 150, "#3e7f74", "#f0d68a"),
            ((1090, 190), 180, "#f0e4c2", "#c23b3f"),
            ((1420, 430), 225, "#6f4f9c", "#f2a65a"),
        ),
        strict=True,
    ):
        hand = (x + facing * tall * 0.2, y - tall * 0.62)
        dress = Clothes(shirt, "#2c3440", "#9a6c50", "#1c1815")
        person(painting, (x, y), tall, dress, facing=facing, arm=hand, light=_SUN)
        sag = ((hand[0] + kite[0]) / 2 + 40, (hand[1] + kite[1]) / 2 + 70)
        string = painting.layer().line(smooth_path([hand, sag, kite], steps=24), 1.8)
        painting.paint(string, "#5a5f5c", opacity=0.75)
        _kite(painting, kite, span, tone, second)
    for x, y in ((420, 1082), (480, 1076), (1330, 1060)):
        person(
            painting, (x, y), 112, Clothes("#e8e4d4", "#34506e", "#9a6c50"), facing=1, light=_SUN
        )
    grass(painting, (1180, 1300), (50, 120), ("#2f5a2a", "#4c7f38", "#86a848"), 620, lean=0.4)


def _kite(painting: Painting, at: Point, span: float, tone: str, second: str) -> None:
    """A crescent kite with a bow of bamboo flutes above it and two tails."""
    x, y = at
    half = span / 2

    def place(across: float, down: float) -> Point:
        tilt = 0.18
        return (x + across * half - down * half * tilt, y + down * half + across * half * tilt)

    wing = painting.layer().polygon(
        smooth_path(
            [
                place(-1.1, 0.12),
                place(-0.55, -0.3),
                place(0, -0.42),
                place(0.55, -0.3),
                place(1.1, 0.12),
            ]
        )
        + smooth_path([place(0.6, 0.14), place(0, 0.3), place(-0.6, 0.14)])
    )
    painting.paint(wing, tone, texture=0.1, cell=20, light=_SUN, shade=Light("#3a2030", 6, 9, 0.35))
    heart = painting.layer().ellipse(*place(0, -0.06), half * 0.24, half * 0.24)
    heart.polygon([place(-0.86, 0.0), place(-0.5, -0.18), place(-0.44, 0.06)])
    heart.polygon([place(0.86, 0.0), place(0.5, -0.18), place(0.44, 0.06)])
    painting.paint(heart, second)
    frame = painting.layer().line([place(0, -0.44), place(0, 0.62)], span * 0.014)
    frame.line(smooth_path([place(-1.08, 0.1), place(0, -0.1), place(1.08, 0.1)]), span * 0.012)
    for lift, size in ((-0.58, 0.16), (-0.74, 0.12)):
        frame.line([place(-size * 2, lift), place(size * 2, lift)], span * 0.05)
    frame.line([place(0, -0.44), place(0, -0.8)], span * 0.014)
    painting.paint(frame, "#6f4f30", light=_SUN)
    tails = painting.layer()
    for side in (-0.12, 0.12):
        points = [place(side + math.sin(step * 0.8) * 0.1, 0.3 + step * 0.22) for step in range(9)]
        tails.stroke(smooth_path(points), span * 0.035, span * 0.01)
    painting.paint(tails, second, tone, light=_SUN)


def basket_boats(painting: Painting) -> None:
    """Round basket boats on a beach at sunrise, one being carried to the water."""
    horizon = 500
    painting.wash([(0, "#5f8fb0"), (240, "#a9c3c8"), (420, "#f3cfa6"), (horizon, "#ffdfac")])
    painting.clouds(20, 440, "#fff0da", "#98a6b4", cover=0.62, cell=230, stretch=3)
    painting.glow(1500, 480, 300, "#ffcf8e", 0.6, flat=1.8)
    painting.paint(painting.layer().ellipse(1500, 462, 42, 42), "#fff6dc", blur=2)
    painting.paint(
        painting.layer().polygon(ridge(painting, 478, 80, floor=510)), "#7c93a4", "#b8a89c"
    )
    painting.mirror(horizon, 800, "#6f9aa4", near="#7fb0ac", amount=0.55, ripple=12)
    painting.glints(1500, horizon + 6, 780, 110, "#fff2d0", 320)
    painting.wash([(780, "#cbb184"), (940, "#d8bd8e"), (1280, "#a98a5e")], 780, 1280)
    edge = round(780 * painting.scale)
    painting.pixels[edge:] *= (0.88 + 0.24 * painting.noise(18, octaves=4, stretch=4)[edge:])[
        ..., None
    ]
    for shift, tone, clear in ((0, "#8fb4b0", 0.95), (18, "#fff8ea", 0.9), (34, "#c9ad80", 0.0)):
        points = [
            (x * 1.0, 770 + shift + 16 * math.sin(x / 170) + 10 * math.sin(x / 61))
            for x in range(-20, 1960, 20)
        ]
        foam = painting.layer().line(points, 16)
        painting.paint(foam, tone, opacity=clear, blur=2)
    for x, y, size, tone in (
        (220, 905, 0.8, "#3f6f7c"),
        (560, 880, 0.7, "#6a5a48"),
        (1690, 930, 0.95, "#4c5f4a"),
    ):
        _coracle(painting, (x, y), size, tone)
    _carried(painting)
    _coracle(painting, (480, 1130), 1.7, "#6f4b34")
    _coracle(painting, (1500, 1160), 1.5, "#35627a")
    palm(
        painting,
        (1840, 1010),
        (1720, 330),
        300,
        ("#1f4a38", "#33664a", "#6e9660"),
        wood="#4a3a2c",
        fronds=13,
    )
    birds(painting, [(700, 190), (770, 170), (840, 205)], 24, "#4a5660")


def _coracle(painting: Painting, at: Point, size: float, tone: str) -> None:
    """A woven round boat: rim, inside, weave, a bench and a paddle."""
    x, y = at
    wide, tall = 190 * size, 74 * size
    painting.paint(
        painting.layer().ellipse(x - 20 * size, y + tall * 0.95, wide * 1.05, 20 * size),
        "#4a3824",
        opacity=0.5,
        blur=9,
    )
    body = painting.layer().polygon(
        smooth_path(
            [
                (x - wide, y - tall * 0.2),
                (x - wide * 0.8, y + tall * 0.7),
                (x, y + tall * 1.2),
                (x + wide * 0.8, y + tall * 0.7),
                (x + wide, y - tall * 0.2),
            ]
        )
    )
    painting.paint(
        body, tone, "#241c18", texture=0.3, cell=7, stretch=2, light=Light("#ffdfae", 6, -2, 0.7)
    )
    weave = painting.layer()
    for step in range(-9, 10):
        share = step / 9.5
        weave.line(
            smooth_path(
                [
                    (x + wide * share, y),
                    (x + wide * share * 0.8, y + tall * 0.75 * math.sqrt(1 - share**2) + 6),
                ]
            ),
            2,
        )
    painting.paint(weave, "#e6c890", opacity=0.3)
    _coracle_inside(painting, at, size)


def _coracle_inside(painting: Painting, at: Point, size: float) -> None:
    """The rim, the inside, a bench and a paddle of a round boat."""
    x, y = at
    wide, tall = 190 * size, 74 * size
    rim = painting.layer().ellipse(x, y - tall * 0.2, wide, tall * 0.72)
    painting.paint(
        rim,
        "#c99f5e",
        "#9c7440",
        texture=0.25,
        cell=9,
        stretch=3,
        light=Light("#ffe9bd", 3, -4, 0.8),
    )
    inside = painting.layer().ellipse(x, y - tall * 0.16, wide * 0.92, tall * 0.62)
    painting.paint(inside, "#4a3523", "#8d6b44", texture=0.3, cell=8, stretch=2)
    bench = painting.layer().polygon(
        [
            (x - wide * 0.8, y - tall * 0.14),
            (x + wide * 0.8, y - tall * 0.3),
            (x + wide * 0.8, y - tall * 0.12),
            (x - wide * 0.8, y + tall * 0.04),
        ]
    )
    painting.paint(bench, "#b78c54", "#8f6a3e", light=Light("#ffe9bd", 2, -3, 0.7))
    paddle = painting.layer().stroke(
        [(x - wide * 0.3, y - tall * 1.5), (x + wide * 0.5, y + tall * 0.1)],
        9 * size,
        9 * size,
    )
    paddle.stroke(
        [(x - wide * 0.48, y - tall * 1.85), (x - wide * 0.28, y - tall * 1.45)],
        26 * size,
        18 * size,
    )
    painting.paint(paddle, "#a87e4c", light=Light("#ffe9bd", 2, -3, 0.7))


def _carried(painting: Painting) -> None:
    """Two people walk a boat down to the sea on their shoulders."""
    y = 935
    light = Light("#ffdfae", 6, -3, 0.8)
    for x, shirt, facing in ((980, "#b5533a", 1), (1190, "#33607a", 1)):
        painting.paint(
            painting.layer().ellipse(x - 60, y + 4, 90, 10), "#4a3824", opacity=0.5, blur=7
        )
        dress = Clothes(shirt, "#2b2f36", "#6f4a38", "#1a1614")
        person(painting, (x, y), 280, dress, facing=facing, arm=(x + 26, y - 262), light=light)
    hull = painting.layer().polygon(
        [
            *smooth_path([(850, 672), (900, 590), (1085, 546), (1270, 590), (1320, 672)]),
            (1320, 690),
            (850, 690),
        ]
    )
    painting.paint(hull, "#8a6238", "#4a3322", texture=0.35, cell=9, stretch=2, light=light)
    ribs = painting.layer()
    for step in range(-6, 7):
        ribs.line(
            smooth_path([(1085 + step * 36, 682), (1085 + step * 26, 590 + abs(step) * 6)]), 3
        )
    painting.paint(ribs, "#dcb878", opacity=0.4)
    painting.paint(
        painting.layer().rectangle(842, 668, 1328, 694, round_by=12), "#c99f5e", light=light
    )


def boat_yard(painting: Painting) -> None:
    """A yard where basket boats are woven: strips of bamboo, frames, a resin pot, two weavers."""
    painting.wash([(0, "#d9cda8"), (420, "#c9b88c"), (700, "#b59c70")])
    wall = painting.layer().rectangle(0, 0, 1920, 720)
    painting.paint(wall, "#d8c79c", "#b49a6c", texture=0.16, cell=120)
    slats = painting.layer()
    for x in range(-10, 1930, 34):
        slats.rectangle(x, 0, x + 26, 720)
    painting.paint(
        slats,
        "#c7a868",
        "#9c7c4a",
        opacity=0.75,
        texture=0.3,
        cell=26,
        stretch=0.3,
        light=Light("#f6e2b0", -3, 0, 0.6),
    )
    for x, y, tone in ((420, 300, "#8a6a3e"), (1530, 280, "#76603e")):
        _hung_boat(painting, (x, y), tone)
    opening = painting.layer().rectangle(820, 60, 1180, 720)
    painting.paint(opening, "#a9d0dc", "#f0e6c4")
    painting.paint(painting.layer().rectangle(820, 470, 1180, 560), "#5f9aa8", "#8fbcb4")
    painting.paint(painting.layer().rectangle(820, 556, 1180, 720), "#e3cd98", "#cdb27c")
    palm(painting, (1120, 560), (1080, 250), 110, ("#3f6a48", "#5a8454", "#8aa868"))
    painting.paint(
        painting.layer().line([(820, 60), (820, 720), (1180, 720), (1180, 60)], 22),
        "#6f5230",
        light=_SUN,
    )
    painting.wash([(720, "#b89a6c"), (1280, "#7d6242")], 720, 1280)
    edge = round(720 * painting.scale)
    painting.pixels[edge:] *= (0.85 + 0.3 * painting.noise(30, octaves=4, stretch=3)[edge:])[
        ..., None
    ]
    beam = painting.layer().polygon([(830, 722), (1176, 722), (1700, 1290), (700, 1290)])
    painting.paint(beam, "#ffeec4", opacity=0.32, blur=16)
    _strips(painting)
    _coracle(painting, (520, 1010), 1.8, "#a8854e")
    dress = Clothes("#3f6f7c", "#34383c", "#8a5f46", "#cfc9c0")
    person(painting, (250, 1120), 420, dress, facing=1, bent=0.75, arm=(420, 950), light=_SUN)
    _coracle(painting, (1440, 1090), 2.0, "#9a7844")
    other = Clothes("#a8553f", "#2f333a", "#8a5f46", "#1c1815", "#ead6a2")
    person(painting, (1740, 1180), 430, other, facing=-1, bent=0.7, arm=(1590, 1010), light=_SUN)
    painting.glow(1000, 300, 420, "#fff0c8", 0.4)


def _hung_boat(painting: Painting, at: Point, tone: str) -> None:
    """A finished boat hung on the wall, seen from below."""
    x, y = at
    painting.paint(
        painting.layer().ellipse(x + 20, y + 24, 230, 220), "#4a3822", opacity=0.45, blur=14
    )
    painting.paint(
        painting.layer().ellipse(x, y, 226, 214), "#c79c58", texture=0.2, cell=10, light=_SUN
    )
    disc = painting.layer().ellipse(x, y, 204, 192)
    painting.paint(disc, tone, "#4a3824", texture=0.3, cell=9, shade=Light("#241a10", 26, 30, 0.55))
    weave = painting.layer()
    for step in range(-7, 8):
        reach = math.sqrt(max(0.0, 1 - (step / 8) ** 2))
        weave.line([(x + step * 25, y - 190 * reach), (x + step * 25, y + 190 * reach)], 2.4)
        weave.line([(x - 202 * reach, y + step * 23), (x + 202 * reach, y + step * 23)], 2.4)
    painting.paint(weave, "#e6c98e", opacity=0.4)


def _strips(painting: Painting) -> None:
    """Split bamboo laid out on the floor, and a pot of resin."""
    for index in range(26):
        x = 760 + painting.random.uniform(-60, 420)
        y = 860 + index * 13
        strip = painting.layer().line(
            smooth_path(
                [(x, y), (x + 190, y - 12), (x + 400, y + painting.random.uniform(-22, 14))]
            ),
            8,
        )
        painting.paint(strip, ("#d9bd78", "#c9a85e", "#e6d09a")[index % 3], light=_SUN)
    pot = painting.layer().blob(
        [(960, 1150), (980, 1220), (1060, 1236), (1140, 1220), (1160, 1150), (1060, 1136)]
    )
    painting.paint(pot, "#4a4440", "#262220", texture=0.2, light=_SUN)
    painting.paint(painting.layer().ellipse(1060, 1150, 96, 20), "#7a4a20", "#3a2210")
