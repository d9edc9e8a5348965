"""The page to leaf through the pictures of ``make shots``."""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path


def write_index(scenes: Iterable[str], folder: Path) -> None:
    """Write a page to leaf through: a row a scene, a column a language, theme and size."""
    columns = sorted(
        path.name for path in folder.iterdir() if path.is_dir() and path.name != "desk"
    )
    rows = []
    for name in scenes:
        shots = [f"{column}/{name}.png" for column in columns]
        cells = "".join(
            f'<td><a href="{shot}"><img loading="lazy" width="360" src="{shot}" alt=""></a></td>'
            for shot in shots
            if (folder / shot).exists()
        )
        rows.append(f"<tr><th>{html.escape(name)}</th>{cells}</tr>")
    head = "".join(f"<th>{html.escape(column)}</th>" for column in columns)
    page = (
        f"<!doctype html><meta charset=utf-8><table><tr><th></th>{head}</tr>{''.join(rows)}</table>"
    )
    (folder / "index.html").write_text(page, encoding="utf-8")
