"""A picture being painted: washes, shapes with light on them, haze, reflections, grain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from sample_photos.brush import (
    HEIGHT,
    WIDTH,
    Array,
    Colour,
    Layer,
    colour,
    noise,
    resized,
    softened,
)


@dataclass(frozen=True)
class Light:
    """Light on the edge of a shape: its colour, where it comes from (units), how strong."""

    tone: str
    across: float
    down: float
    strength: float = 0.6


class Painting:
    """Pixels of a picture and everything that may be done to them."""

    def __init__(self, seed: int, scale: float = 1.0) -> None:
        """A black picture `scale` times 1920 x 1280; the same seed paints the same picture."""
        self.scale = scale
        self.random = np.random.default_rng(seed)
        self.width = round(WIDTH * scale)
        self.height = round(HEIGHT * scale)
        self.pixels: Array = np.zeros((self.height, self.width, 3), dtype=np.float32)
        rows, columns = np.mgrid[0 : self.height, 0 : self.width]
        self.rows: Array = (rows / scale).astype(np.float32)
        self.columns: Array = (columns / scale).astype(np.float32)

    def layer(self) -> Layer:
        """An empty mask for this picture."""
        return Layer(self.scale)

    def noise(self, cell: float, *, octaves: int = 4, stretch: float = 1.0) -> Array:
        """Noise over the whole picture; the cell is in units."""
        size = cell * self.scale
        return noise(self.random, self.width, self.height, size, octaves=octaves, stretch=stretch)

    def wash(
        self, stops: Sequence[tuple[float, str]], top: float = 0, bottom: float = HEIGHT
    ) -> None:
        """Rows between top and bottom filled by a gradient through (row, colour) stops."""
        first, last = round(top * self.scale), round(bottom * self.scale)
        rows = np.arange(first, last, dtype=np.float32) / self.scale
        at = [row for row, _ in stops]
        for channel in range(3):
            tones = [colour(code)[channel] for _, code in stops]
            self.pixels[first:last, :, channel] = np.interp(rows, at, tones)[:, None]

    def paint(
        self,
        layer: Layer,
        tone: str,
        below: str | None = None,
        *,
        opacity: float = 1.0,
        texture: float = 0.0,
        cell: float = 40,
        stretch: float = 1.0,
        light: Light | None = None,
        shade: Light | None = None,
        blur: float = 0,
    ) -> None:
        """Fill the shapes of a layer: a colour (to another below), texture, lit and dark edges."""
        margin = round(blur * 3 * self.scale) + 1
        box = layer.bounds(margin)
        if box is None:
            return
        left, top, right, bottom = box
        mask = softened(layer.values(box), blur * self.scale)
        paint = self._gradient(tone, below or tone, bottom - top, right - left)
        if texture:
            size = max(2.0, cell * self.scale)
            grain = noise(self.random, right - left, bottom - top, size, stretch=stretch)
            paint = paint * (1 + texture * (grain[..., None] - 0.5) * 2)
        for edge in (shade, light):
            if edge is not None:
                paint = self._lit(paint, mask, edge)
        alpha = (mask * opacity)[..., None]
        under = self.pixels[top:bottom, left:right]
        self.pixels[top:bottom, left:right] = under * (1 - alpha) + np.clip(paint, 0, 1) * alpha

    def _gradient(self, tone: str, below: str, height: int, width: int) -> Array:
        """A block of colour, from the tone above to the tone below."""
        share = np.linspace(0, 1, max(1, height), dtype=np.float32)[:, None]
        ends = np.array([colour(tone), colour(below)], dtype=np.float32)
        column = ends[0] * (1 - share) + ends[1] * share
        return np.repeat(column[:, None, :], width, axis=1).astype(np.float32)

    def _lit(self, paint: Array, mask: Array, edge: Light) -> Array:
        """The paint with light (or darkness) along the edges that face where it comes from."""
        across, down = round(edge.across * self.scale), round(edge.down * self.scale)
        reach = max(1.0, max(abs(across), abs(down)) * 0.6)
        padded = np.pad(mask, ((abs(down), abs(down)), (abs(across), abs(across))))
        rows, columns = mask.shape
        from_row, from_column = abs(down) + down, abs(across) + across
        moved = padded[from_row : from_row + rows, from_column : from_column + columns]
        amount = softened(np.clip(mask - moved, 0, 1), reach) * edge.strength
        share = np.clip(amount, 0, 1)[..., None]
        lit = paint * (1 - share) + np.array(colour(edge.tone), dtype=np.float32) * share
        return np.asarray(lit, dtype=np.float32)

    def cover(self, alpha: Array, tone: str | Colour) -> None:
        """A colour laid over the picture, as opaque as the array says."""
        value = colour(tone) if isinstance(tone, str) else tone
        share = np.clip(alpha, 0, 1)[..., None]
        self.pixels = self.pixels * (1 - share) + np.array(value, dtype=np.float32) * share

    def glow(
        self, x: float, y: float, radius: float, tone: str, strength: float, *, flat: float = 1.0
    ) -> None:
        """Light that spreads from a point; `flat` above 1 draws it out sideways."""
        squared = ((self.columns - x) / flat) ** 2 + (self.rows - y) ** 2
        amount = strength * np.exp(-squared / (2 * radius**2))
        light = np.array(colour(tone), dtype=np.float32) * amount[..., None]
        lit = 1 - (1 - self.pixels) * (1 - np.clip(light, 0, 1))
        self.pixels = np.asarray(lit, dtype=np.float32)

    def clouds(
        self,
        top: float,
        bottom: float,
        lit: str,
        shaded: str,
        *,
        cover: float = 0.5,
        cell: float = 220,
        stretch: float = 3.0,
        opacity: float = 0.85,
    ) -> None:
        """Clouds between two rows, thinner towards both; more of them as `cover` nears 1."""
        form = self.noise(cell, octaves=6, stretch=stretch)
        middle, half = (top + bottom) / 2, (bottom - top) / 2
        fade = np.clip(1.25 - np.abs((self.rows - middle) / half) ** 2, 0, 1)
        body = np.clip((form - (0.72 - cover * 0.42)) * 4.5, 0, 1) * fade
        drop = max(1, round(16 * self.scale))
        above = np.pad(form, ((drop, 0), (0, 0)), mode="edge")[: self.height]
        under = np.clip(form - above + 0.12, 0, 0.4) / 0.4
        dark, bright = np.array(colour(shaded)), np.array(colour(lit))
        paint = (dark + (bright - dark) * under[..., None]).astype(np.float32)
        share = (np.clip(body, 0, 1) * opacity)[..., None]
        self.pixels = self.pixels * (1 - share) + paint * share

    def haze(
        self, row: float, spread: float, tone: str, amount: float, *, uneven: float = 0.5
    ) -> None:
        """A bank of mist around a row."""
        bank = np.exp(-(((self.rows - row) / spread) ** 2))
        drift = 1 - uneven + uneven * 2 * (self.noise(180, stretch=4) - 0.25)
        self.cover(bank * amount * np.clip(drift, 0, 1.4), tone)

    def mirror(
        self,
        line: float,
        bottom: float,
        deep: str,
        *,
        near: str | None = None,
        amount: float = 0.75,
        ripple: float = 14,
    ) -> None:
        """Water from a row down to another: what stands above it, upside down and rippled."""
        first, last = round(line * self.scale), round(bottom * self.scale)
        rows, columns, wave = self._rippled(first, last, ripple)
        image = self.pixels[rows, columns]
        nearness = np.linspace(0, 1, last - first, dtype=np.float32)[:, None, None]
        ends = np.array([colour(deep), colour(near or deep)], dtype=np.float32)
        body = ends[0] + (ends[1] - ends[0]) * nearness
        share = np.clip(amount * (1 - 0.35 * nearness) + wave[..., None] * 0.25, 0, 1)
        self.pixels[first:last] = image * share + body * (1 - share)

    def reflect(
        self,
        before: Array,
        line: float,
        bottom: float,
        *,
        amount: float = 0.7,
        ripple: float = 14,
        dim: float = 0.75,
    ) -> None:
        """The reflection, below a waterline, of all that was painted since `before` was kept."""
        first, last = round(line * self.scale), round(bottom * self.scale)
        rows, columns, wave = self._rippled(first, last, ripple)
        changed = np.clip(np.abs(self.pixels - before).sum(axis=2) * 30 - 0.2, 0, 1)
        nearness = np.linspace(0, 1, last - first, dtype=np.float32)[:, None]
        share = changed[rows, columns] * np.clip(amount * (1 - nearness * 0.7) + wave * 0.35, 0, 1)
        image = self.pixels[rows, columns] * dim
        alpha = share[..., None]
        self.pixels[first:last] = self.pixels[first:last] * (1 - alpha) + image * alpha

    def _rippled(
        self, first: int, last: int, ripple: float
    ) -> tuple[NDArray[np.intp], NDArray[np.intp], Array]:
        """For each pixel of water the pixel above it that it shows, and the height of the wave."""
        depth = np.arange(1, last - first + 1, dtype=np.float32)
        nearness = depth / max(1, last - first)
        wave = self.noise(9, octaves=3, stretch=9)[first:last] - 0.5
        swell = self.noise(60, octaves=2, stretch=5)[first:last] - 0.5
        reach = ripple * self.scale * (0.35 + 2.2 * nearness[:, None])
        row = first - depth[:, None] + (wave * 3 + swell * 2) * reach * 0.9
        column = np.arange(self.width)[None, :] + (wave + swell) * reach * 1.6
        rows = np.clip(row, 0, first - 1).astype(np.intp)
        columns = np.clip(column, 0, self.width - 1).astype(np.intp)
        return rows, columns, wave

    def glints(
        self,
        x: float,
        line: float,
        bottom: float,
        spread: float,
        tone: str,
        count: int,
        *,
        strength: float = 0.9,
    ) -> None:
        """Sparks of light on water in a path below a lamp or the sun at column x."""
        layer = self.layer()
        for _ in range(count):
            depth = self.random.random() ** 1.6
            y = line + (bottom - line) * depth
            width = spread * (0.25 + 1.3 * depth)
            at = x + self.random.normal() * width
            length = (3 + 26 * depth) * self.random.uniform(0.4, 1.3)
            layer.ellipse(at, y, length, 0.7 + 2.1 * depth)
        self.paint(layer, tone, opacity=strength, blur=0.7)

    def finish(
        self,
        *,
        contrast: float = 0.16,
        bloom: float = 0.22,
        vignette: float = 0.22,
        grain: float = 0.028,
        warm: float = 0.0,
    ) -> Image.Image:
        """The finished picture: bright parts bleed, corners darken, film grain over it all."""
        self._bloom(bloom)
        pixels = np.clip(self.pixels, 0, 1)
        curved = pixels * pixels * (3 - 2 * pixels)
        pixels = pixels + (curved - pixels) * contrast * 2
        pixels *= np.array([1 + warm, 1.0, 1 - warm], dtype=np.float32)
        away = ((self.columns / WIDTH - 0.5) ** 2 + (self.rows / HEIGHT - 0.5) ** 2) * 2
        pixels *= (1 - vignette * np.clip(away, 0, 1) ** 1.3)[..., None]
        fine = self.random.normal(0, 1, (self.height, self.width)).astype(np.float32)
        coarse = resized(fine[::2, ::2].copy(), self.width, self.height)
        brightness = pixels.mean(axis=2)
        film = (fine * 0.55 + coarse * 0.75) * grain * (1.1 - 0.7 * brightness)
        pixels = np.clip(pixels + film[..., None], 0, 1)
        return Image.fromarray(np.uint8(np.round(pixels * 255)))

    def _bloom(self, strength: float) -> None:
        """Let what is brightest shine into its surroundings."""
        if not strength:
            return
        for channel in range(3):
            bright = np.clip(self.pixels[..., channel] - 0.62, 0, 1) / 0.38
            small = softened(bright, 26 * self.scale)
            plane = self.pixels[..., channel]
            self.pixels[..., channel] = 1 - (1 - plane) * (1 - np.clip(small * strength, 0, 1))
