"""Pictures of pages and of the window, taken where nobody sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from editor_app.domain.errors import NotFound
from editor_app.domain.ids import VIETNAMESE
from editor_app.domain.settings import Theme as Colours
from editor_app.services.preferences import SettingsService
from editor_app.ui.pictures import EnginePictures, WindowSitting, application, until
from editor_app.wiring import Desk, new_desk, open_desk
from tests.ui.material import folder_site, story

TALL = (
    b"<!doctype html><style>body { margin: 0 } div { height: 4000px } .a { background: #f00 }"
    b".b { background: #0f0 } .c { background: #00f }</style>"
    b"<div class=a></div><div class=b></div><div class=c></div>"
)
LAZY = (
    b"<!doctype html><style>body { margin: 0 } div { height: 3000px }</style><div></div>"
    b"<img src=p.svg loading=lazy width=100 height=100>"
)
SQUARE = (
    b"<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'>"
    b"<rect width='100' height='100' fill='#0a0'/></svg>"
)


@pytest.fixture
def pictures(qapp: QApplication) -> EnginePictures:
    return EnginePictures(lambda folder, settings: open_desk(folder, settings=settings))


def colour(image: QImage, x: int, y: int) -> str:
    return image.pixelColor(x, y).name()


def test_the_whole_height_of_a_page_is_in_its_picture(
    pictures: EnginePictures, tmp_path: Path
) -> None:
    out = tmp_path / "tall.png"
    pictures.page({"a.html": TALL}.get, "a.html", out, 300)
    image = QImage(str(out))
    assert (image.width(), image.height()) == (300, 12_000)
    shown = [colour(image, 150, y) for y in (10, 3990, 4010, 7990, 8010, 11_990)]
    assert shown == ["#ff0000", "#ff0000", "#00ff00", "#00ff00", "#0000ff", "#0000ff"]


def test_photos_that_wait_for_sight_are_in_the_picture(
    pictures: EnginePictures, tmp_path: Path
) -> None:
    out = tmp_path / "lazy.png"
    pictures.page({"a.html": LAZY, "p.svg": SQUARE}.get, "a.html", out, 300)
    image = QImage(str(out))
    assert colour(image, 50, 3050) == "#00aa00"


def test_a_page_becomes_a_pdf_by_the_ending(pictures: EnginePictures, tmp_path: Path) -> None:
    out = tmp_path / "page.pdf"
    pictures.page({"a.html": TALL}.get, "a.html", out, 300)
    assert out.read_bytes().startswith(b"%PDF")


def test_a_page_that_does_not_exist_is_not_found(pictures: EnginePictures, tmp_path: Path) -> None:
    def nothing(_address: str) -> bytes | None:
        return None

    with pytest.raises(NotFound):
        pictures.page(nothing, "a.html", tmp_path / "a.png", 300)


def test_a_picture_that_cannot_be_written_is_told(pictures: EnginePictures, tmp_path: Path) -> None:
    get: Callable[[str], bytes | None] = {"a.html": b"<p>x</p>"}.get
    for name in ("a.png", "a.pdf"):
        out = tmp_path / "missing" / name
        with pytest.raises(OSError, match="directory") as told:
            pictures.page(get, "a.html", out, 300)
        assert told.value.filename == str(out)


def test_a_picture_never_writes_into_an_older_one(pictures: EnginePictures, tmp_path: Path) -> None:
    get: Callable[[str], bytes | None] = {"a.html": b"<p>x</p>"}.get
    for name in ("a.png", "a.pdf"):
        out, same = tmp_path / name, tmp_path / f"same-{name}"
        out.write_bytes(b"yesterday")
        same.hardlink_to(out)
        pictures.page(get, "a.html", out, 300)
        assert same.read_bytes() == b"yesterday"
        assert out.read_bytes() != b"yesterday"


def test_the_application_that_is_there_is_used(qapp: QApplication) -> None:
    assert application() is qapp


def test_waiting_ends_when_it_takes_too_long(qapp: QApplication) -> None:
    assert until(lambda: True)
    assert not until(lambda: False, 0.05)


@pytest.fixture
def told_desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    new_desk(tmp_path / "desk")
    made = open_desk(tmp_path / "desk", settings=SettingsService(tmp_path / "settings.json"))
    folder_site(made, tmp_path / "site")
    yield made
    made.close()


def test_the_window_sits_in_every_view(
    pictures: EnginePictures, told_desk: Desk, tmp_path: Path
) -> None:
    made = story(told_desk)
    told_desk.close()
    shots = pictures.windows(tmp_path / "desk", made.story, tmp_path / "out")
    names = {shot.name for shot in shots}
    assert {"window-write.png", "window-preview.png", "window-publish.png"} <= names
    for shot in shots:
        image = QImage(str(shot))
        assert (image.width(), image.height()) == (1440, 900)


def test_the_page_is_really_in_the_picture_of_the_window(told_desk: Desk, tmp_path: Path) -> None:
    made = story(told_desk)
    sitting = WindowSitting(told_desk, Colours.DARK)
    try:
        sitting.open(made.story, VIETNAMESE, "preview")
        image = QImage(str(sitting.grab(tmp_path / "preview.png")))
    finally:
        sitting.close()
    paper = {colour(image, x, 200) for x in range(300, 1100, 7)}
    assert any(name.startswith("#f") for name in paper)  # a light page on a dark desk
