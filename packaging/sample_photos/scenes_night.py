"""Scenes after dark: the noodle stall and the street of lanterns."""

from __future__ import annotations

import math

from sample_photos.brush import Point, smooth_path
from sample_photos.figures import DARK, Clothes, lantern, on_face, person, windows
from sample_photos.nature import foliage
from sample_photos.painting import Light, Painting

_LAMP = Light("#ffcf86", -4, -4, 0.75)


def noodle_stall(painting: Painting) -> None:
    """A noodle stall in an alley at night: steam in the lamplight, bowls, low stools."""
    painting.wash([(0, "#141a2c"), (500, "#2a2a3c"), (820, "#3c3038")])
    _alley(painting)
    painting.wash([(860, "#4a3c38"), (1280, "#1f1a1e")], 860, 1280)
    edge = round(860 * painting.scale)
    painting.pixels[edge:] *= (0.75 + 0.5 * painting.noise(40, octaves=4, stretch=4)[edge:])[
        ..., None
    ]
    painting.glow(940, 520, 460, "#ff9f4a", 0.42, flat=1.3)
    _cart(painting)
    cook = Clothes("#e8dcc4", "#34384a", "#a8754e", "#1c1714", "#e6d3a0")
    person(
        painting,
        (1010, 980),
        460,
        cook,
        facing=-1,
        bent=0.25,
        arm=(880, 700),
        light=Light("#ffd08a", -6, -3, 0.8),
    )
    _cart_front(painting)
    for x, y, tall, shirt, facing in (
        (330, 1110, 330, "#3f6a86", 1),
        (1640, 1120, 340, "#8a3f4a", -1),
    ):
        _sitter(painting, (x, y), tall, shirt, facing)
    _tables(painting)
    _steam(painting)
    lamp = painting.layer().polygon([(860, 300), (1000, 300), (1040, 360), (820, 360)])
    painting.paint(painting.layer().line([(930, 0), (930, 300)], 4), "#15131a")
    painting.paint(lamp, "#3f6f5c", light=_LAMP)
    painting.paint(painting.layer().ellipse(930, 366, 46, 22), "#fff4cc")
    painting.glow(930, 372, 110, "#ffdf9a", 0.9)
    cone = painting.layer().polygon([(840, 370), (1020, 370), (1420, 1000), (440, 1000)])
    painting.paint(cone, "#ffc978", opacity=0.13, blur=26)


def _alley(painting: Painting) -> None:
    """House fronts at night, shutters, a few lit windows, far lanterns."""
    for x, wide, tone in (
        (-20, 330, "#3a3444"),
        (310, 260, "#2f3646"),
        (570, 190, "#28303f"),
        (1180, 210, "#2c2f40"),
        (1390, 270, "#393244"),
        (1660, 300, "#2e3444"),
    ):
        top = painting.random.uniform(0, 130)
        painting.paint(
            painting.layer().rectangle(x, top, x + wide, 880),
            tone,
            "#4f3c38",
            texture=0.2,
            cell=60,
            shade=Light("#10121c", -20, 0, 0.5),
        )
        lit = windows(
            painting.layer(), (x + 40, top + 110), (2, 2), (wide * 0.45, 210), (wide * 0.26, 120)
        )
        painting.paint(lit, "#6f5a48", "#54443c")
        if x in (310, 1390):
            painting.paint(
                painting.layer().rectangle(x + 40, top + 110, x + 40 + wide * 0.26, top + 230),
                "#ffd48a",
                "#e89a4a",
            )
        shutter = painting.layer().rectangle(x + 30, 620, x + wide - 30, 880)
        painting.paint(
            shutter,
            "#54484a",
            "#3a3234",
            texture=0.3,
            cell=8,
            stretch=30,
            light=Light("#d99a5c", 0, -3, 0.4),
        )
    painting.paint(painting.layer().rectangle(756, 200, 1184, 880), "#1d2740", "#54404a")
    for x, y, size in (
        (800, 420, 14),
        (860, 450, 11),
        (1000, 430, 12),
        (1090, 452, 10),
        (1140, 420, 15),
    ):
        lantern(painting, (x, y), size, "#e0653a", "#ffdf9a", glow=0.7)


def _cart(painting: Painting) -> None:
    """The back of the stall: a canvas roof on posts, a shelf with jars."""
    posts = painting.layer()
    for x in (560, 1330):
        posts.line([(x, 460), (x, 1040)], 16)
    painting.paint(posts, "#6a4a34", light=_LAMP)
    shelf = painting.layer().rectangle(560, 640, 800, 656)
    painting.paint(shelf, "#7a5a3c", light=_LAMP)
    for index, tone in enumerate(("#b5483c", "#d9a24a", "#6f8f5c", "#c9c0a4")):
        jar = painting.layer().rectangle(582 + index * 52, 584, 622 + index * 52, 640, round_by=8)
        painting.paint(jar, tone, light=_LAMP, shade=Light("#2a1a14", 8, 4, 0.5))
    roof = painting.layer().polygon([(480, 480), (560, 400), (1330, 400), (1420, 480)])
    painting.paint(roof, "#b5402f", "#7c2a24", texture=0.1, light=_LAMP)
    scallop = painting.layer()
    for index in range(12):
        scallop.ellipse(519 + index * 78, 482, 39, 26)
    painting.paint(scallop, "#d9c69a", "#a8855a", light=_LAMP)


def _cart_front(painting: Painting) -> None:
    """The counter with two pots on coals, bowls and herbs."""
    counter = painting.layer().rectangle(520, 800, 1400, 1060, round_by=8)
    painting.paint(
        counter,
        "#9c6a40",
        "#54361f",
        texture=0.25,
        cell=18,
        stretch=8,
        light=_LAMP,
        shade=Light("#1d120c", 0, 60, 0.5),
    )
    top = painting.layer().polygon([(500, 800), (1420, 800), (1400, 826), (520, 826)])
    painting.paint(top, "#d9b27a", light=_LAMP)
    panel = windows(painting.layer(), (560, 860), (4, 1), (212, 1), (176, 150))
    painting.paint(panel, "#7c5030", opacity=0.7, light=Light("#e0a868", 0, -3, 0.5))
    for x, wide, tall in ((800, 118, 150), (620, 84, 110)):
        pot = painting.layer().rectangle(x - wide, 806 - tall, x + wide, 806, round_by=16)
        painting.paint(
            pot,
            "#c9c9c4",
            "#6f6a68",
            texture=0.06,
            light=Light("#ffe2b0", 12, -5, 0.8),
            shade=Light("#3a3438", -40, 0, 0.6),
        )
        painting.paint(
            painting.layer().ellipse(x, 806 - tall, wide, 22),
            "#f2d9a4",
            "#b98a4e",
            light=Light("#fff4d8", 0, -3, 0.8),
        )
    for x in (1120, 1210, 1300, 1165, 1255):
        y = 790 if x in (1120, 1210, 1300) else 762
        bowl = painting.layer().polygon(
            smooth_path([(x - 44, y - 26), (x - 28, y + 8), (x + 28, y + 8), (x + 44, y - 26)])
        )
        painting.paint(bowl, "#f2f0e8", "#b9b4ac", light=_LAMP)
        painting.paint(painting.layer().ellipse(x, y - 26, 44, 10), "#d9d4c4")
        painting.paint(
            painting.layer().line(smooth_path([(x - 36, y - 10), (x, y - 6), (x + 36, y - 10)]), 4),
            "#3f6a9c",
        )
    foliage(painting, (1370, 780), (48, 34), ("#2c5a34", "#4a8444", "#9cc060"), leaf=9, count=80)


def _sitter(painting: Painting, foot: Point, tall: float, shirt: str, facing: int) -> None:
    """A guest on a low stool, bent over a bowl, seen from the side."""
    x, y = foot
    unit = tall / 8
    light = Light("#ffc27a", -facing * -5, -3, 0.75)
    stool = painting.layer().rectangle(
        x - unit * 1.1, y - unit * 1.8, x + unit * 0.9, y - unit * 1.4, round_by=4
    )
    stool.line([(x - unit * 0.9, y - unit * 1.5), (x - unit, y)], unit * 0.25)
    stool.line([(x + unit * 0.7, y - unit * 1.5), (x + unit * 0.8, y)], unit * 0.25)
    painting.paint(stool, "#2f5f9c", light=light)
    leg = painting.layer().stroke(
        smooth_path(
            [
                (x, y - unit * 2.2),
                (x + facing * unit * 2, y - unit * 2.5),
                (x + facing * unit * 1.9, y - unit * 0.1),
            ]
        ),
        unit * 1.05,
        unit * 0.6,
    )
    leg.ellipse(x + facing * unit * 2.2, y - unit * 0.12, unit * 0.6, unit * 0.22)
    painting.paint(leg, "#23262e", light=light)
    back = painting.layer().blob(
        [
            (x - facing * unit * 0.9, y - unit * 1.9),
            (x + facing * unit * 0.7, y - unit * 1.9),
            (x + facing * unit * 1.5, y - unit * 4.6),
            (x + facing * unit * 0.5, y - unit * 5.3),
            (x - facing * unit * 0.7, y - unit * 4.2),
        ]
    )
    painting.paint(back, shirt, texture=0.12, light=light)
    head = (x + facing * unit * 1.5, y - unit * 5.7)
    painting.paint(
        painting.layer().ellipse(*head, unit * 0.56, unit * 0.64), "#9c6c4c", light=light
    )
    painting.paint(
        painting.layer().ellipse(
            head[0] - facing * unit * 0.14, head[1] - unit * 0.2, unit * 0.58, unit * 0.55
        ),
        "#171414",
        light=light,
    )
    arm = painting.layer().stroke(
        smooth_path(
            [
                (x + facing * unit * 0.8, y - unit * 4.6),
                (x + facing * unit * 1.5, y - unit * 3.2),
                (x + facing * unit * 2.6, y - unit * 4.0),
            ]
        ),
        unit * 0.7,
        unit * 0.42,
    )
    painting.paint(arm, shirt, light=light)
    painting.paint(
        painting.layer().ellipse(x + facing * unit * 2.7, y - unit * 4.0, unit * 0.3, unit * 0.28),
        "#9c6c4c",
    )


def _tables(painting: Painting) -> None:
    """Low tables with bowls and chopsticks in a holder."""
    for x, y in ((500, 1080), (1470, 1085)):
        legs = painting.layer()
        for side in (-90, 90):
            legs.line([(x + side, y), (x + side * 1.1, y + 96)], 10)
        painting.paint(legs, "#6f6a66", light=_LAMP)
        board = painting.layer().ellipse(x, y - 4, 128, 22)
        painting.paint(board, "#d9d2c4", "#8a8078", light=_LAMP)
        bowl = painting.layer().polygon(
            smooth_path([(x - 46, y - 52), (x - 28, y - 14), (x + 28, y - 14), (x + 46, y - 52)])
        )
        painting.paint(bowl, "#f2efe6", "#a8a29a", light=_LAMP)
        painting.paint(painting.layer().ellipse(x, y - 52, 46, 11), "#e6b872")
        cup = painting.layer().rectangle(x + 62, y - 60, x + 92, y - 8, round_by=4)
        cup.line([(x + 70, y - 60), (x + 60, y - 106)], 4)
        cup.line([(x + 82, y - 60), (x + 90, y - 110)], 4)
        painting.paint(cup, "#b5583c", light=_LAMP)


def _steam(painting: Painting) -> None:
    """Steam climbs from the pots through the light."""
    for x, y, size in ((800, 650, 1.3), (620, 690, 1.0), (500, 1020, 0.5), (1470, 1025, 0.5)):
        for _ in range(7):
            points: list[Point] = [(x + painting.random.normal() * 20, y)]
            for step in range(1, 7):
                points.append(
                    (
                        x
                        + math.sin(step * 1.1 + painting.random.uniform(0, 3)) * 30 * size
                        + step * 8,
                        y - step * 62 * size,
                    )
                )
            plume = painting.layer().stroke(smooth_path(points), 14 * size, 70 * size)
            painting.paint(plume, "#fff0d4", opacity=0.075, blur=16 * size)


def lanterns(painting: Painting) -> None:
    """Silk lanterns over an old wet street after rain, their light doubled in the stones."""
    painting.wash([(0, "#16203c"), (420, "#3c3a58"), (760, "#8a5a50")])
    painting.clouds(0, 420, "#5a5478", "#1c2440", cover=0.5, cell=240, stretch=3, opacity=0.6)
    painting.glow(960, 640, 330, "#ffb060", 0.5)
    for side in (-1, 1):
        _old_houses(painting, side)
    painting.wash([(800, "#6a4c44"), (1280, "#241e26")], 800, 1280)
    strings = painting.layer()
    lamps: list[tuple[float, float, float, int]] = []
    for row, (high, reach, across, count) in enumerate(
        ((520, 210, 17, 5), (450, 330, 26, 6), (350, 520, 40, 7), (190, 860, 66, 7))
    ):
        points = []
        for index in range(count + 2):
            share = index / (count + 1)
            points.append(
                (
                    960 - reach + 2 * reach * share,
                    high - 50 + 70 * math.sin(math.pi * share) * (0.5 + row * 0.3),
                )
            )
        strings.line(smooth_path(points), 1.5 + row)
        lamps.extend(
            (at, below + across * 1.25, across, index + row)
            for index, (at, below) in enumerate(points[1:-1])
        )
    painting.paint(strings, "#141220", opacity=0.9)
    tones = (
        ("#d9402f", "#ffd98a"),
        ("#f0a030", "#fff0b8"),
        ("#c9485e", "#ffd0b0"),
        ("#e87a34", "#ffe2a0"),
        ("#7f8f3c", "#f6f0a8"),
        ("#4f7f9c", "#e2f2f0"),
    )
    for at, hung, size, order in lamps:
        tone, core = tones[order % len(tones)]
        lantern(painting, (at, hung), size, tone, core)
    for x, y, tall, facing in ((890, 868, 120, 1), (1010, 880, 132, -1), (1070, 884, 128, -1)):
        person(painting, (x, y), tall, DARK, facing=facing, light=Light("#ffb870", 3, -4, 0.7))
    person(
        painting,
        (700, 960),
        230,
        Clothes("#e6ddd0", "#e0d6c6", "#8a6048", "#171314", "#d9c08c"),
        facing=1,
        light=Light("#ffc27a", 4, -4, 0.7),
    )
    painting.mirror(972, 1280, "#3a2c34", near="#17141e", amount=0.62, ripple=16)
    stones = painting.layer()
    for row in range(14):
        course = 830 + 34 * row + row * row * 1.2
        stones.line([(-10, course), (1930, course)], 1.5 + row * 0.2)
        for index in range(30):
            joint = 960 + (index - 15 + (row % 2) * 0.5) * (70 + row * 12)
            foot = (joint + (joint - 960) * 0.05, course + 30 + row * 2)
            stones.line([(joint, course), foot], 1.5 + row * 0.2)
    painting.paint(stones, "#0f0d14", opacity=0.35)


def _old_houses(painting: Painting, side: int) -> None:
    """Two-storey houses with tiled eaves and wooden doors, down one side of the street."""
    for index in range(4):
        far, near = index / 4, (index + 1) / 4
        inner_far, inner_near = (
            960 + side * (130 + 900 * far**1.6),
            960 + side * (130 + 900 * near**1.6),
        )
        face = [
            (inner_far, 470 - 330 * far),
            (inner_near, 470 - 330 * near),
            (inner_near, 815 + 300 * near**1.6),
            (inner_far, 815 + 300 * far**1.6),
        ]
        tone = ("#a8783c", "#b58a48", "#96683a", "#ad7f44")[index]
        painting.paint(
            painting.layer().polygon(face),
            tone,
            "#6a4430",
            texture=0.22,
            cell=40,
            light=Light("#ffc880", -side * 8, 0, 0.5),
            shade=Light("#1c1826", side * 50, 0, 0.6),
        )
        holes, warm = painting.layer(), painting.layer()
        for column in (0.14, 0.56):
            corners = [
                on_face(face, column + dx, 0.16 + dy)
                for dx, dy in ((0, 0), (0.28, 0), (0.28, 0.24), (0, 0.24))
            ]
            holes.polygon(corners)
            warm.polygon(
                [
                    on_face(face, column + dx, 0.62 + dy)
                    for dx, dy in ((0, 0), (0.3, 0), (0.3, 0.38), (0, 0.38))
                ]
            )
        painting.paint(holes, "#3c2c28", "#54382c")
        painting.paint(warm, "#ffcf80", "#c9742e", opacity=0.9)
        eaves = painting.layer().polygon(
            [
                on_face(face, -0.02, 0.46),
                on_face(face, 1.02, 0.46),
                on_face(face, 1.02, 0.56),
                on_face(face, -0.02, 0.53),
            ]
        )
        eaves.polygon(
            [
                on_face(face, -0.02, -0.06),
                on_face(face, 1.02, -0.06),
                on_face(face, 1.02, 0.04),
                on_face(face, -0.02, 0.02),
            ]
        )
        painting.paint(
            eaves, "#54342c", "#2c2026", texture=0.3, cell=7, light=Light("#f0a868", 0, 4, 0.5)
        )
