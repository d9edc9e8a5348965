"""Scenes by the sea: the harbour wall at low tide, and its lamp at dusk."""

from __future__ import annotations

import math

from sample_photos.brush import Point, smooth_path
from sample_photos.figures import DARK, Clothes, person
from sample_photos.nature import birds, ridge
from sample_photos.painting import Light, Painting

_WEST = Light("#ffd7a0", -5, -4, 0.75)


def harbour_wall(painting: Painting) -> None:
    """An old stone wall runs out over wet sand at low tide; boats lie on their sides."""
    horizon = 520
    painting.wash([(0, "#6f93ad"), (260, "#a9c1c8"), (horizon, "#f0dfc2")])
    painting.clouds(10, 500, "#fffaf0", "#7f919f", cover=0.78, cell=230, stretch=2.4, opacity=0.95)
    painting.glow(350, 470, 330, "#ffdba6", 0.5, flat=2)
    painting.paint(
        painting.layer().polygon(ridge(painting, 505, 50, floor=540)), "#7f95a0", "#a7b0ac"
    )
    painting.wash([(horizon, "#9fb8bd"), (600, "#7ea3ad"), (640, "#8fb0b2")], horizon, 640)
    painting.glints(350, horizon + 4, 640, 260, "#fff4dc", 260, strength=0.7)
    _wet_sand(painting)
    _wall(painting)
    _stranded_boat(painting, 330, 840, 0.8, "#3d7a8c", -0.14)
    _stranded_boat(painting, 660, 1010, 1.15, "#b5533a", 0.12)
    _gatherers(painting)
    birds(painting, [(760, 180), (830, 150), (900, 200), (980, 168), (1060, 210)], 26, "#40505c")


def _wet_sand(painting: Painting) -> None:
    """The sea bed at low tide: ripples, and pools that hold the sky."""
    painting.wash([(636, "#b9a98c"), (860, "#a58e6c"), (1280, "#7a6248")], 636, 1280)
    rows = max(1, round(636 * painting.scale))
    ripples = painting.noise(26, octaves=4, stretch=7)
    field = painting.pixels[rows:]
    field *= (0.82 + 0.36 * ripples[rows:])[..., None]
    pools = painting.layer()
    for x, y, across, down in (
        (520, 690, 420, 16),
        (150, 760, 240, 20),
        (880, 800, 300, 22),
        (260, 960, 330, 34),
        (1000, 1010, 250, 32),
        (560, 1180, 520, 54),
        (1330, 1190, 240, 40),
        (1150, 700, 220, 12),
    ):
        edge: list[Point] = []
        for step in range(18):
            angle = step / 18 * math.tau
            wobble = painting.random.uniform(0.7, 1.2)
            edge.append(
                (x + math.cos(angle) * across * wobble, y + math.sin(angle) * down * wobble)
            )
        pools.blob(edge)
    painting.paint(
        pools,
        "#a9c0c8",
        "#e9dcc4",
        opacity=0.85,
        texture=0.08,
        cell=40,
        stretch=6,
        light=Light("#5f5140", 0, -5, 0.5),
    )
    sparks = painting.layer()
    for _ in range(240):
        row = painting.random.uniform(660, 1260)
        sparks.ellipse(painting.random.normal(420, 360), row, 2 + row / 160, 1.2)
    painting.paint(sparks, "#fff2d8", opacity=0.75, blur=0.6)


def _wall(painting: Painting) -> None:
    """The wall in perspective: courses of old stone, weed below, a path and a small lamp."""
    top = [(1960.0, 560.0), (1080.0, 505.0)]
    foot = [(1060.0, 560.0), (1960.0, 1190.0)]
    face = painting.layer().polygon([*top, *foot])
    painting.paint(
        face, "#8d8578", "#4f4a44", texture=0.3, cell=30, shade=Light("#2b2a2a", 0, 40, 0.5)
    )
    stones = painting.layer()
    joints = painting.layer()
    for course in range(11):
        for index in range(26):
            corner = [
                _on_wall((index + shift + (course % 2) * 0.5) / 26, (course + drop) / 11)
                for shift, drop in ((0.06, 0.08), (0.94, 0.08), (0.94, 0.92), (0.06, 0.92))
            ]
            if painting.random.random() < 0.55:
                stones.polygon(corner)
            joints.line([corner[0], corner[1]], 2)
            joints.line([corner[1], corner[2]], 1.5)
    painting.paint(stones, "#b3a892", "#6b645a", opacity=0.5, texture=0.3, cell=18)
    painting.paint(joints, "#2f2c2a", opacity=0.45)
    weed = painting.layer()
    for _ in range(620):
        share = painting.random.random() ** 1.4
        x, y = _on_wall(share, painting.random.uniform(0.66, 1.0))
        weed.stroke(
            [(x, y), (x + painting.random.normal() * 6, y + 14 + 26 * share)], 5 + 8 * share, 1
        )
    painting.paint(weed, "#39492f", "#2b3a26", opacity=0.85, texture=0.3, cell=10)
    cap = painting.layer().polygon([(1080, 497), (1960, 500), (1960, 566), (1080, 509)])
    painting.paint(
        cap, "#d8cdb8", "#a89d8a", texture=0.16, cell=20, light=Light("#fff1d8", -3, -4, 0.7)
    )
    rocks = painting.layer()
    for _ in range(46):
        share = painting.random.random() ** 1.3
        x, y = _on_wall(share, 1.0)
        size = 10 + 44 * share
        rocks.ellipse(x - size * painting.random.uniform(0, 1.6), y + size * 0.4, size, size * 0.6)
    painting.paint(rocks, "#4c4a42", "#2d2b28", texture=0.35, cell=16, light=_WEST)


def _on_wall(along: float, down: float) -> Point:
    """A place on the wall's face, from its far end (0) and its top (0)."""
    near = along**1.7
    x = 1066 + 900 * near
    top, bottom = 506 + 54 * near, 560 + 632 * near
    return (x, top + (bottom - top) * down)


def _stranded_boat(
    painting: Painting, x: float, y: float, size: float, tone: str, lean: float
) -> None:
    """A fishing boat on the sand, leaning on its keel."""

    def at(across: float, up: float) -> Point:
        turned = (
            across * math.cos(lean) + up * math.sin(lean),
            up * math.cos(lean) - across * math.sin(lean),
        )
        return (x + turned[0] * size, y - turned[1] * size)

    shadow = painting.layer().ellipse(x + 40 * size, y + 6 * size, 260 * size, 22 * size)
    painting.paint(shadow, "#2c241c", opacity=0.55, blur=10)
    mast = painting.layer().stroke([at(30, 90), at(40, 430)], 9 * size, 5 * size)
    mast.line([at(36, 400), at(-210, 110)], 2.5 * size)
    mast.line([at(36, 400), at(220, 120)], 2.5 * size)
    painting.paint(mast, "#5a4634", light=_WEST)
    cabin = painting.layer().polygon([at(-150, 90), at(-146, 190), at(-20, 190), at(-20, 88)])
    painting.paint(cabin, "#e4dcc6", "#b3aa96", light=_WEST)
    pane = painting.layer().polygon([at(-130, 130), at(-128, 172), at(-92, 172), at(-92, 130)])
    pane.polygon([at(-78, 130), at(-76, 172), at(-38, 172), at(-38, 130)])
    painting.paint(pane, "#4a6470")
    hull = painting.layer().polygon(
        smooth_path([at(-260, 128), at(-120, 92), at(80, 90), at(270, 156)])
        + smooth_path([at(236, 70), at(130, 6), at(-120, 2), at(-226, 40)])
    )
    painting.paint(
        hull,
        tone,
        "#2a2b2c",
        texture=0.2,
        cell=18,
        stretch=6,
        light=_WEST,
        shade=Light("#1b1a1c", 10, 16, 0.5),
    )
    band = painting.layer().stroke(
        smooth_path([at(-258, 118), at(-120, 82), at(80, 80), at(266, 142)]), 9 * size, 9 * size
    )
    painting.paint(band, "#e9dcbc", light=_WEST)
    rope = painting.layer().line(smooth_path([at(262, 120), at(330, 30), at(440, 8)]), 3 * size)
    painting.paint(rope, "#c9b78f")


def _gatherers(painting: Painting) -> None:
    """People with buckets on the flats and one who measures the wall."""
    for x, y, tall, shirt, bent, facing in (
        (820, 705, 78, "#a0483e", 0.9, 1),
        (905, 712, 80, "#3f6a7c", 0.2, -1),
        (470, 700, 72, "#7a6a4a", 0.9, -1),
        (1130, 905, 190, "#c58a3c", 0.1, 1),
    ):
        painting.paint(
            painting.layer().ellipse(x, y, tall * 0.4, 4), "#3b3024", opacity=0.5, blur=3
        )
        dress = Clothes(shirt, "#2c2f36", "#7a543e", "#1c1815", "#e3d2a0")
        hand = person(painting, (x, y), tall, dress, facing=facing, bent=bent, light=_WEST)
        bucket = painting.layer().rectangle(
            hand[0] - tall * 0.07, hand[1], hand[0] + tall * 0.07, hand[1] + tall * 0.16
        )
        painting.paint(bucket, "#3a6fa0" if tall < 150 else "#d9cfae", light=_WEST)


def harbour_lamp(painting: Painting) -> None:
    """The lamp at the end of the wall is lit at dusk; the tide has come back."""
    horizon = 760
    painting.wash(
        [(0, "#182a4a"), (300, "#3a4f78"), (520, "#8a6f8c"), (660, "#d98f7c"), (horizon, "#f3b583")]
    )
    painting.clouds(180, 640, "#f2a184", "#4a4c72", cover=0.5, cell=260, stretch=4)
    stars = painting.layer()
    for _ in range(130):
        stars.ellipse(painting.random.uniform(0, 1920), painting.random.uniform(0, 380), 1.5, 1.5)
    painting.paint(stars, "#e9ecff", opacity=0.8)
    painting.paint(
        painting.layer().polygon(ridge(painting, 740, 70, floor=780)), "#5b5578", "#8e6f80"
    )
    before_sea = [(x, horizon - 8) for x in range(60, 800, 46)]
    town = painting.layer()
    for x, y in before_sea:
        town.ellipse(x + painting.random.uniform(-14, 14), y - painting.random.uniform(0, 22), 3, 3)
    painting.paint(town, "#ffd98a", blur=1)
    painting.mirror(horizon, 1280, "#3a4468", near="#141d38", amount=0.8, ripple=11)
    before = painting.pixels.copy()
    _pier(painting)
    _lamp_tower(painting)
    painting.reflect(before, 990, 1280, amount=0.8, ripple=12, dim=0.6)
    painting.glow(1330, 330, 260, "#ffcf7a", 0.55)
    painting.glow(1330, 330, 70, "#fff2cc", 0.9)
    beam = painting.layer().polygon([(1330, 322), (-60, 170), (-60, 400), (1330, 340)])
    painting.paint(beam, "#ffe0a0", opacity=0.16, blur=20)
    painting.glints(1330, 1000, 1280, 60, "#ffdf9a", 260)
    _rower(painting)


def _pier(painting: Painting) -> None:
    """The wall's end, dark stones above the water, two figures on it."""
    wall = painting.layer().polygon(
        [(900, 990), (930, 850), (1000, 836), (1960, 800), (1960, 1000)]
    )
    painting.paint(
        wall, "#4d4a5c", "#1d2034", texture=0.3, cell=40, light=Light("#f2a882", -4, -5, 0.7)
    )
    joints = painting.layer()
    for course in range(6):
        y = 858 + course * 24
        joints.line([(930, y), (1960, y - 26 + course * 5)], 2)
        for x in range(940 + (course % 2) * 34, 1960, 70):
            joints.line([(x, y - 2), (x, y + 20)], 2)
    painting.paint(joints, "#12142a", opacity=0.5)
    glow = Light("#ffcf8a", -4, -4, 0.8)
    person(painting, (1560, 818), 132, DARK, facing=-1, light=glow)
    person(painting, (1630, 816), 108, DARK, facing=-1, light=glow)
    rail = painting.layer()
    for x in range(1440, 1960, 64):
        rail.line([(x, 816 - (x - 1440) * 0.03), (x, 762 - (x - 1440) * 0.03)], 5)
    rail.line([(1440, 764), (1960, 746)], 5)
    painting.paint(rail, "#1b1d30", light=glow)


def _lamp_tower(painting: Painting) -> None:
    """A white round tower with a red gallery and a lantern room."""
    tower = painting.layer().polygon([(1262, 842), (1284, 400), (1376, 400), (1398, 836)])
    dark = Light("#3a3a5c", -42, 0, 0.85)
    painting.paint(
        tower,
        "#e6d9d0",
        "#a89aa4",
        texture=0.08,
        cell=60,
        light=Light("#ffc9a0", 16, 0, 0.6),
        shade=dark,
    )
    band = painting.layer().polygon([(1272, 640), (1277, 540), (1383, 540), (1388, 640)])
    painting.paint(
        band,
        "#b8443a",
        "#93332f",
        light=Light("#ff9a78", 16, 0, 0.5),
        shade=Light("#47203a", -42, 0, 0.8),
    )
    door = painting.layer().rectangle(1308, 760, 1352, 838, round_by=18)
    door.rectangle(1322, 690, 1340, 720, round_by=6)
    door.rectangle(1322, 470, 1340, 500, round_by=6)
    painting.paint(door, "#2b2740")
    gallery = painting.layer().rectangle(1266, 384, 1394, 404, round_by=3)
    for x in range(1268, 1394, 14):
        gallery.line([(x, 356), (x, 386)], 2.4)
    gallery.line([(1266, 356), (1394, 356)], 3)
    painting.paint(gallery, "#33293f", light=Light("#ffc08a", 0, -4, 0.6))
    room = painting.layer().rectangle(1294, 300, 1366, 384)
    painting.paint(room, "#fff0c4", "#ffcf7a")
    bars = painting.layer()
    for x in (1294, 1318, 1342, 1366):
        bars.line([(x, 300), (x, 384)], 4)
    bars.polygon([(1284, 302), (1330, 246), (1376, 302)])
    bars.line([(1330, 222), (1330, 250)], 5)
    painting.paint(bars, "#4a2a38")


def _rower(painting: Painting) -> None:
    """A small boat comes home in front of the pier."""
    before = painting.pixels.copy()
    hull = painting.layer().blob([(330, 1020), (450, 1040), (580, 1014), (550, 1058), (360, 1060)])
    painting.paint(hull, "#2c2a40", "#15172a", light=Light("#f2a882", 2, -4, 0.8))
    hand = person(
        painting, (420, 1042), 150, DARK, facing=1, bent=0.35, light=Light("#f7b48c", 4, -3, 0.8)
    )
    oar = painting.layer().stroke([(hand[0] - 20, hand[1] - 40), (hand[0] + 120, 1064)], 6, 4)
    painting.paint(oar, "#1d1b2c")
    painting.glow(560, 1000, 26, "#ffcf8a", 0.9)
    painting.reflect(before, 1060, 1270, amount=0.85, ripple=12, dim=0.7)
