"""Brushes: colours, noise and masks that the scenes are painted with.

All positions are in the units of a full-size picture, 1920 x 1280, whatever the size painted.
Colours are sRGB values between 0 and 1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

WIDTH = 1920
HEIGHT = 1280

Array = NDArray[np.float32]
Colour = tuple[float, float, float]
Point = tuple[float, float]

_OVERSAMPLING = 2


def colour(code: str) -> Colour:
    """The colour of a six-digit hexadecimal code such as `#d9713c`."""
    digits = code.removeprefix("#")
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return (red, green, blue)


def blend(first: Colour, second: Colour, share: float) -> Colour:
    """The colour `share` (0 to 1) of the way from the first to the second."""
    mixed = [one + (other - one) * share for one, other in zip(first, second, strict=True)]
    return (mixed[0], mixed[1], mixed[2])


def resized(values: Array, width: int, height: int) -> Array:
    """A grid of values drawn smoothly to another size."""
    image = Image.fromarray(np.ascontiguousarray(values, dtype=np.float32))
    return np.asarray(image.resize((width, height), Image.Resampling.BICUBIC), dtype=np.float32)


def softened(mask: Array, radius: float) -> Array:
    """A mask (0 to 1) blurred by so many pixels."""
    if radius <= 0:
        return mask
    image = Image.fromarray(np.uint8(np.clip(mask, 0, 1) * 255))
    blurred = np.asarray(image.filter(ImageFilter.GaussianBlur(radius)), dtype=np.float32)
    return np.asarray(blurred / 255, dtype=np.float32)


def noise(
    random: np.random.Generator,
    width: int,
    height: int,
    cell: float,
    *,
    octaves: int = 4,
    stretch: float = 1.0,
) -> Array:
    """Cloudy noise between 0 and 1, of `cell` pixels, drawn out `stretch` times sideways."""
    total = np.zeros((height, width), dtype=np.float32)
    weight = 1.0
    weights = 0.0
    for octave in range(octaves):
        size = cell / 2**octave
        if size < 1:
            break
        columns = max(2, math.ceil(width / (size * stretch)) + 2)
        rows = max(2, math.ceil(height / size) + 2)
        grid = random.random((rows, columns), dtype=np.float32)
        total += weight * resized(grid, width, height)
        weights += weight
        weight *= 0.5
    return np.asarray(np.clip(total / weights, 0, 1), dtype=np.float32)


def smooth_path(points: Sequence[Point], *, closed: bool = False, steps: int = 10) -> list[Point]:
    """A curve through the points (Catmull-Rom), as many short straight pieces."""
    count = len(points)
    if count < 3:
        return list(points)
    at = [*points[-1:], *points, *points[:2]] if closed else [points[0], *points, points[-1]]
    curve: list[Point] = []
    for index in range(1, len(at) - 2):
        before, here, there, after = at[index - 1 : index + 3]
        for step in range(steps):
            curve.append(_between(before, here, there, after, step / steps))
    if not closed:
        curve.append(points[-1])
    return curve


def _between(before: Point, here: Point, there: Point, after: Point, share: float) -> Point:
    """The point of the Catmull-Rom curve `share` of the way from here to there."""

    def along(one: float, two: float, three: float, four: float) -> float:
        return 0.5 * (
            2 * two
            + (three - one) * share
            + (2 * one - 5 * two + 4 * three - four) * share**2
            + (3 * two - one - 3 * three + four) * share**3
        )

    return (
        along(before[0], here[0], there[0], after[0]),
        along(before[1], here[1], there[1], after[1]),
    )


class Layer:
    """A mask being drawn: one or many shapes that get the same paint."""

    def __init__(self, scale: float) -> None:
        """An empty mask for a picture `scale` times the full size."""
        self._factor = scale * _OVERSAMPLING
        size = (round(WIDTH * self._factor), round(HEIGHT * self._factor))
        self._image = Image.new("L", size)
        self._pen = ImageDraw.Draw(self._image)

    def polygon(self, points: Sequence[Point], value: int = 255) -> Layer:
        """A filled shape with straight edges; value 0 cuts it out again."""
        self._pen.polygon([(x * self._factor, y * self._factor) for x, y in points], fill=value)
        return self

    def blob(self, points: Sequence[Point], value: int = 255) -> Layer:
        """A filled shape with round edges through the points."""
        return self.polygon(smooth_path(points, closed=True), value)

    def ellipse(self, x: float, y: float, across: float, down: float, value: int = 255) -> Layer:
        """An ellipse by its centre and its two radii."""
        factor = self._factor
        box = ((x - across) * factor, (y - down) * factor)
        end = ((x + across) * factor, (y + down) * factor)
        self._pen.ellipse([box, end], fill=value)
        return self

    def rectangle(
        self, left: float, top: float, right: float, bottom: float, *, round_by: float = 0
    ) -> Layer:
        """An upright rectangle, its corners rounded by so many units."""
        factor = self._factor
        box = [(left * factor, top * factor), (right * factor, bottom * factor)]
        self._pen.rounded_rectangle(box, radius=round_by * factor, fill=255)
        return self

    def line(self, points: Sequence[Point], width: float) -> Layer:
        """A line of even width through the points, with round joints."""
        return self.stroke(points, width, width)

    def stroke(self, points: Sequence[Point], width: float, end_width: float) -> Layer:
        """A line that grows or narrows from one end to the other."""
        if len(points) < 2:
            return self
        last = len(points) - 1
        sides: tuple[list[Point], list[Point]] = ([], [])
        for index, (x, y) in enumerate(points):
            before = points[max(0, index - 1)]
            after = points[min(last, index + 1)]
            length = math.hypot(after[0] - before[0], after[1] - before[1]) or 1
            half = (width + (end_width - width) * index / last) / 2
            across = ((before[1] - after[1]) / length, (after[0] - before[0]) / length)
            sides[0].append((x + across[0] * half, y + across[1] * half))
            sides[1].append((x - across[0] * half, y - across[1] * half))
        self.polygon([*sides[0], *reversed(sides[1])])
        for (x, y), size in ((points[0], width), (points[-1], end_width)):
            if size > 1.5:
                self.ellipse(x, y, size / 2, size / 2)
        return self

    def bounds(self, margin: int) -> tuple[int, int, int, int] | None:
        """The picture's pixels that the mask touches, and a margin; None when it is empty."""
        box = self._image.getbbox()
        if box is None:
            return None
        width, height = (side // _OVERSAMPLING for side in self._image.size)
        return (
            max(0, box[0] // _OVERSAMPLING - margin),
            max(0, box[1] // _OVERSAMPLING - margin),
            min(width, -(-box[2] // _OVERSAMPLING) + margin),
            min(height, -(-box[3] // _OVERSAMPLING) + margin),
        )

    def values(self, box: tuple[int, int, int, int]) -> Array:
        """How much each pixel of the box is covered, 0 to 1."""
        left, top, right, bottom = (side * _OVERSAMPLING for side in box)
        part = self._image.crop((left, top, right, bottom)).reduce(_OVERSAMPLING)
        return np.asarray(np.asarray(part, dtype=np.float32) / 255, dtype=np.float32)
