"""Scenes on the river: the solar ferry at dawn, and its roof at noon."""

from __future__ import annotations

from sample_photos.brush import Point
from sample_photos.figures import DARK, Clothes, person
from sample_photos.nature import birds, foliage, grass, palm, ridge
from sample_photos.painting import Light, Painting

_DAWN = Light("#ffcf94", 7, -4, 0.7)
_DUSK = Light("#20303f", -10, 8, 0.6)


def ferry_dawn(painting: Painting) -> None:
    """A ferry with a roof of solar panels crosses a wide river as the sun comes up."""
    horizon = 690
    painting.wash(
        [(0, "#2c4668"), (220, "#5b7c98"), (430, "#c79f8e"), (580, "#e8a878"), (720, "#f6c584")]
    )
    painting.clouds(60, 470, "#ffd0a6", "#6f7890", cover=0.42, stretch=4.5, opacity=0.75)
    painting.glow(1430, 640, 420, "#ff9c50", 0.5, flat=1.7)
    painting.glow(1430, 625, 120, "#ffcf90", 0.6)
    painting.paint(painting.layer().ellipse(1430, 612, 46, 46), "#fff6dc", blur=1.5)
    painting.paint(
        painting.layer().polygon(ridge(painting, 640, 70, floor=720)), "#8b8795", "#c3a190"
    )
    painting.haze(680, 50, "#ffd9ae", 0.6)
    _far_bank(painting, horizon)
    painting.haze(690, 26, "#ffdcb4", 0.55)
    painting.mirror(horizon + 4, 1280, "#4b6478", near="#12283d", amount=0.86, ripple=10)
    before = painting.pixels.copy()
    _ferry(painting, 290, 905)
    painting.reflect(before, 905, 1280, amount=0.95, ripple=9, dim=0.62)
    _wake(painting, 905)
    painting.glints(1430, horizon + 8, 1280, 80, "#ffe2b0", 560)
    painting.haze(720, 34, "#ffe0ba", 0.32)
    birds(painting, [(520, 250), (580, 228), (640, 262), (705, 244), (560, 300)], 20, "#36404f")
    grass(
        painting, (1290, 1350), (120, 330), ("#0d1a22", "#13242c"), 130, across=(-40, 420), lean=0.2
    )


def _far_bank(painting: Painting, horizon: float) -> None:
    """Trees and palms on the other bank, half lost in the morning."""
    for x in range(-20, 1960, 46):
        size = painting.random.uniform(26, 58)
        foliage(
            painting,
            (x, horizon - size * 0.5),
            (size, size * 0.62),
            ("#46545a", "#5b655f", "#87806a"),
            leaf=9,
            count=46,
            sun=(0.6, -0.5),
        )
    for x in (90, 160, 1100, 1180, 1640, 1730, 1830):
        reach = painting.random.uniform(46, 70)
        top = (x + painting.random.uniform(-22, 22), horizon - reach * 2.1)
        palm(painting, (x, horizon), top, reach, ("#3e4c50", "#4a5652", "#66685c"), wood="#4a4a4c")
    painting.paint(painting.layer().rectangle(0, horizon - 8, 1920, horizon + 6), "#4d5557")


def _ferry(painting: Painting, left: float, water: float) -> None:
    """The ferry seen from its side: hull, rail, passengers, wheelhouse, a roof of panels."""
    deck = water - 62
    hull = painting.layer().polygon(
        [
            (left - 60, deck - 34),
            (left + 30, deck),
            (left + 1010, deck),
            (left + 1110, deck - 34),
            (left + 1060, water + 6),
            (left - 5, water + 6),
        ]
    )
    painting.paint(hull, "#2f5a6b", "#16303f", texture=0.14, light=_DAWN, shade=_DUSK)
    stripe = painting.layer().polygon(
        [
            (left - 34, deck + 12),
            (left + 1085, deck + 12),
            (left + 1079, deck + 24),
            (left - 26, deck + 24),
        ]
    )
    painting.paint(stripe, "#d9d2c0", opacity=0.85)
    tyres = painting.layer()
    for x in range(90, 1010, 170):
        tyres.ellipse(left + x, deck + 34, 23, 23)
        tyres.ellipse(left + x, deck + 34, 10, 10, 0)
    painting.paint(tyres, "#11181d", light=Light("#8c7a66", 3, -3, 0.5))
    _passengers(painting, left, deck)
    rail = painting.layer()
    for x in range(-20, 1060, 60):
        rail.line([(left + x, deck - 66), (left + x, deck)], 5)
    for y in (66, 36):
        rail.line([(left - 30, deck - y), (left + 1070, deck - y)], 5)
    painting.paint(rail, "#e6dfcd", "#9aa09c", light=_DAWN)
    _wheelhouse(painting, left + 700, deck)
    _roof(painting, left, deck - 250)


def _passengers(painting: Painting, left: float, deck: float) -> None:
    """Commuters with motorbikes, standing on deck against the light."""
    for x, tall, facing, hat in (
        (110, 150, 1, None),
        (190, 158, -1, None),
        (330, 146, 1, "#8a7350"),
        (420, 156, 1, None),
        (505, 140, -1, "#8a7350"),
        (610, 152, 1, None),
        (980, 150, 1, "#8a7350"),
    ):
        clothes = Clothes("#2a3036", "#1d2227", "#3c2c26", "#15130f", hat)
        person(painting, (left + x, deck + 4), tall, clothes, facing=facing, light=_DAWN)
    bikes = painting.layer()
    for x in (255, 560):
        for wheel in (-34, 34):
            bikes.ellipse(left + x + wheel, deck - 22, 24, 24)
            bikes.ellipse(left + x + wheel, deck - 22, 15, 15, 0)
        bikes.blob(
            [
                (left + x - 50, deck - 52),
                (left + x + 20, deck - 60),
                (left + x + 8, deck - 30),
                (left + x - 30, deck - 26),
            ]
        )
        bikes.stroke([(left + x + 34, deck - 22), (left + x + 20, deck - 92)], 7, 5)
    painting.paint(bikes, "#1a1f24", light=_DAWN)


def _wheelhouse(painting: Painting, left: float, deck: float) -> None:
    """The skipper's cabin with lit windows."""
    walls = painting.layer().rectangle(left, deck - 196, left + 210, deck, round_by=8)
    painting.paint(
        walls, "#e8e0cf", "#b8b3a6", texture=0.06, light=_DAWN, shade=Light("#5a6470", -26, 0, 0.7)
    )
    glass = painting.layer()
    for x in (18, 80, 142):
        glass.rectangle(left + x, deck - 172, left + x + 50, deck - 96, round_by=5)
    painting.paint(glass, "#f6c983", "#56707c")
    person(painting, (left + 160, deck - 20), 150, DARK, facing=1, light=_DAWN)
    low = painting.layer().rectangle(left, deck - 96, left + 210, deck, round_by=4)
    painting.paint(low, "#cfc8b8", "#a4a49c", light=_DAWN, shade=Light("#5a6470", -26, 0, 0.6))
    painting.glow(left + 105, deck - 132, 70, "#ffcf8a", 0.25)


def _roof(painting: Painting, left: float, top: float) -> None:
    """Posts, a slanted awning frame, and twelve panels that catch the sky."""
    posts = painting.layer()
    for x in (20, 240, 470, 680, 930, 1030):
        posts.line([(left + x, top + 20), (left + x, top + 250)], 9)
    painting.paint(posts, "#d8d0bf", "#7d8486", light=_DAWN)
    edge = painting.layer().polygon(
        [
            (left - 70, top + 22),
            (left + 1130, top + 22),
            (left + 1124, top + 40),
            (left - 64, top + 40),
        ]
    )
    painting.paint(edge, "#aab0ae", "#5d6a72", light=_DAWN)
    width = 96
    for index in range(12):
        start = left - 62 + index * (width + 3.2)
        skew = 14
        panel = painting.layer().polygon(
            [
                (start + skew, top - 44),
                (start + width + skew, top - 44),
                (start + width, top + 22),
                (start, top + 22),
            ]
        )
        painting.paint(panel, "#41618c", "#14233f", light=Light("#ffdcb0", 5, -3, 0.8))
        cells = painting.layer()
        for row in (1, 2):
            y = top - 44 + row * 22
            cells.line(
                [(start + skew * (1 - row / 3), y), (start + width + skew * (1 - row / 3), y)], 1.6
            )
        for column in range(1, 5):
            at = start + column * width / 5
            cells.line([(at + skew, top - 44), (at, top + 22)], 1.6)
        painting.paint(cells, "#b9c7d6", opacity=0.5)
    sheen = painting.layer().polygon(
        [
            (left + 480, top - 42),
            (left + 900, top - 42),
            (left + 700, top + 20),
            (left + 300, top + 20),
        ]
    )
    painting.paint(sheen, "#ffd9a8", opacity=0.22, blur=14)
    mast = painting.layer().line([(left + 800, top - 150), (left + 800, top - 40)], 6)
    mast.polygon([(left + 803, top - 146), (left + 868, top - 126), (left + 803, top - 104)])
    painting.paint(mast, "#d98c2b", light=Light("#ffe0a8", 2, -1, 0.6))


def _wake(painting: Painting, water: float) -> None:
    """Light lines of water along the hull and behind the stern."""
    foam = painting.layer()
    for index in range(34):
        x = painting.random.uniform(140, 1460)
        length = painting.random.uniform(40, 190)
        y = water + 6 + painting.random.exponential(12)
        foam.stroke([(x, y), (x + length / 2, y - 1.5), (x + length, y + 0.5)], 1, 2.4)
        if index % 3 == 0:
            foam.stroke([(230 - index * 9, y + 8), (40 - index * 9, y + 20)], 3, 1)
    painting.paint(foam, "#ffe6c6", opacity=0.6, blur=0.8)


def ferry_panels(painting: Painting) -> None:
    """Two of the crew fit a panel on the roof of a ferry at noon, the river behind them."""
    horizon = 430
    painting.wash([(0, "#4f8fb8"), (250, "#8fbcd0"), (horizon, "#dbe6e0")])
    painting.clouds(20, 400, "#ffffff", "#a9bcc6", cover=0.5, cell=260, stretch=2.6)
    painting.paint(
        painting.layer().polygon(ridge(painting, 410, 60, floor=450)), "#8fa9b0", "#a9bdb8"
    )
    for x in range(-20, 1960, 38):
        size = painting.random.uniform(22, 48)
        greens = ("#3f6650", "#55805a", "#86a468")
        foliage(painting, (x, horizon - size * 0.4), (size, size * 0.6), greens, leaf=8, count=46)
    for x in (180, 260, 830, 1540, 1660):
        top = (x + painting.random.uniform(-18, 18), horizon - painting.random.uniform(105, 150))
        palm(painting, (x, horizon), top, 62, ("#2f5a44", "#41704c", "#6e9460"))
    painting.mirror(horizon, 1280, "#6d8f92", near="#2f626c", amount=0.62, ripple=6)
    painting.glints(760, horizon + 12, 800, 420, "#ffffff", 420, strength=0.55)
    _distant_boat(painting, 1420, 540)
    _roof_deck(painting)
    _fitting_crew(painting)


def _distant_boat(painting: Painting, x: float, water: float) -> None:
    """A small wooden boat with one rower, for depth."""
    before = painting.pixels.copy()
    hull = painting.layer().blob(
        [
            (x - 110, water - 20),
            (x, water - 8),
            (x + 110, water - 22),
            (x + 80, water + 6),
            (x - 80, water + 6),
        ]
    )
    painting.paint(hull, "#6b4a34", "#3b2a22", light=Light("#d8b98c", -2, -4, 0.7))
    dress = Clothes("#8c4a52", "#2a2c33", hat="#e0cf9f")
    hand = person(painting, (x - 40, water - 8), 96, dress, facing=1, bent=0.4)
    oar = painting.layer().stroke([(hand[0] - 14, hand[1] - 26), (hand[0] + 74, water + 8)], 4, 3)
    painting.paint(oar, "#4a3526")
    painting.reflect(before, water + 6, water + 150, amount=0.8, ripple=7)


def _roof_deck(painting: Painting) -> None:
    """The ferry's roof, running away from the viewer, with rows of panels on it."""
    roof = painting.layer().polygon([(-40, 1300), (300, 640), (1640, 640), (1990, 1300)])
    painting.paint(
        roof,
        "#c9ccc4",
        "#9ba29f",
        texture=0.1,
        cell=120,
        stretch=4,
        light=Light("#ffffff", -2, -5, 0.8),
    )
    bolts = painting.layer()
    for row in range(3):
        for column in range(4):
            if (row, column) == (1, 2):
                continue
            _panel(painting, _quad(row, column))
    for row in range(4):
        left, right = _deck_point(0, row / 3), _deck_point(1, row / 3)
        bolts.line([left, right], 3 + row)
    painting.paint(bolts, "#eef0ea", opacity=0.9, light=Light("#5a6670", 0, 3, 0.5))


def _deck_point(across: float, down: float) -> Point:
    """A place on the field of panels, 0 to 1 both ways, seen in perspective."""
    depth = down / (down + (1 - down) * 1.9)
    y = 676 + 560 * depth
    left, right = 300 - 330 * depth, 1640 + 330 * depth
    return (left + 70 + (right - left - 140) * across, y)


def _quad(row: int, column: int) -> list[Point]:
    """The corners of one panel on the roof."""
    gap = 0.012
    tall = 0.02
    x0, x1 = column / 4 + gap, (column + 1) / 4 - gap
    y0, y1 = row / 3 + tall, (row + 1) / 3 - tall
    return [_deck_point(x0, y0), _deck_point(x1, y0), _deck_point(x1, y1), _deck_point(x0, y1)]


def _panel(painting: Painting, corners: list[Point]) -> None:
    """A dark panel with its grid of cells and a patch of reflected sky."""
    frame = painting.layer().polygon(corners)
    painting.paint(
        frame,
        "#33557f",
        "#122441",
        light=Light("#e6eef2", -4, -4, 0.9),
        shade=Light("#0a1426", 8, 8, 0.5),
    )
    lines = painting.layer()
    first, second, third, fourth = corners
    for index in range(1, 6):
        share = index / 6
        lines.line([_along(first, second, share), _along(fourth, third, share)], 1.8)
    for index in range(1, 4):
        lines.line([_along(first, fourth, index / 4), _along(second, third, index / 4)], 1.8)
    painting.paint(lines, "#b9cbdd", opacity=0.55)
    sheen = painting.layer().polygon(
        [
            _along(first, second, 0.35),
            _along(first, second, 0.8),
            _along(fourth, third, 0.45),
            _along(fourth, third, 0.05),
        ]
    )
    painting.paint(sheen, "#cfe4ee", opacity=0.24, blur=9)


def _along(start: Point, end: Point, share: float) -> Point:
    """The point so far along a straight line."""
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def _fitting_crew(painting: Painting) -> None:
    """Two people bend over the gap where one panel, held between them, is being lowered."""
    gap = _quad(1, 2)
    painting.paint(painting.layer().polygon(gap), "#7c837f", "#8f9692", texture=0.1)
    lifted = [(x + 6, y - 60 - (24 if index in (0, 1) else 0)) for index, (x, y) in enumerate(gap)]
    shadow = [(x + 30, y + 10) for x, y in gap]
    painting.paint(painting.layer().polygon(shadow), "#1b2730", opacity=0.45, blur=12)
    sun = Light("#fff0cf", -7, -6, 0.75)
    blue = Clothes("#2f6f8a", "#2b3440", "#8a5f46", hat="#ecd9a4")
    rust = Clothes("#c2603a", "#39414a", "#7c523c", hat="#e6d095")
    left = (lifted[3][0] - 34, gap[3][1] + 26)
    right = (lifted[2][0] + 40, gap[2][1] + 26)
    for foot in (left, right):
        spot = painting.layer().ellipse(foot[0] + 40, foot[1] - 2, 96, 16)
        painting.paint(spot, "#14202a", opacity=0.45, blur=10)
    person(painting, left, 430, blue, facing=1, bent=0.85, arm=lifted[3], light=sun)
    _panel(painting, lifted)
    person(painting, right, 430, rust, facing=-1, bent=0.85, arm=lifted[2], light=sun)
    hand = painting.layer().ellipse(lifted[3][0] + 2, lifted[3][1], 14, 12)
    painting.paint(hand, "#8a5f46")
    tools = painting.layer().rectangle(230, 1130, 400, 1190, round_by=8)
    painting.paint(tools, "#a3392c", "#7a271f", light=Light("#f0a080", -3, -4, 0.7))
    handle = painting.layer().line([(270, 1130), (280, 1100), (350, 1100), (360, 1130)], 9)
    painting.paint(handle, "#2a2e33", light=sun)
