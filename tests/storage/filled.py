"""A library with rows in every table and no field at its default, for round trips and the museum.

Ids and instants are fixed, so that the library file of each schema in ``tests/data/libraries`` must
give back exactly these values for ever.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from editor_app.domain.article import Article, ArticleStatus
from editor_app.domain.block import Block, BlockKind
from editor_app.domain.conflict import Conflict, Joined, Resolution, Whose
from editor_app.domain.edition import Edition, Quotes, Section
from editor_app.domain.history import (
    Correction,
    CorrectionKind,
    Dismissal,
    Draft,
    LiveEntry,
    Note,
    Reply,
    Revision,
    RevisionReason,
    SavedSearch,
)
from editor_app.domain.ids import (
    ArticleId,
    BlockId,
    ConflictId,
    CorrectionId,
    Language,
    LicenceId,
    LiveEntryId,
    NoteId,
    OutboxId,
    OutletId,
    PersonId,
    PhotoId,
    PublicationId,
    ReplyId,
    RevisionId,
    SearchId,
    SectionId,
    SiteId,
    StandingId,
    StoryId,
    TagId,
    TermId,
    UseId,
)
from editor_app.domain.link import (
    LeftOut,
    Link,
    Made,
    Rendering,
    SourceText,
    State,
    block_address,
    field_address,
    use_address,
)
from editor_app.domain.photo import (
    Cover,
    Crop,
    DeskCaption,
    Photo,
    PhotoKind,
    PhotoUse,
    Rights,
    RightsStatus,
)
from editor_app.domain.remote import SitePull, SiteTermKind, TermPublication, foreign_block
from editor_app.domain.shown import Progress
from editor_app.domain.site import (
    LogLine,
    MediaPublication,
    Operation,
    OutboxEntry,
    OutboxState,
    Publication,
    RemoteStatus,
    Site,
    SiteKind,
    SiteWords,
    Wish,
)
from editor_app.domain.standing import StandingParagraph, StandingUse
from editor_app.domain.story import Assignment, Credited, Origin, Role, Story
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.domain.vocabulary import Licence, Outlet, OutletKind, Person, Tag
from editor_app.storage.records import Records
from tests.storage.filled_memory import HOUSE_CHECKS, MEMORY, PAIR, TAKEN_PAIR, TAKING

VI, EN, ZH = Language("vi"), Language("en"), Language("zh")
NOON = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)


def hour(number: int) -> datetime:
    """Return an instant some hours after the first."""
    return NOON + timedelta(hours=number)


def named(number: int) -> str:
    """Return a fixed id."""
    return f"{number:032x}"


EDITION = Edition(
    language=VI,
    autonym="Tiếng Việt",
    order=2,
    date_form="{weekday}, {day}/{month}/{year}",
    quotes=Quotes("“", "”", "‘", "’"),
    credit_words={PhotoKind.PHOTO: "Ảnh: {credit}", PhotoKind.COURTESY: "Ảnh: {credit} cung cấp"},
    attribution_one="Theo {outlets}",
    attribution_many="Tổng hợp từ {outlets}",
    outlet_joint=" và ",
    keeps_marks=True,
)
PARENT_SECTION = Section(SectionId(named(1)), 1, {VI: "Thế giới"}, {VI: "the-gioi"})
SECTION = Section(
    SectionId(named(2)),
    3,
    {VI: "Châu Á", EN: "Asia", ZH: "亚洲"},
    {VI: "chau-a", EN: "asia", ZH: "yazhou"},
    parent=PARENT_SECTION.id,
    retired=True,
)
PARENT_TAG = Tag(TagId(named(11)), {EN: "Weather"})
TAG = Tag(
    TagId(named(12)),
    {VI: "lũ lụt", EN: "floods", ZH: "洪水"},
    {VI: ("lụt", "ngập"), EN: ("flooding",)},
    parent=PARENT_TAG.id,
    media_topic="medtop:20000148",
    retired=True,
)
PERSON = Person(
    PersonId(named(21)), {VI: "Lan Hương", EN: "Lan Huong"}, (Role.TRANSLATOR, Role.EDITOR), True
)
OUTLET = Outlet(
    OutletId(named(31)),
    {VI: "Báo Sông Hồng", EN: "Song Hong Daily"},
    OutletKind.AGENCY,
    "https://songhong.example",
    ("songhong.example", "m.songhong.example"),
    "name first",
    "one use, with credit",
    True,
)
LICENCE = Licence(LicenceId(named(41)), "Reuse with credit", "https://l.example", "No changes")
STORY = Story(
    id=StoryId(named(51)),
    slug_word="flood",
    source_language=VI,
    created=hour(0),
    section=SECTION.id,
    origin=Origin(OUTLET.id, "https://songhong.example/a", LICENCE.id),
    outlets=(OUTLET.id,),
    byline=(Credited(PERSON.id, Role.TRANSLATOR), Credited(PERSON.id, Role.EDITOR)),
    tags=(TAG.id, PARENT_TAG.id),
    uncertain=frozenset({"byline", "section"}),
    holder=PERSON.id,
    due=hour(1),
    embargo=hour(2),
    sensitive=True,
    trashed=hour(3),
    version=7,
)
PHOTO = Photo(
    id=PhotoId(named(61)),
    digest="ab" * 32,
    file_name="cầu Long Biên.jpg",
    media_type="image/jpeg",
    width=4000,
    height=3000,
    size=2_000_000,
    added=hour(4),
    kind=PhotoKind.COURTESY,
    creator="Minh",
    credit="Báo Sông Hồng",
    copyright="© 2026",
    source=OUTLET.id,
    taken=hour(-20),
    place="Hà Nội",
    rights=Rights(RightsStatus.ONE_TIME, date(2026, 12, 31), "front page only"),
    original_caption="Cầu trong lũ",
    captions={VI: DeskCaption("Cầu Long Biên trong lũ", "Cây cầu sắt"), EN: DeskCaption("Bridge")},
    focal=(0.25, 0.75),
    crops=(Crop("social", 0.1, 0.2, 0.5, 0.25),),
    covers=(Cover(0.0, 0.5, 0.125, 0.25, black=True), Cover(0.5, 0.5, 0.1, 0.1)),
    trashed=hour(5),
    version=3,
)
SOURCE = Article(
    id=ArticleId(named(71)),
    story=STORY.id,
    language=VI,
    created=hour(0),
    headline="Lũ lớn ở miền Trung",
    standfirst="Nước lên nhanh trong đêm.",
    body=(
        Block(BlockId(named(81)), BlockKind.PARAGRAPH, "Nước dâng cao từ tối qua."),
        Block(BlockId(named(82)), BlockKind.PHOTO, f"![](photo:{PHOTO.id})"),
        Block(BlockId(named(83)), BlockKind.HEADING, "## Đường sắt ngừng chạy"),
    ),
)
TARGET = Article(
    id=ArticleId(named(72)),
    story=STORY.id,
    language=ZH,
    created=hour(6),
    translated_from=SOURCE.id,
    headline="越南中部洪水",
    standfirst="夜间水位迅速上涨。",
    body=(
        Block(BlockId(named(84)), BlockKind.PARAGRAPH, "昨晚以来水位上涨。𠮷😀"),
        Block(BlockId(named(85)), BlockKind.QUOTE, "> 铁路停运"),
    ),
    slug="hongshui",
    dateline="河内",
    push="洪水",
    home="中部洪水",
    social="洪水来了",
    seo="越南 洪水",
    status=ArticleStatus.FOR_APPROVAL,
    planned=hour(7),
    published=hour(8),
    updated=hour(9),
    trashed=hour(10),
    version=5,
)
SOURCE_USE = PhotoUse(UseId(named(91)), SOURCE.id, PHOTO.id, "Cầu trong lũ", "Cây cầu")
TARGET_USE = PhotoUse(UseId(named(92)), TARGET.id, PHOTO.id, "洪水中的桥", "铁桥")
FIRST_SOURCE = block_address(SOURCE.id, SOURCE.body[0].id)
LAST_SOURCE = block_address(SOURCE.id, SOURCE.body[2].id)
FIRST_TARGET = block_address(TARGET.id, TARGET.body[0].id)
LINKS = (
    Link(FIRST_TARGET, FIRST_SOURCE),
    Link(FIRST_TARGET, LAST_SOURCE),
    Link(use_address(TARGET_USE.id, "caption"), use_address(SOURCE_USE.id, "caption")),
)
RENDERING = Rendering(
    target=FIRST_TARGET,
    state=State.REVIEWED,
    made=Made.MACHINE,
    made_from=(SourceText(LAST_SOURCE, "Đường sắt"), SourceText(FIRST_SOURCE, "Nước dâng")),
    changed=hour(11),
    changed_by="Mei",
    read=hour(12),
    read_by="Minh",
)
CAPTION_RENDERING = Rendering(use_address(TARGET_USE.id, "caption"), State.DRAFT)
LEFT_OUT = LeftOut(TARGET.id, field_address(SOURCE.id, "standfirst"), "Nước lên", "Mei", hour(13))
PROGRESS = Progress(left=2, total=5, stale=1, begun=True)
DRAFT = Draft(TARGET.id, "body", "昨晚\n\n新的一段", 5, hour(14), 42)
REVISION = Revision(
    RevisionId(named(101)), TARGET.id, hour(15), "Mei", RevisionReason.PASTE, TARGET
)
THEIR_REVISION = Revision(
    RevisionId(named(102)),
    TARGET.id,
    hour(14),
    "linh.tran",
    RevisionReason.MERGED,
    replace(TARGET, headline="中部洪水"),
)
TERM = Term(
    TermId(named(111)),
    TermKind.OFFICE,
    (TermForm(VI, "Thủ tướng"), TermForm(EN, "Prime Minister"), TermForm(EN, "Premier", True)),
    date(2021, 4, 5),
    date(2026, 6, 30),
    "government portal",
    "capital letters",
)
SITE = Site(
    id=SiteId(named(131)),
    name="Portal",
    kind=SiteKind.WORDPRESS,
    url="https://news.example",
    target="https://news.example/wp-json",
    zone="Europe/Berlin",
    theme="plain",
    account="desk",
    words={
        VI: SiteWords(
            name="Tin",
            tagline="Mỗi ngày",
            company="Công ty",
            address="1 Phố",
            email="a@news.example",
            phone="024",
            advertise="Quảng cáo",
            legal=(("Điều khoản", "/terms"), ("Riêng tư", "/privacy")),
            templates={"back_link": "Về {section}"},
        )
    },
    categories={SECTION.id: "12"},
    languages={"zh": "zh_CN"},
    found={"role": "editor"},
    version=4,
)
PUBLICATION = Publication(
    id=PublicationId(named(141)),
    article=TARGET.id,
    site=SITE.id,
    marker=named(142),
    remote_id="77",
    address="https://news.example/77",
    status=RemoteStatus.SCHEDULED,
    wish=Wish.SCHEDULE,
    wished_by="Minh",
    wished_at=hour(17),
    goes_out=hour(40),
    base='{"title":"x"}',
    digest="d1",
    revision="r9",
    seen_modified=hour(18),
    first_published=hour(19),
    last_synced=hour(20),
)
MEDIA = MediaPublication(PHOTO.digest, SITE.id, "88", {"960": "https://news.example/960.jpg"})
OUTBOX = OutboxEntry(
    id=OutboxId(named(151)),
    operation=Operation.WITHDRAW,
    article=TARGET.id,
    site=SITE.id,
    queued=hour(21),
    state=OutboxState.NEEDS_YOU,
    attempts=3,
    not_before=hour(22),
    answer="refused",
    answer_fields={"field": "slug"},
)
LOG = LogLine(hour(23), "sent", {"bytes": "120"}, TARGET.id, SITE.id)
CONFLICT = Conflict(
    id=ConflictId(named(155)),
    article=TARGET.id,
    site=SITE.id,
    found=hour(33),
    part="body",
    base="水位上涨。",
    mine="昨晚以来水位上涨。𠮷😀",
    theirs="水位昨夜上涨。\n\n铁路停运。",
    blocks=(TARGET.body[0].id, TARGET.body[1].id),
    after=BlockId(named(83)),
    use=TARGET_USE.id,
    ours=REVISION.id,
    revision=THEIR_REVISION.id,
    agreed=hour(34),
    changed=hour(35),
    theirs_at=hour(36),
    theirs_by="linh.tran",
    joined=(Joined("body", Whose.THEIRS, "第二段", 2), Joined("headline", Whose.MINE, "洪水", 3)),
    resolution=Resolution.BOTH,
    resolved=hour(37),
    resolved_by="Minh",
)
FOREIGN = foreign_block(
    '<!-- wp:gallery {"ids":[1,2]} -->\r\n<figure>ảnh 📷</figure>\n<!-- /wp:gallery -->',
    "Gallery",
    "core/gallery",
)
TERM_PUBLICATION = TermPublication(
    SITE.id, SiteTermKind.CATEGORY, SECTION.id, "12", "yazhou", "亚洲 & 太平洋", ZH
)
PULL = SitePull(SITE.id, hour(38), 4321, hour(39), 5000)
NOTE = Note(
    NoteId(named(161)),
    TARGET.id,
    hour(24),
    "Minh",
    "Hỏi lại",
    "body",
    3,
    9,
    "水位",
    "水面",
    hour(25),
)
CORRECTION = Correction(
    CorrectionId(named(171)),
    STORY.id,
    hour(26),
    CorrectionKind.NUMBER,
    "12",
    "21",
    "typing",
    "Minh",
    "Lan",
    ((VI, "Sửa: 21"), (EN, "Corrected: 21")),
)
LIVE = LiveEntry(LiveEntryId(named(181)), TARGET.id, hour(27), "Mei", "刚刚", "published")
REPLY = Reply(ReplyId(named(191)), STORY.id, hour(28), "Ông An", "Bao nhiêu?", "Hai mươi mốt")
ASSIGNMENT = Assignment(STORY.id, ZH, PERSON.id, hour(29))
SEARCH = SavedSearch(SearchId(named(201)), "Lũ", "lũ lụt", PERSON.id)
DAM = {VI: "Con đập xây năm 2011.", EN: "The dam was built in 2011."}
CHECKED = ("Lan", "Niên giám 2024", date(2024, 3, 1), 90)
STANDING = StandingParagraph(StandingId(named(211)), "Con đập", DAM, *CHECKED, retired=True)
STANDING_USE = StandingUse(
    TARGET.id, TARGET.body[0].id, STANDING.id, hour(33), "The dam was built in 2010."
)
DISMISSALS = (
    Dismissal("f1", "Lan", hour(30), TARGET.id, STORY.id),
    Dismissal("f2", "Lan", hour(31), None, STORY.id),
    Dismissal("f3", "Lan", hour(32)),
)


def fill(records: Records) -> None:
    """Put one of everything into an empty library."""
    _vocabulary(records)
    _texts(records)
    _links(records)
    _sites(records)
    _desk_work(records)


def _vocabulary(records: Records) -> None:
    records.editions.put(EDITION)
    records.sections.put(PARENT_SECTION)
    records.sections.put(SECTION)
    records.tags.put(PARENT_TAG)
    records.tags.put(TAG)
    records.persons.put(PERSON)
    records.outlets.put(OUTLET)
    records.licences.put(LICENCE)
    records.terms.put(TERM)


def _texts(records: Records) -> None:
    records.stories.add(STORY)
    records.photos.add(PHOTO)
    records.articles.add(SOURCE)
    records.articles.add(TARGET)
    records.uses.add(SOURCE_USE)
    records.uses.add(TARGET_USE)
    records.drafts.put(DRAFT)
    records.revisions.add(REVISION)
    records.revisions.add(THEIR_REVISION)
    records.foreign.put(FOREIGN)
    records.facts.put("last place", "story, article, caret")
    records.search.index(SOURCE, "extra words")
    records.search.index(TARGET)


def _links(records: Records) -> None:
    records.links.replace_target(TARGET.id, LINKS)
    records.links.replace_renderings(TARGET.id, (RENDERING, CAPTION_RENDERING))
    records.links.add_left_out(LEFT_OUT)
    records.progress.put(TARGET.id, PROGRESS)
    records.memory.put_memory(MEMORY)
    records.memory.add(PAIR, "nước dâng cao")
    records.memory_batches.begin(TAKING)
    records.memory.add(TAKEN_PAIR, "hết")
    records.house.replace(HOUSE_CHECKS)
    records.memory_index.shelve(10)
    records.memory_index.post(10)
    records.standing.put(STANDING)
    records.standing.put_use(STANDING_USE)


def _sites(records: Records) -> None:
    records.sites.add(SITE)
    records.publications.put(PUBLICATION)
    records.media.put(MEDIA)
    records.outbox.add(OUTBOX)
    records.log.add(LOG)
    records.conflicts.put(CONFLICT)
    records.term_publications.put(TERM_PUBLICATION)
    records.pulls.put(PULL)


def _desk_work(records: Records) -> None:
    records.notes.put(NOTE)
    records.corrections.put(CORRECTION)
    records.live.put(LIVE)
    records.replies.put(REPLY)
    records.assignments.put(ASSIGNMENT)
    records.searches.put(SEARCH)
    for dismissal in DISMISSALS:
        records.dismissals.put(dismissal)
