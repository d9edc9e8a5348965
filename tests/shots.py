"""``make shots``: pictures of every screen in three languages, light and dark, in three sizes.

They go to ``build/shots/LANGUAGE-COLOURS-SIZE/NAME.png`` with an ``index.html`` to leaf through.
Every screen is also looked at by ``tests.legibility``: cut and untranslated texts are printed, and
make the exit code 1. ``--language``, ``--colours``, ``--size`` and ``--only`` narrow it down.
"""

from __future__ import annotations

import argparse
import itertools
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE
from editor_app.domain.settings import Theme as Colours
from editor_app.paths import resource_folder
from editor_app.sentences import speak
from editor_app.services.note_views import Anchor
from editor_app.services.preferences import SettingsService
from editor_app.ui import environment
from editor_app.wiring import new_desk, open_desk

environment.prepare()

from PySide6.QtCore import QLocale, QMimeData, QSize, Qt  # noqa: E402  (the environment comes first)
from PySide6.QtGui import QGuiApplication  # noqa: E402

from editor_app.ui.article.inspector_checks import ChecksTab  # noqa: E402
from editor_app.ui.article.inspector_history import HistoryTab  # noqa: E402
from editor_app.ui.desk.first_run import FirstRun  # noqa: E402
from editor_app.ui.main_window import MainWindow  # noqa: E402
from editor_app.ui.photos.photo_tab import PhotoTab  # noqa: E402
from editor_app.ui.photos.photos_screen import PhotosScreen  # noqa: E402
from editor_app.ui.pictures import WindowSitting, application  # noqa: E402
from editor_app.ui.preview.preview_view import PreviewView  # noqa: E402
from tests.legibility import Catalogue, Found  # noqa: E402
from tests.shots_index import write_index  # noqa: E402
from tests.shots_stage import Scene, Stage  # noqa: E402
from tests.shots_sync import SYNC_SCENES  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "shots"
LOCALE = resource_folder() / "locale"
LANGUAGES = ("en", "vi", "zh")
SIZES = ("1440x900", "1366x768", "1024x700")
COPIED = "<h1>Bến phà mở lại</h1><p>Sáng nay bến phà mở lại sau ba tháng sửa chữa.</p>"


# -- the scenes: what is in sight before the picture is taken


def _write(stage: Stage) -> None:
    stage.open("Solar ferries", VIETNAMESE, "write")
    stage.sitting.perform("go.details")


def _write_headlines(stage: Stage) -> None:
    desk, story = stage.sitting.desk, stage.story("Solar ferries")
    article = desk.stories.view(story).article(VIETNAMESE)
    assert article is not None
    push = "Phà điện mặt trời chạy thử trên sông Hậu: một ngày sạc chở được 40 lượt khách"
    desk.stories.change_article(article.id, article.version, dateline="CẦN THƠ", push=push)
    stage.open("Solar ferries", VIETNAMESE, "write")
    stage.sitting.perform("go.headlines")
    desk.stories.change_article(article.id, article.version + 1, dateline="", push="")


def _write_photos(stage: Stage) -> None:
    stage.open("Solar ferries", VIETNAMESE, "write")
    stage.sitting.perform("go.story_photos")
    tab = stage.part(PhotoTab)
    tab.open_photo(next(iter(tab.cards)))
    stage.sitting.settle()


def _write_tags(stage: Stage) -> None:
    stage.open("Solar ferries", VIETNAMESE, "write")
    stage.sitting.perform("go.story_tags")


def _write_history(stage: Stage) -> None:
    stage.open("Solar ferries", VIETNAMESE, "write")
    stage.sitting.perform("go.history")


def _checks(view: str) -> Scene:
    """Show what the checks have found beside a view."""

    def scene(stage: Stage) -> None:
        stage.open("Solar ferries", ENGLISH, view)
        stage.sitting.perform("go.checks")
        stage.part(ChecksTab).check_now()
        stage.sitting.settle()

    return scene


def _notes(view: str) -> Scene:
    """Show notes beside a view, with one that is being written."""

    def scene(stage: Stage) -> None:
        notes = stage.sitting.desk.notes
        article = stage.sitting.desk.stories.view(stage.story("Solar ferries")).article(ENGLISH)
        assert article is not None
        if not notes.of(article.id).threads:
            first = next(block for block in article.body if block.kind.holds_words)
            notes.write(article.id, "Call the port before this goes out.")
            notes.write(article.id, "Who counted?", Anchor(None, first.text))
            notes.answer(notes.of(article.id).threads[1].note.id, "The port did, on Monday.")
        stage.open("Solar ferries", ENGLISH, view)
        stage.sitting.perform("note.write")
        stage.sitting.perform("note.next")

    return scene


def _compare(stage: Stage) -> None:
    _write_history(stage)
    tab = stage.part(HistoryTab)
    article = stage.sitting.conductor.navigator.article
    assert article is not None
    revisions = stage.sitting.desk.history.revisions(article.id)
    tab.compare_wanted.emit(article.id, revisions[-1])
    stage.sitting.settle()


def _translate(stage: Stage) -> None:
    stage.open("Solar ferries", ENGLISH, "translate")


def _beside(view: str, tab: str) -> Scene:
    """Show a tab of the inspector beside a view."""

    def scene(stage: Stage) -> None:
        stage.open("Solar ferries", ENGLISH, view)
        stage.sitting.perform(tab)
        photos = stage.part(PhotoTab)
        if photos.isVisible() and photos.cards:
            photos.open_photo(next(iter(photos.cards)))
            stage.sitting.settle()

    return scene


def _translate_changed(stage: Stage) -> None:
    stage.open("River market", ENGLISH, "translate")


def _not_started(stage: Stage) -> None:
    stage.open("Evening school", CHINESE, "write")


def _preview(stage: Stage) -> None:
    stage.open("Solar ferries", ENGLISH, "preview")


def _preview_face(action: str) -> Scene:
    def scene(stage: Stage) -> None:
        _preview(stage)
        stage.sitting.perform(action)

    return scene


def _preview_beside(stage: Stage) -> None:
    _preview(stage)
    stage.sitting.perform("preview.page")
    stage.part(PreviewView).choose_beside(VIETNAMESE)
    stage.sitting.settle()


def _both(stage: Stage) -> None:
    stage.part(PreviewView).choose_beside("alone")
    stage.sitting.perform("preview.page")
    stage.open("Solar ferries", ENGLISH, "both")


def _publish(stage: Stage) -> None:
    stage.open("Kite season", VIETNAMESE, "write")
    stage.sitting.perform("story.publish")


def _publish_refused(stage: Stage) -> None:
    stage.open("Solar ferries", ENGLISH, "write")
    stage.sitting.perform("story.publish")


def _take_in(stage: Stage) -> None:
    data = QMimeData()
    data.setHtml(COPIED)
    QGuiApplication.clipboard().setMimeData(data)
    stage.open("Solar ferries", VIETNAMESE, "write")
    stage.sitting.perform("story.take_in")


def _action(name: str) -> Scene:
    def scene(stage: Stage) -> None:
        stage.open("Solar ferries", VIETNAMESE, "write")
        stage.sitting.perform(name)

    return scene


def _action_in_translation(name: str) -> Scene:
    def scene(stage: Stage) -> None:
        stage.open("Solar ferries", ENGLISH, "translate")
        stage.sitting.perform(name)

    return scene


def _area(key: str) -> Scene:
    return lambda stage: stage.sitting.show_area(key)


def _photos(tab: str) -> Scene:
    def scene(stage: Stage) -> None:
        stage.sitting.show_area("photos")
        stage.part(PhotosScreen).inspector.show_tab(tab)
        stage.sitting.settle()

    return scene


def _first_run(stage: Stage) -> None:
    language = stage.out.name.split("-", 1)[0]
    window = MainWindow(stage.sitting.theme, "")
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, True)
    window.show_widget(FirstRun(stage.sitting.theme, language, Path("Copydesk")))
    window.resize(stage.sitting.window.size())
    window.show()
    stage.shown = window


SCENES: Mapping[str, Scene] = {
    "write": _write,
    "write-headlines": _write_headlines,
    "write-photos": _write_photos,
    "write-tags": _write_tags,
    "write-history": _write_history,
    "write-notes": _notes("write"),
    "translate-notes": _notes("translate"),
    "write-checks": _checks("write"),
    "translate-checks": _checks("translate"),
    "compare": _compare,
    "translate": _translate,
    "translate-changed": _translate_changed,
    "translate-details": _beside("translate", "go.details"),
    "translate-photos": _beside("translate", "go.story_photos"),
    "translate-history": _beside("translate", "go.history"),
    "not-started": _not_started,
    "preview": _preview,
    "preview-details": _beside("preview", "go.details"),
    "preview-photos": _beside("preview", "go.story_photos"),
    "preview-tags": _beside("preview", "go.story_tags"),
    "preview-phone": _preview_face("preview.phone"),
    "preview-search": _preview_face("preview.search"),
    "preview-card": _preview_face("preview.card"),
    "preview-beside": _preview_beside,
    "both": _both,
    "publish": _publish,
    "publish-refused": _publish_refused,
    "take-in": _take_in,
    "palette": _action("help.palette"),
    "keys": _action("help.keys"),
    "find": _action("find.replace"),
    "standing": _action("text.standing"),
    "everywhere": _action("edit.everywhere"),
    "machine": _action_in_translation("translate.machine"),
    "send-out": _action_in_translation("translate.send_out"),
    "photos": _photos("caption"),
    "photos-used": _photos("used"),
    "photos-file": _photos("file"),
    "tags": _area("tags"),
    "terms": _area("terms"),
    "sync": _area("sync"),
    **SYNC_SCENES,
    "settings": _area("settings"),
    "first-run": _first_run,
}


def sit(
    folder: Path, language: str, colours: str, size: str, only: str
) -> Iterator[tuple[str, list[Found]]]:
    """Take the pictures of one language, theme and size; yield each scene with what was found."""
    speak(language, LOCALE)
    QLocale.setDefault(QLocale(language))
    out = OUT / f"{language}-{colours}-{size}"
    out.mkdir(parents=True, exist_ok=True)
    width, height = (int(part) for part in size.split("x"))
    with tempfile.TemporaryDirectory() as place:
        settings = SettingsService(Path(place) / "settings.json")
        settings.save(editor="Lan Anh", interface_language=language)
        desk = open_desk(folder, settings=settings)
        sitting = WindowSitting(desk, Colours(colours), QSize(width, height))
        stage = Stage(sitting, out, Catalogue(language, LOCALE))
        try:
            for name, scene in SCENES.items():
                if only in name:
                    scene(stage)
                    stage.take(name)
                    sitting.close_sheets()
                    yield name, stage.found[name]
        finally:
            sitting.close()


def main() -> int:
    """Take all pictures that were asked for; return 1 when a text was cut or untranslated."""
    parser = argparse.ArgumentParser(prog="tests.shots", description=__doc__)
    parser.add_argument("--language", choices=LANGUAGES, action="append")
    parser.add_argument("--colours", choices=("light", "dark"), action="append")
    parser.add_argument("--size", choices=SIZES, action="append")
    parser.add_argument("--only", default="", help="scenes whose name holds this")
    asked = parser.parse_args()
    application()
    desk = OUT / "desk"
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    new_desk(desk, sample=True)
    troubles = 0
    for language, colours, size in itertools.product(
        asked.language or LANGUAGES, asked.colours or ("light", "dark"), asked.size or SIZES
    ):
        for name, found in sit(desk, language, colours, size, asked.only):
            for item in dict.fromkeys(found):
                print(f"{language}-{colours}-{size} {name}: {item}")
            troubles += len(set(found))
    QGuiApplication.clipboard().clear()  # what was copied must not outlive Python
    write_index(SCENES, OUT)
    print(f"{len(list(OUT.rglob('*.png')))} pictures in {OUT}, {troubles} troubles")
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
