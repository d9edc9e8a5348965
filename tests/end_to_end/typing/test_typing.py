"""Real typing with real input methods in the real window, while it saves, settles and reloads.

Twenty runs: not one character lost, doubled or out of order, in the window and in the library.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from editor_app.domain.ids import ENGLISH, VIETNAMESE
from editor_app.services.preferences import SettingsService
from editor_app.wiring import new_desk, open_desk
from tests.end_to_end.typing.stage import PINYIN, Stage, Window, missing, wait_until
from tests.end_to_end.typing.stage import VIETNAMESE as UNIKEY
from tests.end_to_end.typing.telex import keys_for

pytestmark = [
    pytest.mark.typing,
    pytest.mark.timeout(1200),
    pytest.mark.skipif(sys.platform != "linux", reason="ibus and X are Linux programs"),
]

SENTENCES = (
    "Thủ tướng Việt Nam đẩy mạnh tuyến đường sắt tốc độ cao.",
    "Trước bình minh, chuyến phà rời bến không một tiếng động.",
    "Nhiên liệu chiếm bốn mươi phần trăm thu nhập của đội phà năm ngoái.",
    "Người dân ở hạ lưu sống bằng nghề chở khách qua sông.",
    "Tỉnh dự kiến mở rộng nếu chi phí bảo dưỡng giảm một nửa.",
    "Thợ máy kiểm tra từng bộ pin trước khi phà chở chuyến khách đầu ngày.",
)
PINYIN_KEYS = (
    "zongtong fangwen zhongguo ",
    "beijing xinwen jizhe ",
    "xuexiao laoshi xuesheng ",
    "women xihuan chuantong wenhua ",
    "jingji fazhan shehui jinbu ",
    "laoshi zai xuexiao gongzuo ",
)


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    lacking = missing()
    if lacking:
        pytest.fail(f"make test installs these: {', '.join(lacking)}")
    with Stage() as made:
        yield made


@pytest.fixture(scope="module")
def window(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    folder = tmp_path_factory.mktemp("typing")
    prepare_desk(folder)
    made = stage.window(folder / "desk", folder / "settings.toml")
    wait_until(lambda: bool(made.ask("ready")))
    made.ask("open")
    made.still()
    stage.activate("Copydesk")
    yield made
    made.quit()


def prepare_desk(folder: Path) -> None:
    """Make a desk with a source of three paragraphs and its English version, not yet written."""
    settings = SettingsService(folder / "settings.toml")
    settings.save(interface_language="en", light_mode=True, smart_quotes=True)
    new_desk(folder / "desk")
    desk = open_desk(folder / "desk", settings=settings)
    created = desk.stories.create(VIETNAMESE)
    desk.drafts.save(created.article, "headline", "Phà")
    desk.drafts.save(created.article, "body", "Một.\n\nHai.\n\nBa.")
    desk.drafts.settle(created.article)
    desk.translations.start(created.story, ENGLISH)
    desk.photos.take_in(picture(), "ferry.png")
    desk.close()


def picture() -> bytes:
    """Return a small picture file."""
    image = QImage(64, 40, QImage.Format.Format_RGB32)
    image.fill(0xFF35606E)
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(kept.data())


def reference(stage: Stage, window: Window, keys: str) -> str:
    """Return what the input method makes of some keys in a bare text field."""
    window.ask("plain")
    stage.activate("plain")
    stage.type_through(window, keys)
    text = str(window.still()["plain"])
    window.ask("hide")
    stage.activate("Copydesk")
    return text


def choose(stage: Stage, window: Window, engine: str) -> None:
    """Choose an input method, and wait until it composes: it loads while the first keys come."""

    def composes() -> bool:
        window.ask("plain")
        stage.activate("plain")
        stage.type_through(window, "aa ")
        return not str(window.still()["plain"]).isascii()

    stage.engine(engine)
    wait_until(composes)
    window.ask("hide")
    stage.activate("Copydesk")


def begin(window: Window, language: str, view: str = "write") -> None:
    """Show a language in a view, with its body empty and the caret in it."""
    window.ask(f"language {language}")
    window.still()
    window.ask(f"view {view}")
    window.still()
    if view == "write":
        window.ask("focus body")
        window.ask("clear")
        window.still()


@pytest.mark.parametrize("run", range(len(SENTENCES)))
def test_vietnamese_typed_while_the_desk_saves_and_reloads(
    stage: Stage, window: Window, run: int
) -> None:
    choose(stage, window, UNIKEY)
    begin(window, "vi")
    window.ask("disturb on")
    stage.type_through(window, keys_for(SENTENCES[run]) + " ")
    window.ask("disturb off")
    assert window.still()["body"] == SENTENCES[run] + " "
    wait_until(lambda: window.ask("stored")["vi"] == SENTENCES[run])


@pytest.mark.parametrize("run", range(len(PINYIN_KEYS)))
def test_chinese_typed_while_the_desk_saves_and_reloads(
    stage: Stage, window: Window, run: int
) -> None:
    choose(stage, window, PINYIN)
    expected = reference(stage, window, PINYIN_KEYS[run])
    assert expected
    assert not expected.isascii()
    begin(window, "vi")
    window.ask("disturb on")
    stage.type_through(window, PINYIN_KEYS[run])
    window.ask("disturb off")
    assert window.still()["body"] == expected
    wait_until(lambda: window.ask("stored")["vi"] == expected.strip())


def test_paragraphs_and_quotes_typed_at_full_speed(stage: Stage, window: Window) -> None:
    choose(stage, window, UNIKEY)
    begin(window, "vi")
    window.ask("disturb on")
    for sentence in SENTENCES[:3]:
        stage.type(f'"{keys_for(sentence)}" ', delay=12)
        stage.press("Return")
    stage.wait_through(window)
    window.ask("disturb off")
    text = window.still()["body"]
    assert [line.strip() for line in text.split("\n") if line] == [
        f"“{sentence}”" for sentence in SENTENCES[:3]
    ]


def test_what_is_composed_stays_with_the_input_method_while_all_else_goes_on(
    stage: Stage, window: Window
) -> None:
    choose(stage, window, PINYIN)
    begin(window, "vi")
    window.ask("disturb on")
    stage.type("zhongguo")
    wait_until(lambda: bool(window.text()["preedit"]))
    seen = []
    for _ in range(12):
        said = window.text()
        seen.append((said["body"], bool(said["preedit"])))
        time.sleep(0.1)  # the disturbances go on in the other process
    window.ask("disturb off")
    assert set(seen) == {("", True)}
    stage.type_through(window, " ")
    assert window.still()["body"] == "中国"


def test_a_photo_that_the_desk_puts_in_waits_for_the_syllable(stage: Stage, window: Window) -> None:
    choose(stage, window, UNIKEY)
    begin(window, "vi")
    stage.type("Mootj ")
    wait_until(lambda: window.ask("stored")["vi"] == "Một")
    stage.type(keys_for("chuyến"))
    window.ask("photo")
    wait_until(lambda: "photo:" in window.ask("stored")["vi"])
    assert "photo:" not in window.text()["body"]
    stage.type_through(window, keys_for(" phà") + " ")
    said = window.still()["body"]
    lines = said.split("\n")
    assert lines[0] == "Một chuyến phà "
    assert lines[1].startswith("![](photo:")
    wait_until(lambda: window.ask("stored")["vi"].startswith("Một chuyến phà\n\n![](photo:"))


def test_a_click_elsewhere_keeps_the_syllable_once(stage: Stage, window: Window) -> None:
    choose(stage, window, UNIKEY)
    begin(window, "vi")
    window.ask("disturb on")
    stage.type(keys_for("Người"))
    wait_until(lambda: str(window.text()["preedit"]) == "Người")
    window.ask("focus headline")
    window.ask("clear")
    stage.type_through(window, keys_for("dân ") + keys_for("phà "))
    window.ask("disturb off")
    said = window.still()
    assert said["body"] == "Người"
    assert said["headline"] == "dân phà "


def test_another_language_keeps_the_syllable_once(stage: Stage, window: Window) -> None:
    choose(stage, window, UNIKEY)
    begin(window, "en")
    begin(window, "vi")
    stage.type(keys_for("Việt"))
    stage.press("ctrl+Next")
    stage.wait_through(window)
    other = window.still()
    assert other["language"] == "en"
    assert other["body"] == ""
    stage.press("ctrl+Prior")
    stage.wait_through(window)
    assert window.still()["body"] == "Việt"
    wait_until(lambda: window.ask("stored")["vi"] == "Việt")


def test_another_view_keeps_the_syllable_once(stage: Stage, window: Window) -> None:
    choose(stage, window, UNIKEY)
    begin(window, "vi")
    stage.type("Phà ".replace("à", "af") + keys_for("chạy"))
    stage.press("ctrl+2")
    stage.wait_through(window)
    window.still()
    stage.press("ctrl+1")
    stage.wait_through(window)
    assert window.still()["body"] == "Phà chạy"
    wait_until(lambda: window.ask("stored")["vi"] == "Phà chạy")


def test_confirming_a_row_commits_the_syllable_first(stage: Stage, window: Window) -> None:
    choose(stage, window, UNIKEY)
    begin(window, "en")
    begin(window, "vi")
    stage.type("Mootj. ")
    stage.press("Return")
    stage.type_through(window, "Hai. ")
    window.still()
    wait_until(lambda: window.ask("stored")["vi"] == "Một.\n\nHai.")
    begin(window, "en", "translate")
    window.ask("row 1")
    window.ask("disturb on")
    stage.type(keys_for("chữ"))
    stage.press("ctrl+Return")
    stage.type_through(window, keys_for("hai") + " ")
    window.ask("disturb off")
    said = window.still()
    assert said["body"].split("\n")[:2] == ["chữ", "hai "], (said, window.ask("rows"))
    wait_until(lambda: window.ask("stored")["en"] == "chữ\n\nhai")
    window.ask("view write")


def test_rows_typed_in_chinese_keep_their_order(stage: Stage, window: Window) -> None:
    choose(stage, window, PINYIN)
    words = [reference(stage, window, keys) for keys in PINYIN_KEYS[:2]]
    begin(window, "vi")
    stage.type("zhongguo ")
    stage.press("Return")
    stage.type_through(window, "beijing ")
    window.still()
    wait_until(lambda: len(window.ask("stored")["vi"].split("\n\n")) == 2)
    begin(window, "en")
    begin(window, "en", "translate")
    window.ask("row 1")
    window.ask("disturb on")
    stage.type(PINYIN_KEYS[0].rstrip())  # the last word is still being composed
    stage.press("ctrl+Return")
    stage.wait_through(window)
    stage.type_through(window, PINYIN_KEYS[1])
    window.ask("disturb off")
    said = window.still()
    assert said["body"].split("\n")[:2] == words, (said, window.ask("rows"))
    wait_until(lambda: window.ask("stored")["en"] == "\n\n".join(words))
    window.ask("view write")
