"""Lines that name people, outlets, credits, tags and times, and what only looks like them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.formats.attribution import (
    Attribution,
    attribution_of,
    labelled,
    names_in,
    reporters_in,
    tags_in,
)
from editor_app.formats.credits import parted
from editor_app.formats.publication_times import instant_in, time_line


@pytest.mark.parametrize(
    ("line", "names", "outlets"),
    [
        ("Thanh Tâm (Theo Kyiv Independent, DW)", ("Thanh Tâm",), ("Kyiv Independent", "DW")),
        ("Thanh Tam (According to DW and Politico)", ("Thanh Tam",), ("DW", "Politico")),
        ("(Theo Reuters)", (), ("Reuters",)),
        ("Theo AFP, Guardian", (), ("AFP", "Guardian")),
        ("（据路透社、法新社报道）", (), ("路透社", "法新社")),
        ("（综合新华社、人民网消息）", (), ("新华社", "人民网")),
        ("By Lan Anh and Minh Châu", ("Lan Anh", "Minh Châu"), ()),
        ("Reporting by Anna Quill; Tom Reed", ("Anna Quill", "Tom Reed"), ()),
        ("Bài: Trần Hải - Ảnh: Ngọc Minh", ("Trần Hải",), ()),
        ("Người dịch: Lê Thu", ("Lê Thu",), ()),
        ("（记者 王小明）", ("王小明",), ()),
        ("本报记者 王小明 李四", ("王小明", "李四"), ()),
        ("责任编辑：张三", ("张三",), ()),
    ],
)
def test_names_and_credited_outlets_are_found(
    line: str, names: tuple[str, ...], outlets: tuple[str, ...]
) -> None:
    said = attribution_of(line)
    assert (said.names, said.outlets) == (names, outlets)


@pytest.mark.parametrize(
    ("line", "outlet", "url"),
    [
        ("By VnExpress: https://a.example/b-1.html", "VnExpress", "https://a.example/b-1.html"),
        ("Nguồn: https://a.example/b", "", "https://a.example/b"),
        ("Nguồn: Tuổi Trẻ", "Tuổi Trẻ", ""),
        ("来源：新华网", "新华网", ""),
        ("Source: The Harbour Post", "The Harbour Post", ""),
    ],
)
def test_the_source_is_found(line: str, outlet: str, url: str) -> None:
    assert attribution_of(line) == Attribution(outlet=outlet, url=url)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Theo ông Nam, giá nhà sẽ tăng trong năm tới.",
        "According to the minister, prices will rise next year.",
        "He went there (according to sources close to him) and came back.",
        "By nine o'clock everybody had gone",
        "Nguồn nước sạch về bản.",
        "据说，他明天回来。",
        "Hà Nội",
        "The end.",
        "(Theo Reuters) " + "dài " * 100,
    ],
)
def test_sentences_are_no_attributions(line: str) -> None:
    assert not attribution_of(line)


def test_names_look_like_names() -> None:
    assert names_in("Lan Anh") == ("Lan Anh",)
    assert names_in("Vincent van Gogh") == ("Vincent van Gogh",)
    assert names_in("王小明") == ("王小明",)
    assert names_in("a sentence of words") == ()
    assert names_in("Room 12") == ()
    assert names_in("https://a.example") == ()


def test_a_reporter_named_in_the_first_line_is_found() -> None:
    assert reporters_in("晨报讯（记者 王小明）十四日上午") == ("王小明",)
    assert reporters_in("十四日上午，记者（王小明）到场") == ()


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("Tags: bóng đá, World Cup", ("bóng đá", "World Cup")),
        ("Từ khóa: a; b", ("a", "b")),
        ("标签：北约、乌克兰", ("北约", "乌克兰")),
        ("Tag: #a #b", ("a", "b")),
        ("Tags are useful", ()),
    ],
)
def test_tags_are_found(line: str, tags: tuple[str, ...]) -> None:
    assert tags_in(line) == tags


def test_fields_that_say_their_own_name_are_read() -> None:
    assert labelled("Sapo: Mỗi sáng.") == ("standfirst", "Mỗi sáng.")
    assert labelled("标题：路灯") == ("headline", "路灯")
    assert labelled("Chuyên mục: Thời sự") == ("section", "Thời sự")
    assert labelled("He said: no") == ("", "")


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("A delegation on 14/12. Photo: Reuters", "A delegation on 14/12.", "Reuters"),
        ("Đoàn đàm phán ngày 14/12. Ảnh: AFP", "Đoàn đàm phán ngày 14/12.", "AFP"),
        ("Toàn cảnh – Ảnh: AFP/TTXVN.", "Toàn cảnh", "AFP/TTXVN"),
        ("Ông A phát biểu (Ảnh: TTXVN)", "Ông A phát biểu", "TTXVN"),
        ("Ảnh minh họa: Hải Yến", "", "Hải Yến"),
        ("代表团在柏林。图：路透社", "代表团在柏林。", "路透社"),
        ("代表团合影。新华社记者 王某 摄", "代表团合影。", "新华社记者 王某"),
        ("Soldiers march. REUTERS/John Doe", "Soldiers march.", "REUTERS/John Doe"),
        ("People walk. (AP Photo/Jane Roe)", "People walk.", "AP Photo/Jane Roe"),
        ("A quay. Photo by Tom Reed", "A quay.", "Tom Reed"),
        ("No credit here.", "No credit here.", ""),
        ("A photo of him: he ran", "A photo of him: he ran", ""),
        ("Ông nói: video rất hay", "Ông nói: video rất hay", ""),
    ],
)
def test_a_credit_is_parted_from_its_caption(text: str, caption: str, credit: str) -> None:
    assert parted(text) == (caption, credit)


@pytest.mark.parametrize(
    ("text", "language", "wanted", "sure"),
    [
        ("Saturday, 20/12/2025 | 05:01 GMT+7", ENGLISH, (2025, 12, 19, 22, 1), True),
        ("Thứ tư, 22/10/2025, 19:25 (GMT+7)", VIETNAMESE, (2025, 10, 22, 12, 25), True),
        ("2025年12月20日 05:01", CHINESE, (2025, 12, 19, 21, 1), False),
        ("2025-12-20T05:01:00+07:00", None, (2025, 12, 19, 22, 1), True),
        ("2025-12-20T05:01:00Z", None, (2025, 12, 20, 5, 1), True),
        ("Sat, 20 Dec 2025 05:01:00 +0000", None, (2025, 12, 20, 5, 1), True),
        ("December 20, 2025 5:01 PM", ENGLISH, (2025, 12, 20, 17, 1), False),
        ("20 tháng 12, 2025 lúc 5 giờ 01", VIETNAMESE, (2025, 12, 19, 22, 1), False),
        ("12/31/2025 10:00", ENGLISH, (2025, 12, 31, 10, 0), False),
    ],
)
def test_publication_times_are_instants(
    text: str, language: Language | None, wanted: tuple[int, ...], sure: bool
) -> None:
    told = instant_in(text, language)
    assert told is not None
    year, month, day, hour, minute = wanted
    assert told.instant == datetime(year, month, day, hour, minute, tzinfo=UTC)
    assert told.sure is sure


def test_only_a_line_of_date_and_time_alone_is_a_time_line() -> None:
    assert time_line("Thứ bảy, 20/12/2025 | 05:01 GMT+7", VIETNAMESE)
    assert not time_line("Ngày 20/12/2025 lúc 05:01, ông A nói", VIETNAMESE)
    assert not time_line("20/12/2025", VIETNAMESE)
    assert not time_line("99/99/2025 10:00", VIETNAMESE)
    assert instant_in("no date at all") is None
