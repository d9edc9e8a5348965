"""What the demo types, because nobody sits at the keyboard: a file and its translations."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from editor_app.domain.ids import Language


@dataclass(frozen=True)
class TypedTranslation:
    """A translation as an editor would type it: fields, blocks in the order of the source's.

    ``captions`` and ``alts`` are those of the photos in their order.
    """

    headline: str
    standfirst: str
    blocks: tuple[str, ...]
    captions: tuple[str, ...]
    alts: tuple[str, ...]


@dataclass(frozen=True)
class DemoMaterial:
    """The file to take in with its name, alt texts of its photos, section, tags, translations."""

    name: str
    data: bytes
    section: str
    tags: tuple[str, ...]
    alts: tuple[str, ...]
    translations: Mapping[Language, TypedTranslation]


def demo_material(files: Mapping[str, bytes]) -> DemoMaterial:
    """Return the demo's material out of the files of the sample."""
    said = tomllib.loads(files["intake/translations.toml"].decode())
    name = said["file"]
    return DemoMaterial(
        name,
        files[f"intake/{name}"],
        said["section"],
        tuple(said["tags"]),
        tuple(said["alts"]),
        {
            Language(language): TypedTranslation(
                typed["headline"],
                typed["standfirst"],
                tuple(typed["blocks"]),
                tuple(typed["captions"]),
                tuple(typed["alts"]),
            )
            for language, typed in said["translations"].items()
        },
    )
