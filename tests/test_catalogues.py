"""What Copydesk says is there in all its languages, in the words of docs/words.md."""

from __future__ import annotations

import gettext
import io
import re
import unicodedata
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import catalogues
from editor_app.domain.messages import Message
from editor_app.sentences import ngettext, pgettext, sentence, speak, spoken
from editor_app.wording import WORDING

LANGUAGES = catalogues.LANGUAGES

# English, the wording in Vietnamese and in Chinese: the table of docs/words.md as labels have it.
WORDS = (
    ("Stories", "Tin bài", "稿件"),
    ("Take in", "Nhận tin", "收稿"),
    ("Headline", "Tít", "标题"),
    ("Standfirst", "Sapo", "提要"),
    ("Byline", "Bút danh", "署名"),
    ("translator", "người dịch", "编译"),
    ("editor", "biên tập", "责编"),
    ("Source outlet", "Nguồn", "稿源"),
    ("Outlets credited", "Dẫn nguồn", "援引媒体"),
    ("publication time", "giờ đăng", "发布时间"),
    ("Dateline", "Địa danh đầu tin", "电头"),
    ("Caption", "Chú thích ảnh", "图注"),
    ("Credit", "Nguồn ảnh", "图片来源"),
    ("Alt text", "Mô tả ảnh", "替代文本"),
    ("Section", "Chuyên mục", "栏目"),
    ("Tags", "Thẻ", "标签"),
    ("To do", "Chưa dịch", "未译"),
    ("Translated", "Đã dịch", "已译"),
    ("Reviewed", "Đã hiệu đính", "已审校"),
    ("Left out", "Bỏ", "略"),
    ("Source changed", "Bản gốc đã đổi", "原文已改"),
    ("For approval", "Trình duyệt", "送审"),
    ("Approved", "Đã duyệt", "已签发"),
    ("Scheduled", "Hẹn giờ", "定时发布"),
    ("Published", "Đã đăng", "已发布"),
    ("Withdrawn", "Đã gỡ", "已撤稿"),
    ("Outbox", "Chờ gửi", "待发送"),
    ("Needs you", "Cần xử lý", "待处理"),
    ("Memory", "Bộ nhớ dịch", "翻译记忆"),
    ("Terms", "Thuật ngữ", "术语"),
    ("machine translation", "dịch máy", "机器翻译"),
    ("Work folder", "Thư mục làm việc", "工作文件夹"),
)
NOT_SAID = {
    "vi": ("sửa lỗi", "bàn làm việc", "câu chuyện"),
    "zh": ("桌面", "导语", "故事", "新闻源"),
}

HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?]|[\u4e00-\u9fff]\.(?:\s|$)")
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def said() -> Catalog:
    """Everything the program says now."""
    return catalogues.said()


def _pairs(language: str) -> list[tuple[str, str]]:
    """Return English and translation of every text."""
    found = []
    for text in catalogues.load(language):
        if text.id:
            english = text.id if isinstance(text.id, str) else text.id[0]
            other = text.string if isinstance(text.string, str) else (text.string or ("",))[0]
            found.append((english, other))
    return found


def _speech(language: str) -> gettext.NullTranslations:
    return gettext.translation(catalogues.DOMAIN, catalogues.LOCALES, [language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_and_keeps_its_fields(language: str, said: Catalog) -> None:
    assert list(catalogues.complaints(catalogues.load(language), said)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_made_from_the_edited_one(language: str, tmp_path: Path) -> None:
    fresh = tmp_path / language / "LC_MESSAGES" / f"{catalogues.DOMAIN}.mo"
    fresh.parent.mkdir(parents=True)
    fresh.write_bytes(catalogues.compiled(catalogues.load(language)))
    made = gettext.translation(catalogues.DOMAIN, tmp_path, [language])
    assert _contents(made) == _contents(_speech(language))


def _contents(speech: gettext.NullTranslations) -> dict[object, str]:
    contents: dict[object, str] = vars(speech)["_catalog"]
    return {key: text for key, text in contents.items() if key}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_edited_catalogue_is_as_update_writes_it(language: str, said: Catalog) -> None:
    fresh = catalogues.written(catalogues.translated(language, said))
    as_it_is = catalogues.po_path(language).read_bytes()
    assert _read(fresh) == _read(as_it_is)


def _read(data: bytes) -> list[tuple[object, object]]:
    return [(text.id, text.string) for text in read_po(io.BytesIO(data)) if text.id]


@pytest.mark.parametrize(("english", "vietnamese", "chinese"), WORDS)
def test_the_words_of_the_house_are_used(english: str, vietnamese: str, chinese: str) -> None:
    assert _speech("vi").gettext(english) == vietnamese
    assert _speech("zh").gettext(english) == chinese


def test_a_draft_row_and_a_draft_text_are_told_apart() -> None:
    assert _speech("vi").pgettext("row", "Draft") == "Đang dịch"
    assert _speech("zh").pgettext("row", "Draft") == "译稿"
    assert _speech("vi").gettext("Draft") == "Bản nháp"
    assert _speech("zh").gettext("Draft") == "草稿"


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_mean_something_else_are_not_used(language: str) -> None:
    wrong = [
        (english, word)
        for english, other in _pairs(language)
        for word in NOT_SAID[language]
        if word in other.lower()
    ]
    assert wrong == []


def test_long_vietnamese_carries_its_marks() -> None:
    bare = [other for _english, other in _pairs("vi") if len(other) > 24 and other.isascii()]
    assert bare == []


def test_chinese_is_written_in_chinese() -> None:
    foreign = [
        (english, other)
        for english, other in _pairs("zh")
        if len(english) > 9 and not HAN.search(other) and re.search("[a-z]{3}", _bare(english))
    ]
    assert foreign == []


def _bare(text: str) -> str:
    """Return a text without its fields and without the letters that form a day."""
    return re.sub(r"\{[^}]*\}|\b(?:d+|M+|y+)\b", "", text)


def test_chinese_has_marks_of_full_width() -> None:
    assert [other for _english, other in _pairs("zh") if HALF_WIDTH.search(other)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotes_are_curved_and_letters_composed(language: str) -> None:
    for english, other in _pairs(language):
        assert '"' not in other, english
        assert unicodedata.normalize("NFC", other) == other, english


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_ends_as_the_english_does(language: str) -> None:
    ends = {"…": ("…",), ".": (".", "。"), "?": ("?", "？")}
    wrong = [
        (english, other)
        for english, other in _pairs(language)
        if english[-1:] in ends and not other.endswith(ends[english[-1]])
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_error_names_what_it_is_about(language: str) -> None:
    before = spoken()
    speak(language, catalogues.LOCALES)
    try:
        for key, pattern in WORDING.items():
            values = {name: f"<{name}>" for name in catalogues.fields(pattern)}
            told = sentence(Message(key, values))
            assert all(value in told for value in values.values()), key
            assert told != pattern or pattern == "{name}", key
    finally:
        speak(before, catalogues.LOCALES)


def test_a_number_is_said_with_the_word_it_needs() -> None:
    before = spoken()
    try:
        told = []
        for language in ("en", "vi", "zh"):
            speak(language, catalogues.LOCALES)
            told.append([ngettext("{count} tag", "{count} tags", n) for n in (1, 2)])
        assert told[0] == ["{count} tag", "{count} tags"]
        assert told[1] == ["{count} thẻ"] * 2
        assert told[2] == ["{count} 个标签"] * 2
        assert pgettext("row", "Draft") == "译稿"
    finally:
        speak(before, catalogues.LOCALES)


def test_a_text_that_is_new_arrives_empty_and_is_complained_about() -> None:
    before, grown = Catalog(), Catalog()
    before.add("Stories")
    grown.add("Stories")
    grown.add("A text nobody has translated, with {field}")
    fresh = catalogues.translated("vi", grown)
    assert fresh["Stories"].string == "Tin bài"
    assert list(catalogues.complaints(fresh, grown)) == [
        "empty: A text nobody has translated, with {field}"
    ]
    assert list(catalogues.complaints(fresh, before)) == [
        "said no more: A text nobody has translated, with {field}"
    ]


@pytest.mark.parametrize(
    ("other", "complaint"),
    [
        ("Không có trường", "a field left out: Saved {when}"),
        ("Đã lưu {wenn}", "a field that is not given: Saved {when}"),
        ("  ", "empty: Saved {when}"),
        ("Đã lưu {when}", None),
    ],
)
def test_fields_in_braces_must_agree(other: str, complaint: str | None) -> None:
    texts, known = Catalog(), Catalog()
    texts.add("Saved {when}")
    known.add("Saved {when}", other)
    assert list(catalogues.complaints(known, texts)) == ([complaint] if complaint else [])


def test_marked_texts_are_found_wherever_they_stand() -> None:
    source = """
title = _("One"
          " text")
table = {"key": N_("A row")}
words = f"{count} · {_('inside an f-string')}"
count = ngettext("{count} tag", "{count} tags", number)
state = pgettext("row", "Draft")
later = _(pattern)
"""
    assert catalogues.texts_in(source) == [
        ("One text", None),
        ("A row", None),
        ("inside an f-string", None),
        (("{count} tag", "{count} tags"), None),
        ("Draft", "row"),
    ]


@pytest.mark.parametrize("text", ['f"Saved {when}"', '"Saved " + when', '"Saved %s" % when'])
def test_a_text_that_is_put_together_before_it_is_marked_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="put together"):
        catalogues.texts_in(f"_({text})")
