"""A small portal of our own, in three editions, for the tests of pages and site folders."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from editor_app.domain.edition import Edition, Quotes, Section
from editor_app.domain.ids import ArticleId, Language, PhotoId, SectionId, StoryId, TagId
from editor_app.domain.photo import PhotoKind
from editor_app.domain.site import SiteWords
from editor_app.domain.story import Role
from editor_app.domain.vocabulary import Tag
from editor_app.formats.page_theme import theme_from
from editor_app.formats.page_view import (
    ArticleView,
    BylineName,
    CorrectionView,
    EmbedView,
    FigureView,
    PictureSize,
    SiteView,
    SourceView,
    Theme,
)
from editor_app.paths import resource_folder
from editor_app.text.blocks import fresh

VI, EN, ZH = Language("vi"), Language("en"), Language("zh")
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
URL = "https://estuary.example"


def named(kind: str, name: str) -> str:
    """Return an id that is the same in every run."""
    return sha256(f"{kind} {name}".encode()).hexdigest()[:32]


def portal_theme() -> Theme:
    """Return the theme that is shipped."""
    folder = resource_folder() / "themes" / "portal"
    files: Mapping[str, bytes] = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(Path(folder).rglob("*"))
        if path.is_file()
    }
    return theme_from("portal", files)


def editions() -> tuple[Edition, ...]:
    """Return the three editions."""
    quotes = Quotes("“", "”", "‘", "’")
    return (
        Edition(
            VI,
            "Tiếng Việt",
            1,
            "{weekday}, {day}/{month}/{year}, {time} ({zone})",
            quotes,
            {PhotoKind.PHOTO: "Ảnh: {credit}", PhotoKind.FILE_PHOTO: "Ảnh tư liệu: {credit}"},
            "(Theo {outlets})",
            "(Theo {outlets})",
            keeps_marks=True,
        ),
        Edition(
            EN,
            "English",
            2,
            "{weekday} {day} {month_name} {year}, {time} ({zone})",
            quotes,
            {
                PhotoKind.PHOTO: "Photo: {credit}",
                PhotoKind.FILE_PHOTO: "File photo: {credit}",
                PhotoKind.AI_MADE: "Made by a machine: {credit}",
            },
            "(According to {outlets})",
            "(According to {outlets})",
        ),
        Edition(
            ZH,
            "中文",
            3,
            "{year}年{month}月{day}日 {weekday} {time}（{zone}）",
            quotes,
            {PhotoKind.PHOTO: "图：{credit}", PhotoKind.FILE_PHOTO: "资料图：{credit}"},
            "（据{outlets}报道）",
            "（综合{outlets}报道）",
            outlet_joint="、",
        ),
    )


SECTION_NAMES = (
    ("world", "Thế giới", "World", "国际"),
    ("business", "Kinh doanh", "Business", "财经"),
    ("rivers", "Sông nước", "Rivers", "江河"),
    ("science", "Khoa học", "Science", "科学"),
    ("travel", "Du lịch", "Travel", "旅游"),
    ("health", "Sức khỏe", "Health", "健康"),
)
SLUGS = {
    "world": "the-gioi",
    "business": "kinh-doanh",
    "rivers": "song-nuoc",
    "science": "khoa-hoc",
    "travel": "du-lich",
    "health": "suc-khoe",
}


def section_id(name: str) -> SectionId:
    """Return a section's id by its English slug."""
    return SectionId(named("section", name))


def sections() -> tuple[Section, ...]:
    """Return the sections; a sixth lies below Science."""
    return tuple(
        Section(
            section_id(slug),
            order,
            {VI: vi, EN: en, ZH: zh},
            {VI: SLUGS[slug], EN: slug, ZH: slug},
            parent=section_id("science") if slug == "health" else None,
        )
        for order, (slug, vi, en, zh) in enumerate(SECTION_NAMES)
    )


TAGS = (
    Tag(TagId(named("tag", "ferries")), {VI: "phà", EN: "ferries", ZH: "渡轮"}),
    Tag(TagId(named("tag", "mekong")), {VI: "sông Mê Kông", EN: "Mekong", ZH: "湄公河"}),
    Tag(TagId(named("tag", "solar")), {VI: "điện mặt trời", EN: "solar power", ZH: "太阳能"}),
)


def figure(name: str, caption: str, alt: str, credit: str = "Delta Courier") -> FigureView:
    """Return a figure with three renditions."""
    digest = named("photo", name)
    sizes = tuple(
        PictureSize(width, width * 2 // 3, f"media/{digest[:2]}/{digest[:24]}-{width}.jpg")
        for width in (480, 960, 1440)
    )
    return FigureView(PhotoId(digest), sizes, caption, alt, credit=credit)


WORDS = {
    VI: SiteWords(
        "Cửa Sông",
        "Tin từ đồng bằng, bằng ba thứ tiếng",
        "Công ty Truyền thông Cửa Sông",
        "12 Đường Bến Cũ, phường Cái Khế, Cần Thơ, Việt Nam",
        "toasoan@estuary.example",
        "+84 292 555 0100",
        "Quảng cáo: +84 292 555 0101",
        (("Điều khoản", "https://estuary.example/vi/dieu-khoan"),),
    ),
    EN: SiteWords(
        "The Estuary",
        "News from the delta, in three languages",
        "Estuary Media Ltd",
        "12 Ben Cu Street, Cai Khe Ward, Can Tho, Vietnam",
        "desk@estuary.example",
        "+84 292 555 0100",
        "Advertise with us: +84 292 555 0101",
        (
            ("Terms of use", "https://estuary.example/en/terms"),
            ("Privacy", "https://estuary.example/en/privacy"),
        ),
    ),
    ZH: SiteWords(
        "河口",
        "三语三角洲新闻",
        "河口传媒有限公司",
        "越南芹苴市 Cái Khế 坊 Bến Cũ 街12号",
        "desk@estuary.example",
        "+84 292 555 0100",
    ),
}

LEAD = "ferry"
BODIES = {
    EN: f"""The ferry at Binh Thuy leaves before dawn without a sound. \
Where the awning used to be, twelve panels drink what light there is.

![](photo:{named("photo", LEAD)})

“We used to smell of diesel,” said **Lam Thi Hoa**, who has steered the boat since 1998. \
The paper Nhân Dân and the magazine 财新 have both sent reporters.[^1]

## What a day's charge buys

- forty passengers across and back
    - in the dry months, sixty
- one hour of lamps

> “A quiet boat is a boat you can sleep on.”
> — Lam Thi Hoa, ferry pilot

| Boat | Panels | Trips a day |
|---|--:|--:|
| Binh Thuy 1 | 12 | 14 |
| Binh Thuy 2 | 8 | 9 |

![](photo:{named("photo", "workshop")})

![](embed:map)

See [the port's own figures](https://port.example/figures?year=2026&kind=<all>) & decide.

[^1]: The visits were in October.""",
    VI: f"""Chuyến phà ở Bình Thủy rời bến trước rạng đông mà không một tiếng động.

![](photo:{named("photo", LEAD)})

“Trước đây ai cũng ám mùi dầu,” bà Lâm Thị Hoa nói. Tờ Delta Courier từng viết về bà.

> “Thuyền êm là thuyền ngủ được.”
> — Lâm Thị Hoa, người lái phà""",
    ZH: f"""平水的渡轮在黎明前无声地离开码头。

![](photo:{named("photo", LEAD)})

“以前大家身上都是柴油味，”林氏花说。*安静*的船才睡得着。《Nhân Dân》报也来过。""",
}
HEADLINES = {
    EN: "Mekong ferry crews test solar boats as fuel prices climb",
    VI: "Phà sông Mê Kông chạy thử điện mặt trời khi giá dầu tăng",
    ZH: "油价上涨，湄公河渡轮试行太阳能",
}
STANDFIRSTS = {
    EN: "A day's charge carries forty passengers across and back, but batteries cost more "
    "than the boats.",
    VI: "Một ngày sạc chở bốn mươi khách qua lại, nhưng pin còn đắt hơn thuyền.",
    ZH: "一天的电量可以载四十名乘客往返，但电池比船还贵。",
}
CAPTIONS = {
    EN: "Crew members fit a panel on a ferry in Can Tho on 18 November.",
    VI: "Thợ lắp tấm pin trên phà ở Cần Thơ ngày 18/11.",
    ZH: "11月18日，工人在芹苴的渡轮上安装太阳能板。",
}
SLUG = {EN: "solar-ferries", VI: "pha-dien-mat-troi", ZH: ""}
NAMES = {EN: ("Mai Lan", "Minh Tran"), VI: ("Mai Lan", "Trần Minh"), ZH: ("梅兰", "陈明")}


def main_article(language: Language) -> ArticleView:
    """Return one language version of the main story; English is the richest."""
    lead = figure(LEAD, CAPTIONS[language], f"{CAPTIONS[language]} alt")
    second = figure("workshop", "A hull in the yard", "A hull on trestles", credit="")
    author, translator = NAMES[language]
    is_english = language == EN
    return ArticleView(
        id=ArticleId(named("article", f"main {language}")),
        story=StoryId(named("story", "main")),
        language=language,
        headline=HEADLINES[language],
        published=datetime(2026, 11, 23, 10, 0, tzinfo=UTC),
        standfirst=STANDFIRSTS[language],
        body=fresh(BODIES[language]),
        section=section_id("rivers"),
        slug=SLUG[language],
        updated=datetime(2026, 11, 23, 12, 30, tzinfo=UTC) if is_english else None,
        dateline="CAN THO" if is_english else "",
        tags=tuple(tag.id for tag in TAGS[: 3 if is_english else 2]),
        figures={lead.photo: lead, second.photo: second},
        embeds={"map": EmbedView("https://maps.example/can-tho", "The crossing", "Maps")},
        byline=(BylineName(author, Role.REPORTER), BylineName(translator, Role.TRANSLATOR)),
        outlets=("Delta Courier", "Kyiv Independent") if is_english else ("Delta Courier",),
        source=SourceView("Delta Courier", "https://courier.example/ferries?a=1&b=2"),
        corrections=(
            CorrectionView(
                datetime(2026, 11, 23, 13, 0, tzinfo=UTC),
                "Correction, 23 November: An earlier version said 21 panels; there are 12.",
            ),
        )
        if is_english
        else (),
        is_source=language == VI,
    )


def small_article(number: int, language: Language, section: str, headline: str) -> ArticleView:
    """Return a short article, an hour older than the one before it."""
    picture = figure(f"small {number}", "A street", "A street in the rain")
    return ArticleView(
        id=ArticleId(named("article", f"small {number} {language}")),
        story=StoryId(named("story", f"small {number}")),
        language=language,
        headline=headline,
        published=datetime(2026, 11, 22, 10, 0, tzinfo=UTC) - timedelta(hours=number),
        standfirst=f"What it means, number {number}.",
        body=fresh(f"First paragraph of {number}.\n\nSecond paragraph."),
        section=section_id(section),
        slug=f"small-{number}",
        tags=(TAGS[1].id,),
        figures={picture.photo: picture},
        lead=picture.photo if number % 2 else None,
    )


def site_view(small: int = 12) -> SiteView:
    """Return the portal: the main story in three languages and some small ones in English."""
    names = ("world", "business", "rivers", "health")
    others = tuple(
        small_article(number, EN, names[number % 4], f"Small story number {number}")
        for number in range(small)
    )
    return SiteView(
        name="The Estuary",
        url=URL,
        zone="Asia/Ho_Chi_Minh",
        now=NOW,
        editions=editions(),
        sections=sections(),
        tags=TAGS,
        articles=(*map(main_article, (VI, EN, ZH)), *others),
        words=WORDS,
        phrases={"Nhân Dân": VI, "Delta Courier": EN, "Kyiv Independent": EN},
    )
