"""A scene indoors: the restored bicycle of 1957 in its workshop."""

from __future__ import annotations

import math

from sample_photos.brush import Point, smooth_path
from sample_photos.figures import windows
from sample_photos.nature import foliage, palm
from sample_photos.painting import Light, Painting

_LAMP = Light("#ffcf86", -4, -4, 0.75)


def bicycle(painting: Painting) -> None:
    """A restored bicycle of 1957 on a stand in a workshop, window light across it."""
    painting.wash([(0, "#b9ab90"), (860, "#9c8a6e")])
    painting.paint(
        painting.layer().rectangle(0, 0, 1920, 860), "#c2b498", "#93826a", texture=0.2, cell=160
    )
    _workshop_wall(painting)
    painting.wash([(860, "#8a6c4c"), (1280, "#4a3828")], 860, 1280)
    boards = painting.layer()
    for x in range(-1500, 3600, 210):
        boards.line([(960 + (x - 960) * 0.62, 862), (x, 1290)], 3)
    painting.paint(boards, "#33261a", opacity=0.6)
    edge = round(862 * painting.scale)
    painting.pixels[edge:] *= (0.86 + 0.28 * painting.noise(30, octaves=4, stretch=6)[edge:])[
        ..., None
    ]
    pool = painting.layer().polygon([(560, 900), (1180, 900), (1500, 1290), (640, 1290)])
    painting.paint(pool, "#ffe8b8", opacity=0.3, blur=20)
    painting.paint(painting.layer().ellipse(980, 1096, 560, 26), "#1f1610", opacity=0.6, blur=14)
    _old_bicycle(painting)
    for left, lean in ((330, 620), (560, 640)):
        shaft = painting.layer().polygon(
            [(left, 90), (left + 180, 90), (left + lean + 320, 1200), (left + lean, 1200)]
        )
        painting.paint(shaft, "#fff0c8", opacity=0.13, blur=26)
    dust = painting.layer()
    for _ in range(150):
        dust.ellipse(
            painting.random.uniform(400, 1500), painting.random.uniform(200, 1000), 2.4, 2.4
        )
    painting.paint(dust, "#fff6dc", opacity=0.5, blur=0.8)


def _workshop_wall(painting: Painting) -> None:
    """A window, tools on hooks, wheels hung up, a picture in a frame, a shelf of tins."""
    painting.paint(
        painting.layer().rectangle(250, 60, 800, 500), "#6a5236", light=Light("#fff0c8", 4, 4, 0.6)
    )
    panes = windows(painting.layer(), (274, 84), (3, 2), (174, 204), (156, 188))
    painting.paint(panes, "#f2f4dc", "#cfe0cc")
    foliage(
        painting,
        (360, 430),
        (120, 70),
        ("#8fae80", "#a9c090", "#cfdca8"),
        leaf=14,
        count=120,
        opacity=0.55,
    )
    frame = painting.layer().rectangle(250, 60, 800, 500)
    for x in (430, 604):
        frame.line([(x + 9, 60), (x + 9, 500)], 1)
    painting.glow(520, 280, 300, "#fff4d0", 0.45)
    wheels = painting.layer()
    for x, y, r in ((1640, 300, 170), (1480, 420, 120)):
        wheels.ellipse(x, y, r, r)
        wheels.ellipse(x, y, r - 12, r - 12, 0)
    for x, y, r in ((1640, 300, 170), (1480, 420, 120)):
        for step in range(18):
            angle = step / 18 * math.tau
            wheels.line(
                [(x, y), (x + math.cos(angle) * (r - 6), y + math.sin(angle) * (r - 6))], 1.6
            )
    painting.paint(wheels, "#4a4038", light=_LAMP)
    tools = painting.layer()
    for index in range(7):
        x = 920 + index * 56
        tools.line([(x, 170), (x, 250 + (index % 3) * 34)], 9)
        tools.ellipse(x, 170, 15, 17)
        tools.ellipse(x, 168, 7, 8, 0)
    tools.rectangle(900, 140, 1300, 148)
    painting.paint(tools, "#5f5a54", light=Light("#fff2d0", -3, -2, 0.7))
    painting.paint(painting.layer().rectangle(930, 400, 1290, 416), "#7a5c3a", light=_LAMP)
    for index, tone in enumerate(
        ("#a8483c", "#3f6f7c", "#d9a84a", "#5f7f54", "#8a8478", "#b5653e")
    ):
        painting.paint(
            painting.layer().rectangle(
                946 + index * 56, 340 - (index % 2) * 14, 990 + index * 56, 400, round_by=4
            ),
            tone,
            light=_LAMP,
            shade=Light("#2a1e14", 9, 0, 0.5),
        )
    picture = painting.layer().rectangle(60, 240, 200, 420)
    painting.paint(picture, "#4a3826", light=_LAMP)
    painting.paint(painting.layer().rectangle(76, 256, 184, 404), "#d9cba4", "#b5a27c")
    palm(painting, (130, 396), (124, 310), 40, ("#7a6c4c", "#8a7a58", "#9c8c68"), wood="#6a5c42")


def _old_bicycle(painting: Painting) -> None:
    """Frame, wheels with spokes, leather saddle, lamp, chain guard and stand."""
    rear, front = (640.0, 870.0), (1330.0, 870.0)
    crank, seat, head = (900.0, 880.0), (820.0, 560.0), (1200.0, 540.0)
    for hub in (rear, front):
        _wheel(painting, hub)
    tubes = painting.layer()
    for start, end in (
        (seat, crank),
        (seat, rear),
        (rear, crank),
        (crank, (1212, 600)),
        ((812, 590), head),
    ):
        tubes.line([start, end], 20)
    tubes.line([(1188, 500), (1222, 640)], 26)
    tubes.stroke(smooth_path([(1222, 640), (1262, 770), front]), 18, 13)
    painting.paint(
        tubes,
        "#2f6a5c",
        "#1f4a42",
        light=Light("#c9e6d8", -4, -5, 0.85),
        shade=Light("#0f2420", 4, 5, 0.5),
    )
    chrome = painting.layer().line(
        smooth_path([(1190, 500), (1180, 450), (1120, 430), (1030, 452), (990, 470)]), 13
    )
    chrome.line([(820, 560), (808, 500)], 13)
    chrome.ellipse(*crank, 54, 54)
    chrome.ellipse(*crank, 40, 40, 0)
    chrome.line([(880, 800), (920, 960)], 14)
    chrome.rectangle(895, 955, 960, 972, round_by=4)
    chrome.rectangle(840, 790, 905, 806, round_by=4)
    chrome.line([rear, (590, 1090), (700, 1090), rear], 9)
    painting.paint(
        chrome,
        "#dcd8d0",
        "#9a958e",
        light=Light("#ffffff", -3, -3, 0.9),
        shade=Light("#4a4640", 3, 4, 0.5),
    )
    cover = painting.layer().polygon(
        smooth_path(
            [(650, 838), (760, 826), (900, 818), (970, 860), (950, 930), (890, 940), (660, 902)],
            closed=True,
        )
    )
    painting.paint(cover, "#2f6a5c", "#214e44", light=Light("#c9e6d8", -3, -4, 0.8))
    painting.paint(
        painting.layer().ellipse(904, 880, 26, 26), "#dcd8d0", light=Light("#ffffff", -3, -3, 0.9)
    )
    _fittings(painting)


def _wheel(painting: Painting, hub: Point) -> None:
    """A tyre, a rim, spokes crossed by threes, and its mudguard."""
    wheel = painting.layer().ellipse(*hub, 226, 226)
    wheel.ellipse(*hub, 206, 206, 0)
    painting.paint(wheel, "#1f1d1e", light=Light("#8a8278", -3, -3, 0.6))
    rim = painting.layer().ellipse(*hub, 206, 206)
    rim.ellipse(*hub, 198, 198, 0)
    for step in range(36):
        angle = step / 36 * math.tau
        off = 0.5 if step % 2 else -0.5
        rim.line(
            [
                (hub[0] + math.cos(angle + off) * 16, hub[1] + math.sin(angle + off) * 16),
                (hub[0] + math.cos(angle) * 200, hub[1] + math.sin(angle) * 200),
            ],
            2,
        )
    rim.ellipse(*hub, 20, 20)
    painting.paint(rim, "#d9d6cf", "#9c9892", light=Light("#ffffff", -2, -2, 0.6))
    guard = painting.layer().line(
        [
            (hub[0] + math.cos(math.radians(a)) * 240, hub[1] + math.sin(math.radians(a)) * 240)
            for a in range(185, 320, 5)
        ],
        13,
    )
    painting.paint(guard, "#2f6a5c", light=Light("#c9e6d8", -3, -4, 0.8))


def _fittings(painting: Painting) -> None:
    """The saddle, the lamp, a leather grip and the carrier."""
    saddle = painting.layer().blob(
        [(700, 492), (780, 474), (900, 486), (930, 500), (860, 516), (790, 530), (716, 522)]
    )
    painting.paint(saddle, "#8a5230", "#5a321e", texture=0.2, light=Light("#f2c494", -3, -4, 0.8))
    lamp = painting.layer().blob([(1204, 470), (1262, 452), (1276, 494), (1252, 524), (1206, 514)])
    painting.paint(lamp, "#dcd8d0", "#8a857e", light=Light("#ffffff", -3, -3, 0.9))
    painting.paint(painting.layer().ellipse(1266, 488, 14, 32), "#fff6d8")
    grip = painting.layer().line([(1010, 462), (966, 478)], 22)
    painting.paint(grip, "#4a2c1c", light=_LAMP)
    rack = painting.layer().line([(560, 640), (800, 640)], 10)
    rack.line([(600, 640), (640, 860)], 7)
    painting.paint(rack, "#b9b4ac", light=_LAMP)
