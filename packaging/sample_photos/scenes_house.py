"""Scenes of rooms and fronts: a town of paper, milk for a school, an old cinema at dusk."""

from __future__ import annotations

import math

from sample_photos.brush import Layer, Point, smooth_path
from sample_photos.figures import DARK, Clothes, person, windows
from sample_photos.nature import foliage, palm
from sample_photos.painting import Light, Painting

_WARM = Light("#ffe0a4", -4, -4, 0.75)


def paper_houses(painting: Painting) -> None:
    """A town of folded paper on a table, lit from inside, under a window at night."""
    painting.wash([(0, "#1d2c4a"), (500, "#2f3f5c"), (780, "#4a4458")])
    painting.clouds(0, 620, "#3f5478", "#18243e", cover=0.5, cell=300, stretch=2, opacity=0.5)
    painting.glow(960, 760, 520, "#ff9f50", 0.32, flat=1.7)
    painting.wash([(900, "#6a4630"), (1280, "#2a1a14")], 900, 1280)
    edge = round(900 * painting.scale)
    grain = painting.noise(16, octaves=4, stretch=14)[edge:]
    painting.pixels[edge:] *= (0.8 + 0.4 * grain)[..., None]
    rows = ((560, 0.62, 13, 0.35), (660, 0.8, 11, 0.6), (780, 1.05, 9, 0.85), (930, 1.4, 7, 1.0))
    for depth, (foot, size, count, light) in enumerate(rows):
        for index in range(count):
            x = (index + 0.5 + (depth % 2) * 0.3) * 1920 / count + painting.random.normal() * 16
            _paper_house(painting, (x, foot + 120), size, light)
        painting.haze(foot + 130, 60, "#ffb878", 0.16)
    _hands(painting)
    _scissors(painting)


def _paper_house(painting: Painting, foot: Point, size: float, light: float) -> None:
    """One folded house: a lit front, a side in shade, a gable or a balcony, cut-out windows."""
    x, y = foot
    wide = painting.random.uniform(56, 78) * size
    tall = painting.random.uniform(150, 300) * size
    depth = wide * 0.55
    paper = ("#f3e3c4", "#efd2ae", "#f6ead2", "#e9c7a2", "#dfe0cc")[
        int(painting.random.integers(0, 5))
    ]
    front = painting.layer().rectangle(x - wide, y - tall, x + wide, y)
    painting.paint(
        front, paper, "#d99a58", texture=0.07, cell=50, light=Light("#fff6e0", -3, -3, 0.5)
    )
    side = painting.layer().polygon(
        [
            (x + wide, y - tall),
            (x + wide + depth, y - tall + depth * 0.5),
            (x + wide + depth, y - depth * 0.4),
            (x + wide, y),
        ]
    )
    painting.paint(side, "#9c7a64", "#6f4a3c", texture=0.1, cell=40)
    gable = painting.layer().polygon(
        [(x - wide * 1.12, y - tall), (x, y - tall - wide * 0.85), (x + wide * 1.12, y - tall)]
    )
    painting.paint(
        gable,
        "#c9735a" if tall % 3 > 1.4 else "#8f9f9a",
        "#a8583f" if tall % 3 > 1.4 else "#6f807c",
        texture=0.1,
        light=_WARM,
    )
    slope = painting.layer().polygon(
        [
            (x, y - tall - wide * 0.85),
            (x + depth, y - tall - wide * 0.6),
            (x + wide * 1.12 + depth, y - tall + depth * 0.5),
            (x + wide * 1.12, y - tall),
        ]
    )
    painting.paint(slope, "#7a4438", "#5a3430")
    _paper_windows(painting, foot, (wide, tall), size, light)


def _paper_windows(
    painting: Painting, foot: Point, extent: Point, size: float, light: float
) -> None:
    """Cut-out windows and a door with light behind them, bars and sills."""
    x, y = foot
    wide, tall = extent
    floors = max(2, int(tall / (72 * size)))
    glass = windows(
        painting.layer(),
        (x - wide * 0.66, y - tall + 24 * size),
        (2, floors),
        (wide * 0.78, (tall - 60 * size) / floors),
        (wide * 0.5, 34 * size),
    )
    glass.rectangle(x - wide * 0.22, y - 44 * size, x + wide * 0.22, y)
    painting.paint(glass, "#fff2bc", "#ffc464")
    for row in range(floors):
        painting.glow(
            x,
            y - tall + 40 * size + row * (tall - 60 * size) / floors,
            wide * 0.9,
            "#ffc878",
            0.2 * light,
        )
    bars = painting.layer()
    for row in range(floors):
        at = y - tall + 24 * size + row * (tall - 60 * size) / floors
        for left in (x - wide * 0.66, x + wide * 0.12):
            bars.line([(left + wide * 0.25, at), (left + wide * 0.25, at + 34 * size)], 2.5 * size)
            bars.line(
                [(left - 4, at + 38 * size), (left + wide * 0.5 + 4, at + 38 * size)], 4 * size
            )
    painting.paint(bars, "#a8683c", opacity=0.9)


def _hands(painting: Painting) -> None:
    """A hand sets a small roof on a house at the right."""
    sleeve = painting.layer().polygon(
        smooth_path([(1960, 700), (1800, 760), (1690, 850), (1730, 930), (1850, 930), (1960, 900)])
    )
    painting.paint(sleeve, "#3f5a78", "#26364a", texture=0.15, light=Light("#ffcf96", -6, 2, 0.6))
    hand = painting.layer().blob(
        [
            (1742, 846),
            (1690, 838),
            (1610, 856),
            (1580, 884),
            (1600, 900),
            (1650, 892),
            (1600, 922),
            (1624, 938),
            (1690, 920),
            (1752, 914),
        ]
    )
    painting.paint(
        hand,
        "#b5805c",
        "#8a5a40",
        light=Light("#ffd9a8", -5, -2, 0.8),
        shade=Light("#5a3426", 6, 8, 0.5),
    )
    roof = painting.layer().polygon([(1480, 912), (1550, 836), (1624, 912)])
    painting.paint(roof, "#d98a5c", "#b5654a", light=_WARM)


def _scissors(painting: Painting) -> None:
    """Scissors, a ruler and scraps of paper on the near edge of the table."""
    scraps = painting.layer()
    for _ in range(26):
        x, y = painting.random.uniform(60, 1860), painting.random.uniform(1110, 1260)
        size = painting.random.uniform(14, 46)
        scraps.polygon(
            [
                (x, y),
                (x + size, y - size * 0.3),
                (x + size * 1.2, y + size * 0.3),
                (x + size * 0.2, y + size * 0.5),
            ]
        )
    painting.paint(scraps, "#e9d9b8", "#c9b48a", opacity=0.9, light=_WARM)
    ruler = painting.layer().polygon([(1120, 1150), (1620, 1110), (1628, 1156), (1128, 1198)])
    painting.paint(ruler, "#d9b060", light=_WARM)
    blades = painting.layer().stroke([(420, 1180), (720, 1120)], 20, 3)
    blades.stroke([(420, 1150), (716, 1140)], 20, 3)
    painting.paint(blades, "#d0d3d6", "#8a8e94", light=Light("#ffffff", -2, -3, 0.8))
    for x, y in ((378, 1138), (382, 1196)):
        ring = painting.layer().ellipse(x, y, 48, 30)
        ring.ellipse(x, y, 30, 16, 0)
        painting.paint(ring, "#b5402f", light=_WARM)


def school_milk(painting: Painting) -> None:
    """Crates of milk in a school yard in the morning; pupils queue under a flame tree."""
    painting.wash([(0, "#8fc0d8"), (420, "#cfe2da"), (700, "#f6ecd0")])
    painting.clouds(10, 420, "#ffffff", "#b9ccd4", cover=0.6, cell=240, stretch=2.4)
    wall = painting.layer().rectangle(-10, 300, 1930, 860)
    painting.paint(
        wall, "#f0d48a", "#e3bd6c", texture=0.1, cell=120, light=Light("#fff6d8", 0, -6, 0.6)
    )
    roof = painting.layer().polygon([(-10, 310), (60, 220), (1860, 220), (1930, 310)])
    painting.paint(roof, "#b5583c", "#8f4030", texture=0.25, cell=8, stretch=0.4, light=_WARM)
    for x in range(90, 1900, 300):
        frame = painting.layer().rectangle(x - 12, 408, x + 182, 672)
        painting.paint(frame, "#4f8a74", light=_WARM)
        panes = windows(painting.layer(), (x, 420), (3, 2), (60, 124), (50, 112))
        painting.paint(panes, "#a9c9c6", "#6f949a", light=Light("#ffffff", -3, -3, 0.5))
    painting.wash([(860, "#d9b98c"), (1280, "#a8845c")], 860, 1280)
    edge = round(860 * painting.scale)
    painting.pixels[edge:] *= (0.88 + 0.24 * painting.noise(40, octaves=4, stretch=3)[edge:])[
        ..., None
    ]
    painting.paint(
        painting.layer().rectangle(-10, 830, 1930, 872),
        "#c9b79a",
        "#a8967c",
        light=Light("#fff6dc", 0, -3, 0.7),
    )
    _flame_tree(painting)
    _queue(painting)
    _milk_table(painting)


def _flame_tree(painting: Painting) -> None:
    """A tree in flower at the left, and its shade on the yard."""
    painting.paint(painting.layer().ellipse(330, 1080, 520, 70), "#6a4c34", opacity=0.4, blur=18)
    stem = painting.layer().stroke(smooth_path([(190, 1090), (210, 800), (180, 520)]), 90, 50)
    painting.paint(stem, "#6f5a48", "#4a3a30", texture=0.3, cell=14, stretch=0.4, light=_WARM)
    branch = painting.layer().stroke(smooth_path([(190, 640), (330, 480), (480, 400)]), 40, 14)
    branch.stroke(smooth_path([(186, 600), (90, 440), (40, 360)]), 40, 14)
    painting.paint(branch, "#6f5a48", light=_WARM)
    for x, y, wide, tall in (
        (120, 280, 260, 150),
        (400, 300, 270, 140),
        (250, 180, 300, 150),
        (560, 380, 160, 80),
    ):
        foliage(
            painting, (x, y), (wide, tall), ("#3f6a3c", "#5f8a48", "#96b45c"), leaf=18, count=240
        )
        bloom = painting.layer()
        for _ in range(110):
            angle, away = painting.random.uniform(0, math.tau), math.sqrt(painting.random.random())
            bloom.ellipse(
                x + math.cos(angle) * wide * away, y + math.sin(angle) * tall * away, 11, 8
            )
        painting.paint(bloom, "#e0502f", light=Light("#ffb080", -2, -2, 0.8))


def _queue(painting: Painting) -> None:
    """Pupils in white shirts and red-brown bags wait their turn."""
    for index, x in enumerate((640, 760, 872, 985)):
        tall = 236 + (index % 3) * 22
        painting.paint(
            painting.layer().ellipse(x + 20, 1012, 60, 9), "#6a4c34", opacity=0.5, blur=5
        )
        dress = Clothes("#f4f4ee", ("#2f4a78", "#34507a")[index % 2], "#a87552", "#1c1613")
        person(painting, (x, 1010), tall, dress, facing=1, light=_WARM)
        bag = painting.layer().rectangle(
            x - 46, 1010 - tall * 0.78, x - 8, 1010 - tall * 0.5, round_by=10
        )
        painting.paint(
            bag,
            ("#b5583c", "#3f7f74", "#d9a23c", "#7a5a9c")[index],
            light=_WARM,
            shade=Light("#2a1a18", 6, 4, 0.4),
        )


def _milk_table(painting: Painting) -> None:
    """A table with bottles in crates, and a teacher who hands one over."""
    apron = Clothes("#5f8fb0", "#3a3c44", "#a87552", "#1c1613")
    person(painting, (1330, 1040), 390, apron, facing=-1, arm=(1128, 800), light=_WARM)
    painting.paint(painting.layer().ellipse(1480, 1160, 420, 26), "#5a3f2c", opacity=0.5, blur=12)
    legs = painting.layer()
    for x in (1180, 1790):
        legs.line([(x, 940), (x - 10, 1160)], 20)
    painting.paint(legs, "#7a5a3c", light=_WARM)
    table = painting.layer().polygon([(1130, 920), (1830, 920), (1870, 970), (1090, 970)])
    painting.paint(table, "#d9b27c", "#b58a58", texture=0.2, cell=12, stretch=8, light=_WARM)
    for x in (1400, 1640):
        _crate(painting, x, 950)
    _bottle(painting, (1128, 838), 0.8)
    _bottle(painting, (1200, 940), 1.0)
    _bottle(painting, (1256, 946), 1.0)
    for x in (1500, 1730):
        _crate(painting, x, 1200)


def _crate(painting: Painting, x: float, foot: float) -> None:
    """A wooden crate of bottles."""
    for index in range(5):
        _bottle(painting, (x - 84 + index * 42, foot - 34), 0.92)
    box = painting.layer().rectangle(x - 112, foot - 78, x + 112, foot, round_by=4)
    painting.paint(
        box,
        "#c7783e",
        "#94522a",
        texture=0.25,
        cell=12,
        stretch=7,
        light=_WARM,
        shade=Light("#3a2014", 20, 10, 0.45),
    )
    gaps = painting.layer().rectangle(x - 108, foot - 42, x + 108, foot - 36)
    gaps.rectangle(x - 26, foot - 66, x + 26, foot - 54, round_by=5)
    painting.paint(gaps, "#4a2a18", opacity=0.7)


def _bottle(painting: Painting, foot: Point, size: float) -> None:
    """A glass bottle of milk with a blue cap."""
    x, y = foot
    glass = painting.layer().polygon(
        smooth_path(
            [
                (x - 17 * size, y),
                (x - 18 * size, y - 62 * size),
                (x - 8 * size, y - 88 * size),
                (x - 8 * size, y - 106 * size),
                (x + 8 * size, y - 106 * size),
                (x + 8 * size, y - 88 * size),
                (x + 18 * size, y - 62 * size),
                (x + 17 * size, y),
            ]
        )
    )
    painting.paint(
        glass,
        "#fbfaf2",
        "#dfe3e0",
        light=Light("#ffffff", -3, -2, 0.9),
        shade=Light("#9aa8b0", 7 * size, 0, 0.7),
    )
    cap = painting.layer().rectangle(
        x - 10 * size, y - 114 * size, x + 10 * size, y - 102 * size, round_by=3
    )
    painting.paint(cap, "#2f6fa8", light=_WARM)


def old_cinema(painting: Painting) -> None:
    """The front of an old cinema at dusk, its sign half lit, bicycles along the kerb."""
    painting.wash([(0, "#23345c"), (340, "#5a5a86"), (620, "#c98a86"), (860, "#f0b48a")])
    painting.clouds(40, 620, "#f0a08a", "#454a74", cover=0.52, cell=260, stretch=3)
    for x, wide, top, tone in ((-20, 430, 420, "#5a4a5c"), (1490, 460, 380, "#54485e")):
        painting.paint(
            painting.layer().rectangle(x, top, x + wide, 980),
            tone,
            "#6f5458",
            texture=0.15,
            cell=60,
            light=Light("#f0a888", 0, -4, 0.5),
        )
        glass = windows(painting.layer(), (x + 50, top + 60), (3, 4), (128, 130), (66, 78))
        painting.paint(glass, "#32304a", "#4a3e52")
        painting.paint(
            painting.layer().rectangle(x + 178, top + 190, x + 244, top + 268), "#ffd48c", "#e8a052"
        )
    _facade(painting)
    painting.wash([(980, "#6a5458"), (1280, "#2c2634")], 980, 1280)
    painting.paint(
        painting.layer().rectangle(-10, 966, 1930, 990),
        "#a08a84",
        "#6f5e60",
        light=Light("#ffd9b0", 0, -3, 0.6),
    )
    before = painting.pixels.copy()
    painting.mirror(990, 1280, "#4a3c48", near="#241f2c", amount=0.42, ripple=14)
    painting.pixels = painting.pixels * 0.75 + before * 0.25
    for x, tone in ((330, "#3f6f74"), (470, "#a8483c"), (1540, "#4a5a86")):
        _parked(painting, (x, 1010), tone)
    for x, tall, facing in ((860, 168, 1), (930, 160, -1), (1150, 172, -1)):
        person(painting, (x, 985), tall, DARK, facing=facing, light=Light("#ffcf8a", 3, -4, 0.75))
    palm(
        painting, (1740, 1000), (1700, 470), 190, ("#1f3440", "#2c4448", "#5a6458"), wood="#2c2a34"
    )


def _facade(painting: Painting) -> None:
    """The cinema: a stepped front, a tall fin with letters, a lit canopy, doors and posters."""
    dusk = Light("#ffb898", -6, -5, 0.5)
    body = painting.layer().polygon(
        [
            (420, 980),
            (420, 360),
            (560, 360),
            (560, 280),
            (760, 280),
            (760, 210),
            (1160, 210),
            (1160, 280),
            (1360, 280),
            (1360, 360),
            (1500, 360),
            (1500, 980),
        ]
    )
    painting.paint(
        body,
        "#d9b894",
        "#b58a74",
        texture=0.12,
        cell=70,
        light=dusk,
        shade=Light("#3c2c44", 40, 0, 0.4),
    )
    ribs = painting.layer()
    for x in (600, 640, 680, 1240, 1280, 1320):
        ribs.rectangle(x, 320, x + 16, 640)
    painting.paint(ribs, "#9c6f62", opacity=0.8, light=dusk)
    fin = painting.layer().rectangle(880, 90, 1040, 650, round_by=30)
    painting.paint(fin, "#a8453c", "#7c2f34", light=dusk, shade=Light("#2c1424", 18, 0, 0.5))
    letters = painting.layer()
    _letters(letters, 960, 140)
    painting.paint(letters, "#fff0c4")
    for y in (180, 270, 370, 460):
        painting.glow(960, y, 70, "#ffb060", 0.3)
    _entrance(painting, dusk)


def _entrance(painting: Painting, dusk: Light) -> None:
    """A canopy with bulbs, some dead, glass doors, posters on both sides."""
    canopy = painting.layer().polygon([(520, 650), (1400, 650), (1450, 720), (470, 720)])
    painting.paint(canopy, "#8a3a38", "#5a2630", light=dusk)
    board = painting.layer().rectangle(560, 662, 1360, 708, round_by=4)
    painting.paint(board, "#fff4d0", "#f0cf94")
    words = painting.layer()
    for index in range(22):
        if index not in (6, 7, 14):
            words.rectangle(584 + index * 35, 674, 606 + index * 35, 696, round_by=2)
    painting.paint(words, "#3c2a30", opacity=0.85)
    bulbs = painting.layer()
    for index in range(25):
        if index not in (5, 17, 18):
            bulbs.ellipse(480 + index * 40, 728, 8, 8)
            painting.glow(480 + index * 40, 732, 26, "#ffcf7a", 0.35)
    painting.paint(bulbs, "#fff6d4")
    doors = windows(painting.layer(), (720, 760), (4, 1), (124, 1), (108, 220))
    painting.paint(doors, "#ffd48a", "#b5703c")
    frames = painting.layer()
    for column in range(5):
        frames.line([(712 + column * 124, 752), (712 + column * 124, 980)], 12)
    frames.line([(712, 756), (1208, 756)], 12)
    painting.paint(frames, "#4a2c2c", light=_WARM)
    for x, tone, second in (
        (500, "#3f7f84", "#f0d08a"),
        (610, "#c9703c", "#3c2c44"),
        (1262, "#6f5a8a", "#f0b08a"),
        (1372, "#4f7a4a", "#f6e6b8"),
    ):
        painting.paint(painting.layer().rectangle(x, 790, x + 84, 920), "#f0e2c4", light=_WARM)
        painting.paint(painting.layer().rectangle(x + 8, 798, x + 76, 912), tone, second)
        painting.paint(painting.layer().ellipse(x + 42, 846, 20, 20), second)


def _letters(layer: Layer, x: float, top: float) -> None:
    """The letters of RẠNG, the cinema's name, one below the other, and a small star."""
    wide, tall, thick = 34.0, 66.0, 13.0
    left, right = x - wide, x + wide
    y = top
    layer.line(
        [
            (left, y + tall),
            (left, y),
            (right - 8, y),
            (right, y + 16),
            (right - 8, y + 34),
            (left, y + 34),
        ],
        thick,
    )
    layer.line([(x - 4, y + 34), (right, y + tall)], thick)
    y += 92
    layer.line([(left, y + tall), (x, y), (right, y + tall)], thick)
    layer.line([(left + 14, y + 44), (right - 14, y + 44)], thick)
    layer.ellipse(x, y + tall + 17, 7, 7)
    y += 104
    layer.line([(left, y + tall), (left, y), (right, y + tall), (right, y)], thick)
    y += 96
    layer.line(
        [
            (right, y + 8),
            (x, y - 2),
            (left, y + 14),
            (left, y + 54),
            (x, y + 68),
            (right, y + 58),
            (right, y + 36),
            (x + 4, y + 36),
        ],
        thick,
    )
    layer.ellipse(x, y + 118, 18, 18)


def _parked(painting: Painting, at: Point, tone: str) -> None:
    """A bicycle leaning at the kerb."""
    x, y = at
    wheels = painting.layer()
    for side in (-52, 52):
        wheels.ellipse(x + side, y - 42, 41, 41)
        wheels.ellipse(x + side, y - 42, 35, 35, 0)
    painting.paint(wheels, "#1b1822", light=Light("#f0b890", -2, -2, 0.7))
    frame = painting.layer()
    for start, end in (
        ((-52, -42), (-4, -42)),
        ((-4, -42), (-20, -96)),
        ((-20, -96), (34, -94)),
        ((-4, -42), (34, -94)),
        ((52, -42), (28, -118)),
        ((-52, -42), (-20, -96)),
    ):
        frame.line([(x + start[0], y + start[1]), (x + end[0], y + end[1])], 6)
    frame.line([(x + 28, y - 118), (x + 2, y - 122)], 6)
    frame.line([(x - 36, y - 102), (x - 6, y - 102)], 9)
    painting.paint(frame, tone, light=_WARM)
