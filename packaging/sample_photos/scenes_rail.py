"""Scenes of rail: the night train by a lake, tram line 4 on its hill."""

from __future__ import annotations

from sample_photos.brush import smooth_path
from sample_photos.figures import Clothes, on_face, person, windows
from sample_photos.nature import foliage, ridge
from sample_photos.painting import Light, Painting

_LAMP = Light("#ffcf86", -4, -4, 0.75)


def night_train(painting: Painting) -> None:
    """A night train with lit windows runs along a mountain lake under the moon."""
    horizon = 760
    painting.wash([(0, "#0f1c3a"), (320, "#213a64"), (600, "#4f6a90"), (horizon, "#8a97ac")])
    stars = painting.layer()
    for _ in range(260):
        size = painting.random.uniform(0.8, 2.2)
        stars.ellipse(painting.random.uniform(0, 1920), painting.random.uniform(0, 520), size, size)
    painting.paint(stars, "#eef2ff", opacity=0.85)
    painting.clouds(60, 560, "#7f94ba", "#23355a", cover=0.46, cell=260, stretch=3.4, opacity=0.7)
    painting.glow(430, 210, 240, "#c9d8f5", 0.45)
    painting.paint(painting.layer().ellipse(430, 210, 66, 66), "#f6f3e2", texture=0.1, cell=40)
    for base, tall, top, low in (
        (560, 420, "#41587e", "#6a7d9a"),
        (650, 330, "#2c4266", "#4f6484"),
        (720, 220, "#1c2f4c", "#334a68"),
    ):
        painting.paint(
            painting.layer().polygon(ridge(painting, base, tall, floor=horizon)),
            top,
            low,
            texture=0.12,
            cell=80,
            light=Light("#b9c8e4", -5, -6, 0.35),
        )
        painting.haze(base + 60, 60, "#8fa2c2", 0.35)
    _embankment(painting)
    _train(painting, 812)
    painting.mirror(900, 1280, "#24385c", near="#0c1730", amount=0.82, ripple=8)
    painting.glints(430, 905, 1280, 60, "#dfe8fa", 260, strength=0.6)
    painting.haze(905, 26, "#7f94b8", 0.3)
    for x, y, size in ((90, 1270, 1.4), (1840, 1290, 1.6)):
        _pine(painting, x, y, size * 420)
        _pine(painting, x + 120, y + 40, size * 300)


def _embankment(painting: Painting) -> None:
    """The line along the shore: stones, a wall, wires on posts."""
    bank = painting.layer().polygon([(-10, 806), (1930, 806), (1930, 910), (-10, 910)])
    painting.paint(bank, "#1c2538", "#0f1626", texture=0.4, cell=12)
    wall = painting.layer().rectangle(-10, 800, 1930, 818)
    painting.paint(wall, "#39445c", texture=0.2, light=Light("#a9b8d8", 0, -3, 0.5))
    for x in range(-40, 1960, 90):
        size = painting.random.uniform(30, 64)
        foliage(
            painting,
            (x, 796 - size * 0.2),
            (size, size * 0.55),
            ("#101c2c", "#16263a", "#24384c"),
            leaf=9,
            count=60,
        )
    posts = painting.layer()
    for x in range(60, 1960, 300):
        posts.line([(x, 820), (x, 590)], 8)
        posts.line([(x, 606), (x + 80, 618)], 5)
    for lift in (618, 634):
        posts.line([(-10, lift), (1930, lift)], 2)
    painting.paint(posts, "#0d1524")


def _train(painting: Painting, rail: float) -> None:
    """Engine and sleeping cars, every window warm."""
    tones = ("#2f5f5a", "#2f5f5a", "#2f5f5a", "#2f5f5a", "#8a3a34")
    for index, tone in enumerate(tones):
        left = -160 + index * 366
        right = left + 354
        top = rail - 138
        body = painting.layer().rectangle(left, top, right, rail - 18, round_by=14)
        painting.paint(
            body,
            tone,
            "#172a34",
            texture=0.08,
            light=Light("#a9c4d8", 0, -8, 0.6),
            shade=Light("#0a1420", 0, 30, 0.5),
        )
        stripe = painting.layer().rectangle(left + 2, rail - 52, right - 2, rail - 44)
        painting.paint(stripe, "#e6cf8f", opacity=0.9)
        wheels = painting.layer().rectangle(left + 20, rail - 20, right - 20, rail - 8)
        for x in (52, 92, 262, 302):
            wheels.ellipse(left + x, rail - 8, 14, 14)
        painting.paint(wheels, "#0a0f18")
        if index < 4:
            _sleeping_car(painting, left, top)
    _engine_front(painting, -160 + 4 * 366 + 354, rail)


def _sleeping_car(painting: Painting, left: float, top: float) -> None:
    """One car's windows; someone reads, someone looks out."""
    glass = windows(painting.layer(), (left + 24, top + 30), (7, 1), (45, 1), (33, 40))
    painting.paint(glass, "#ffe6a8", "#f2b45c")
    for column in range(7):
        painting.glow(left + 40 + column * 45, top + 50, 34, "#ffc870", 0.2)
    heads = painting.layer()
    for column in range(7):
        if painting.random.random() < 0.5:
            x = left + 41 + column * 45 + painting.random.uniform(-5, 5)
            heads.ellipse(x, top + 52, 6.5, 8)
            heads.ellipse(x, top + 71, 12, 11)
    painting.paint(heads, "#5a3a26")
    frames = painting.layer()
    for column in range(7):
        x = left + 24 + column * 45
        frames.line(
            [(x, top + 30), (x + 33, top + 30), (x + 33, top + 70), (x, top + 70), (x, top + 30)],
            2.4,
        )
    painting.paint(frames, "#1b2f34")


def _engine_front(painting: Painting, nose: float, rail: float) -> None:
    """The head lamp and its beam on the mist."""
    cab = painting.layer().polygon(
        [
            (nose - 60, rail - 112),
            (nose - 22, rail - 112),
            (nose - 8, rail - 74),
            (nose - 60, rail - 74),
        ]
    )
    painting.paint(cab, "#ffdf9c", "#c98a44")
    beam = painting.layer().polygon([(nose - 4, rail - 54), (1960, rail - 150), (1960, rail + 40)])
    painting.paint(beam, "#ffeec2", opacity=0.4, blur=18)
    painting.glow(nose, rail - 50, 46, "#fff4d6", 0.95)


def _pine(painting: Painting, x: float, foot: float, tall: float) -> None:
    """A dark pine close to the viewer."""
    layer = painting.layer().line([(x, foot), (x, foot - tall)], tall * 0.03)
    for step in range(12):
        y = foot - tall * (0.12 + 0.075 * step)
        wide = tall * 0.26 * (1 - step / 12.5)
        layer.polygon(
            [(x - wide, y + tall * 0.05), (x, y - tall * 0.09), (x + wide, y + tall * 0.05), (x, y)]
        )
    painting.paint(layer, "#0b1424", "#060b16", light=Light("#53698f", -4, -3, 0.5))


def tram(painting: Painting) -> None:
    """A yellow tram climbs a steep street between tiled houses to a view of the water."""
    painting.wash([(0, "#6f9fc6"), (300, "#b5cfd8"), (560, "#f6e3bd")])
    painting.clouds(10, 420, "#fffaf0", "#a5b8c6", cover=0.62, cell=230, stretch=2.6)
    painting.glow(980, 480, 300, "#ffe2a8", 0.5, flat=1.6)
    painting.paint(painting.layer().rectangle(600, 520, 1330, 640), "#8fb4bc", "#b5c9c0")
    painting.glints(980, 530, 630, 120, "#fff8e2", 120, strength=0.7)
    painting.paint(
        painting.layer().polygon(ridge(painting, 520, 34, floor=540)), "#8fa6b0", "#b5b8ac"
    )
    street = painting.layer().polygon([(860, 600), (1090, 600), (1760, 1300), (180, 1300)])
    painting.paint(street, "#b9ab96", "#7d705f", texture=0.14, cell=60)
    _cobbles(painting)
    for side in (-1, 1):
        _house_row(painting, side)
    rails = painting.layer()
    for far, near in ((915, 480), (958, 760), (992, 1130), (1034, 1420)):
        rails.stroke([(far, 604), (near, 1300)], 2, 12)
    painting.paint(rails, "#4a4846", light=Light("#fff6dc", -2, -1, 0.9))
    wires = painting.layer()
    for far, near in ((934, 560), (1014, 1180)):
        wires.line([(far, 430), (near, -40)], 2.4)
    for y, left, right in ((90, 420, 1500), (240, 620, 1330), (340, 740, 1220)):
        wires.line(smooth_path([(left, y - 20), (960, y + 8), (right, y - 20)]), 1.8)
    painting.paint(wires, "#3c3a3a", opacity=0.8)
    _tram_body(painting)
    for x, y, tall, shirt, facing in (
        (1480, 1120, 290, "#3f6a86", -1),
        (1290, 860, 130, "#b5483c", 1),
        (1345, 866, 126, "#d9cdb0", -1),
        (420, 1010, 220, "#5f7f4c", 1),
    ):
        painting.paint(
            painting.layer().ellipse(x + tall * 0.1, y, tall * 0.24, tall * 0.03),
            "#3a3026",
            opacity=0.5,
            blur=5,
        )
        person(
            painting,
            (x, y),
            tall,
            Clothes(shirt, "#2f333c", "#b58a6c", "#2a211c"),
            facing=facing,
            light=Light("#fff0c8", 4, -4, 0.7),
        )


def _cobbles(painting: Painting) -> None:
    """Setts of the street, smaller with distance."""
    layer = painting.layer()
    for row in range(40):
        depth = (row / 40) ** 1.7
        y = 604 + 690 * depth
        left, right = 860 - 680 * depth, 1090 + 670 * depth
        step = 8 + 46 * depth
        for index in range(int((right - left) / step)):
            x = left + index * step + (row % 2) * step / 2
            layer.line([(x, y), (x + step * 0.78, y)], 1 + 3 * depth)
    painting.paint(layer, "#5a4e42", opacity=0.4)


def _house_row(painting: Painting, side: int) -> None:
    """Tiled houses down one side of the street, drawn from far to near."""
    tones = ("#d8a77c", "#a9c0c0", "#e2cf9a", "#c98a76", "#8fb0b8", "#e6dcc2")
    for index in range(8):
        far, near = index / 6, (index + 1) / 6
        inner_far, inner_near = (
            975 + side * (118 + 700 * far**1.7),
            975 + side * (118 + 700 * near**1.7),
        )
        top_far, top_near = 380 - 420 * far**1.3, 380 - 420 * near**1.3
        foot_far, foot_near = 606 + 560 * far**1.7, 606 + 560 * near**1.7
        face = [
            (inner_far, top_far),
            (inner_near, top_near),
            (inner_near, foot_near),
            (inner_far, foot_far),
        ]
        shaded = Light("#3f3a44", 0, 40, 0.25) if side < 0 else Light("#2c3040", 0, 60, 0.35)
        painting.paint(
            painting.layer().polygon(face),
            tones[(index + (side > 0) * 2) % 6],
            texture=0.12,
            cell=40,
            light=Light("#fff4d2", 0, -5, 0.5),
            shade=shaded,
        )
        holes, panes = painting.layer(), painting.layer()
        for column in (0.22, 0.62):
            for row in (0.1, 0.36, 0.62):
                corners = [
                    on_face(face, column + dx, row + dy)
                    for dx, dy in ((0, 0), (0.2, 0), (0.2, 0.17), (0, 0.17))
                ]
                holes.polygon(corners)
                panes.line([corners[0], corners[3]], 3)
                panes.line(
                    [
                        on_face(face, column - 0.02, row + 0.18),
                        on_face(face, column + 0.22, row + 0.18),
                    ],
                    4,
                )
        painting.paint(holes, "#4f6470", "#6f8088", opacity=0.9)
        painting.paint(panes, "#f2ead6", opacity=0.9)
        door = [
            on_face(face, dx, dy) for dx, dy in ((0.4, 0.84), (0.58, 0.84), (0.58, 1.0), (0.4, 1.0))
        ]
        painting.paint(painting.layer().polygon(door), ("#8a3f34", "#2f5f5a", "#5a4a78")[index % 3])
        eaves = painting.layer().stroke([face[0], face[1]], 6 + 6 * far, 10 + 14 * near)
        painting.paint(eaves, "#a8583c", texture=0.2, cell=6, light=Light("#ffd9a8", 0, -3, 0.6))


def _tram_body(painting: Painting) -> None:
    """The tram, seen from its front, with the number 4 on its board."""
    painting.paint(
        painting.layer().polygon([(600, 1090), (970, 1090), (1010, 1140), (560, 1140)]),
        "#2c241e",
        opacity=0.6,
        blur=12,
    )
    side = painting.layer().polygon([(956, 580), (1030, 610), (1030, 960), (956, 1080)])
    painting.paint(side, "#c98f24", "#8a5f1a", texture=0.06)
    panes = painting.layer()
    for index in range(3):
        x = 964 + index * 22
        panes.polygon(
            [
                (x, 660 + index * 6),
                (x + 17, 664 + index * 6),
                (x + 17, 800 - index * 10),
                (x, 806 - index * 8),
            ]
        )
    painting.paint(panes, "#6f8f9c")
    body = painting.layer().polygon(
        smooth_path(
            [
                (612, 1070),
                (600, 860),
                (612, 620),
                (650, 560),
                (780, 540),
                (910, 560),
                (950, 620),
                (962, 860),
                (950, 1070),
            ]
        )
    )
    painting.paint(
        body,
        "#f2bd3a",
        "#d9962a",
        texture=0.05,
        light=Light("#fff2c0", -8, -6, 0.7),
        shade=Light("#7a4a18", 26, 10, 0.45),
    )
    cream = painting.layer().polygon([(606, 640), (952, 640), (956, 830), (602, 830)])
    painting.paint(cream, "#f6efd8", "#e6dab8")
    glass = painting.layer()
    for left, right in ((622, 716), (730, 832), (846, 938)):
        glass.rectangle(left, 660, right, 812, round_by=10)
    painting.paint(glass, "#a9cbd6", "#4f6a78", light=Light("#ffffff", -4, -4, 0.6))
    person(painting, (776, 860), 190, Clothes("#2b3a4c", "#23262c", "#a87c60", "#1c1815"), facing=1)
    painting.paint(
        painting.layer().polygon([(604, 812), (954, 812), (956, 884), (602, 884)]), "#f2bd3a"
    )
    _tram_front(painting)


def _tram_front(painting: Painting) -> None:
    """The number board, the head lamp, the bumper and the pole to the wire."""
    board = painting.layer().rectangle(716, 572, 846, 632, round_by=8)
    painting.paint(board, "#2a2c30", light=_LAMP)
    four = painting.layer().line([(794, 624), (794, 580)], 7)
    four.line([(794, 580), (762, 611)], 7).line([(762, 611), (806, 611)], 7)
    painting.paint(four, "#ffd98a")
    lamp = painting.layer().ellipse(781, 920, 30, 30)
    painting.paint(lamp, "#fff6da", light=Light("#8a6a3a", 4, 4, 0.5))
    painting.glow(781, 920, 60, "#fff0c0", 0.6)
    trim = painting.layer().line([(604, 960), (958, 960)], 6)
    trim.rectangle(640, 1040, 922, 1086, round_by=6)
    painting.paint(trim, "#3a3028", light=_LAMP)
    pole = painting.layer().line([(780, 545), (850, 330)], 6)
    painting.paint(pole, "#3a3a3c")
