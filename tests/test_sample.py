"""The sample desk is whole: its files agree with each other and hold what a first look needs."""

from __future__ import annotations

import io
import re
import tomllib
import unicodedata
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, IptcImagePlugin

from editor_app.domain.article import ArticleStatus
from editor_app.domain.history import CorrectionKind
from editor_app.domain.photo import PhotoKind, RightsStatus
from editor_app.domain.story import Role
from editor_app.domain.vocabulary import OutletKind
from editor_app.services.sample_vocabulary import memory, standing
from tests.sample_files import (
    LANGUAGES,
    SAMPLE,
    SampleStory,
    desk,
    photo_keys,
    photos,
    rows,
    stories,
    story,
)

TEXTS = sorted(
    path for path in SAMPLE.rglob("*") if path.suffix in {".toml", ".md", ".tsv", ".html"}
)
WHOLE = [it for it in stories() if set(it.bodies) == set(LANGUAGES)]
KEYS = sorted(photos())


def _named(it: SampleStory) -> str:
    return it.name


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    assert moment.tzinfo is not None
    return moment


# --- files ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(SAMPLE)))
def test_a_text_file_is_composed_and_has_no_strange_characters(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    allowed = {"\n", "\t"} if path.suffix == ".tsv" else {"\n"}
    strange = {it for it in text if unicodedata.category(it) in {"Cc", "Cf", "Co", "Cn"}} - allowed
    assert strange == set()
    assert "Ð" not in text
    assert "\ufffd" not in text


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(SAMPLE)))
def test_every_address_is_an_invented_one(path: Path) -> None:
    addresses = re.findall(r"https?://([^/\s\"')]+)", path.read_text("utf-8"))
    outside = {
        it
        for it in addresses
        if not it.endswith(".example") and it not in {"schema.org", "creativecommons.org"}
    }
    assert outside == set()


def test_the_readme_names_every_story() -> None:
    readme = (SAMPLE / "README.md").read_text("utf-8")
    assert [it.name for it in stories() if it.name not in readme] == []
    assert f"{len(stories())} stories" in readme


# --- the desk ------------------------------------------------------------------------------


def test_the_three_editions_have_all_their_forms() -> None:
    editions = desk()["editions"]
    assert [it["language"] for it in editions] == list(LANGUAGES)
    assert [it["order"] for it in editions] == [1, 2, 3]
    kinds = {"ai" if it is PhotoKind.AI_MADE else it.replace("-", "_") for it in PhotoKind}
    for edition in editions:
        assert set(edition["credit_words"]) == kinds
        assert all("{credit}" in it for it in edition["credit_words"].values())
        assert len(edition["quote_style"]) == 4
        assert all("{outlets}" in edition["attribution"][it] for it in ("one", "several"))
        keys = set(re.findall(r"\{(\w+)\}", edition["date_form"]))
        assert {"weekday", "day", "year", "time", "zone"} <= keys
        assert keys - {"weekday", "day", "month", "month_name", "year", "time", "zone"} == set()


def test_the_site_says_everything_in_every_language() -> None:
    site = desk()["site"]
    assert site["domain"] == "estuary.example"
    assert site["zone"] == "Asia/Ho_Chi_Minh"
    for table in ("names", "taglines", "company", "templates"):
        assert set(site[table]) == set(LANGUAGES)
    for language in LANGUAGES:
        company = site["company"][language]
        assert set(company) == set(site["company"]["vi"])
        assert company["email"].endswith("@estuary.example")
        assert company["phone"].startswith("+84 ")
        assert all(len(link) == 2 for link in company["legal"])
    places = {
        language: {name: sorted(re.findall(r"\{\w+\}", it)) for name, it in words.items()}
        for language, words in site["templates"].items()
    }
    assert places["en"] == places["vi"] == places["zh"]


def test_thirteen_sections_have_a_name_and_an_address_per_language() -> None:
    sections = desk()["sections"]
    assert [it["order"] for it in sections] == list(range(1, 14))
    for language in LANGUAGES:
        names = [it["names"][language] for it in sections]
        slugs = [it["slugs"][language] for it in sections]
        assert len(set(names)) == len(set(slugs)) == 13
        assert all(re.fullmatch(r"[a-z0-9-]+", it) for it in slugs)


def test_every_section_has_a_story() -> None:
    used = {it.facts["section"] for it in stories()}
    assert used == {it["id"] for it in desk()["sections"]}


def test_tags_are_labelled_once_in_every_language() -> None:
    tags = desk()["tags"]
    ids = {it["id"] for it in tags}
    assert len(ids) == len(tags) >= 25
    for tag in tags:
        assert set(tag["labels"]) == set(tag["synonyms"]) == set(LANGUAGES)
        assert tag.get("parent", tag["id"]) in ids
        assert re.fullmatch(r"medtop:\d{8}", tag.get("media_topic", "medtop:01000000"))
    for language in LANGUAGES:
        labels = [it["labels"][language] for it in tags]
        assert len(set(labels)) == len(labels)


def test_the_people_of_the_desk_are_there_with_known_roles() -> None:
    persons = {it["id"]: it for it in desk()["persons"]}
    assert {"lan-anh", "minh", "mei", "hai-nam"} <= set(persons)
    for person in persons.values():
        assert set(person["names"]) == set(LANGUAGES)
        assert {Role(it) for it in person["roles"]}


def test_outlets_have_names_a_kind_and_a_rule() -> None:
    for outlet in desk()["outlets"]:
        assert set(outlet["names"]) == set(LANGUAGES)
        assert OutletKind(outlet["kind"])
        assert outlet["credit_rule"]
        assert outlet["url"].startswith("https://")


# --- photos --------------------------------------------------------------------------------


def test_there_are_twenty_photos_and_no_file_without_its_entry() -> None:
    files = {f"photos/{path.name}" for path in (SAMPLE / "photos").iterdir()}
    assert files == {it["file"] for it in photos().values()}
    assert len(files) >= 12


@pytest.mark.parametrize("key", KEYS)
def test_a_photo_entry_is_complete(key: str) -> None:
    photo = photos()[key]
    kind = photo["kind"].replace("_", "-")
    assert PhotoKind(kind)
    assert photo["credit"]
    assert RightsStatus(photo["rights"]["status"].replace("_", "-"))
    if "until" in photo["rights"]:
        assert date.fromisoformat(photo["rights"]["until"]) >= date(2026, 11, 30)
    assert _instant(photo["taken"]) < _instant("2026-11-25T00:00:00+07:00")
    assert photo["source"] in {"", *(it["id"] for it in desk()["outlets"])}
    for table in ("captions", "alts"):
        assert set(photo[table]) == set(LANGUAGES)
        assert all(it.endswith((".", "。")) for it in photo[table].values())
    assert photo["caption_original"] in photo["captions"].values()
    assert all(0 <= it <= 1 for it in photo["focal"])


@pytest.mark.parametrize("key", KEYS)
def test_a_photo_opens_and_is_of_a_size_to_publish(key: str) -> None:
    path = SAMPLE / photos()[key]["file"]
    with Image.open(path) as picture:
        picture.load()
        assert picture.size == (1920, 1280)
        assert picture.format == "JPEG"
        assert len(picture.resize((64, 43)).convert("RGB").getcolors(2800) or []) > 400
    assert 200_000 <= path.stat().st_size <= 350_000


@pytest.mark.parametrize("key", KEYS)
def test_the_file_says_the_same_as_the_entry(key: str) -> None:
    photo = photos()[key]
    with Image.open(SAMPLE / photo["file"]) as picture:
        iim: dict[tuple[int, int], Any] = IptcImagePlugin.getiptcinfo(picture) or {}
        xmp = picture.getxmp()["xmpmeta"]["RDF"]["Description"]
        exif = picture.getexif().get_ifd(0x8769)
    assert iim[2, 120].decode() == photo["caption_original"]
    assert iim[2, 110].decode() == photo["credit"] == xmp["Credit"]
    assert iim[2, 80].decode() == photo["creator"]
    wordings = {it["lang"]: it["text"] for it in xmp["description"]["Alt"]["li"]}
    assert wordings.pop("x-default") == photo["caption_original"]
    assert wordings == photo["captions"]
    alts = {it["lang"]: it["text"] for it in xmp["AltTextAccessibility"]["Alt"]["li"]}
    assert {**alts, "x-default": ""} == {**photo["alts"], "x-default": ""}
    assert xmp["City"] == photo["city"]
    assert datetime.strptime(f"{exif[0x9003]}{exif[0x9011]}", "%Y:%m:%d %H:%M:%S%z") == _instant(
        photo["taken"]
    )


def test_some_files_hold_what_must_not_leave_the_desk() -> None:
    located, serials = set(), set()
    for key, photo in photos().items():
        with Image.open(SAMPLE / photo["file"]) as picture:
            exif = picture.getexif()
            if exif.get_ifd(0x8825):
                located.add(key)
            if 0xA431 in exif.get_ifd(0x8769):
                serials.add(key)
    assert located == {"ferry-dawn", "harbour-wall"}
    assert serials == {"ferry-dawn", "ferry-panels"}


# --- stories -------------------------------------------------------------------------------


def test_there_are_enough_stories_and_enough_in_all_three_languages() -> None:
    assert len(stories()) >= 14
    assert len(WHOLE) >= 8
    complete = [it for it in WHOLE if all(it.article(to).get("done") is None for to in LANGUAGES)]
    assert len(complete) >= 8
    assert all(6 <= len(it.bodies["vi"]) <= 14 for it in complete)


@pytest.mark.parametrize("it", stories(), ids=_named)
def test_what_a_story_points_at_exists(it: SampleStory) -> None:
    facts = it.facts
    outlets = {outlet["id"] for outlet in desk()["outlets"]}
    persons = {person["id"] for person in desk()["persons"]}
    assert facts["slug_word"]
    assert facts["section"] in {section["id"] for section in desk()["sections"]}
    assert facts.get("outlet") in {None, *outlets}
    assert set(facts.get("outlets_credited", [])) <= outlets
    assert facts["licence"] in {licence["id"] for licence in desk()["licences"]}
    assert set(facts["tags"]) <= {tag["id"] for tag in desk()["tags"]}
    assert facts["tags"]
    assert facts["holder"] in persons
    for credited in facts["byline"]:
        assert credited["person"] in persons
        assert Role(credited["role"])
    for blocks in it.bodies.values():
        assert set(photo_keys(blocks)) <= set(photos())
    if "source_url" in facts:
        outlet = next(x for x in desk()["outlets"] if x["id"] == facts["outlet"])
        assert facts["source_url"].startswith(outlet["url"])


@pytest.mark.parametrize("it", stories(), ids=_named)
def test_a_language_version_has_a_text_fields_and_a_status(it: SampleStory) -> None:
    assert set(it.bodies) == set(it.facts["articles"])
    assert it.source_language in it.bodies
    for language in it.bodies:
        article = it.article(language)
        assert ArticleStatus(article["status"].replace("_", "-"))
        assert re.fullmatch(r"[a-z0-9-]+", article["slug"])
        assert len(article["headline"]) <= (30 if language == "zh" else 90)
        assert not article["headline"].endswith((".", "。"))
        assert article["standfirst"].endswith((".", "。"))
        for moment in ("planned", "published", "updated"):
            assert moment not in article or _instant(article[moment]).year == 2026


def test_addresses_are_told_apart_within_a_language() -> None:
    for language in LANGUAGES:
        slugs = [it.article(language)["slug"] for it in stories() if language in it.bodies]
        assert len(set(slugs)) == len(slugs)


@pytest.mark.parametrize("it", stories(), ids=_named)
def test_blocks_are_clean_and_translations_account_for_every_one(it: SampleStory) -> None:
    for blocks in it.bodies.values():
        assert all(block and block == block.strip() for block in blocks)
    source = it.bodies[it.source_language]
    for language in it.translations:
        article, links = it.article(language), it.links(language)
        target = it.bodies[language]
        assert sorted(links) == list(range(1, len(target) + 1))
        rendered = {number for sources in links.values() for number in sources}
        due = range(1, article.get("done", len(source)) + 1)
        assert rendered | set(article.get("left_out", [])) == set(due)
        assert set(article.get("stale", [])) == {int(n) for n in article.get("was", {})}
        for number, before in article.get("was", {}).items():
            assert before != source[int(number) - 1]
        for number, sources in links.items():
            assert _shape(target[number - 1]) == _shape(source[sources[0] - 1])


def _shape(block: str) -> tuple[str, int]:
    """What a block is, told from how it begins, and how many lines it has."""
    start = re.match(r"!\[.*|#+ |- |1\. |> |\| ", block)
    return (start[0] if start else "", block.count("\n"))


def test_every_state_has_its_story() -> None:
    fields = [it.facts.get("publications", {}) for it in stories()]
    published = [set(it.get("site", {})) - set(it.get("withdrawn", {})) for it in fields]
    assert sum(it == set(LANGUAGES) for it in published) >= 5
    assert any(it.get("scheduled") for it in fields)
    assert any(it.get("withdrawn") for it in fields)
    articles = [it.article(language) for it in stories() for language in it.bodies]
    assert {it["status"] for it in articles} == {"draft", "for_approval", "approved"}
    assert {it.get("translation") for it in articles} == {None, "reviewed", "translated", "partial"}
    for mark in ("stale", "left_out", "links", "planned", "push"):
        assert any(mark in it for it in articles), mark
    assert any(it.facts.get("corrections") for it in stories())


def test_there_is_a_merge_and_a_split() -> None:
    merged = split = False
    for it in stories():
        for language in it.translations:
            sources = [tuple(x) for x in it.links(language).values()]
            merged |= any(len(x) > 1 for x in sources)
            split |= len(set(sources)) < len(sources)
    assert merged
    assert split


@pytest.mark.parametrize("it", stories(), ids=_named)
def test_only_approved_texts_were_published_or_are_scheduled(it: SampleStory) -> None:
    publications = it.facts.get("publications", {})
    for kind in ("site", "scheduled"):
        for language, moment in publications.get(kind, {}).items():
            article = it.article(language)
            assert article["status"] == "approved"
            assert article["published" if kind == "site" else "planned"] == moment
            assert _instant(moment) > _instant(it.facts["created"]) or language == "vi"
    for language, moment in publications.get("withdrawn", {}).items():
        assert _instant(moment) > _instant(publications["site"][language])


def test_corrections_are_worded_in_every_language_and_signed() -> None:
    found = [(it, mended) for it in stories() for mended in it.facts.get("corrections", [])]
    assert len(found) >= 2
    for it, mended in found:
        assert CorrectionKind(mended["kind"])
        assert set(mended["texts"]) == set(LANGUAGES)
        assert _instant(mended["at"]) > _instant(it.article("vi")["published"])
        assert mended["ordered_by"] == mended["approved_by"] == "minh"


def test_a_private_note_hangs_on_words_that_stand_once() -> None:
    found = [(it, note) for it in stories() for note in it.facts.get("notes", [])]
    assert {note["language"] for _it, note in found} >= {"vi", "en"}
    assert any(note.get("answers") for _it, note in found)
    names = {name for person in desk()["persons"] for name in person["names"].values()}
    for it, note in found:
        assert "\n".join(it.bodies[note["language"]]).count(note["quote"]) == 1
        said = (note, *note.get("answers", []))
        assert {part["by"] for part in said} <= names
        assert [_instant(part["at"]) for part in said] == sorted(_instant(p["at"]) for p in said)


def test_the_story_that_waits_is_long_illustrated_and_untranslated() -> None:
    waiting = [it for it in stories() if it.facts.get("waiting")]
    assert [it.name for it in waiting] == ["harbour-wall"]
    blocks = waiting[0].bodies["vi"]
    assert set(waiting[0].bodies) == {"vi"}
    assert len(photo_keys(blocks)) == 2
    paragraphs = [it for it in blocks if re.match(r"[^!#|>-]", it)]
    assert len(paragraphs) >= 11
    assert 500 <= sum(len(it.split()) for it in blocks) <= 700
    assert all(photos()[key]["rights"]["status"] == "cleared" for key in photo_keys(blocks))
    assert not any("until" in photos()[key]["rights"] for key in photo_keys(blocks))


def test_the_stories_use_what_the_dialect_has() -> None:
    blocks = [block for it in stories() for body in it.bodies.values() for block in body]
    for pattern in (
        r"## ",
        r"- ",
        r"1\. ",
        r"\| ",
        r"> (.|\n)*\n> — ",
        r".*\]\(https://",
        r".*\*\w",
    ):
        assert any(re.match(pattern, block) for block in blocks), pattern
    assert any("*devagar, mas sempre*" in block for block in blocks)


@pytest.mark.parametrize("it", stories(), ids=_named)
def test_a_pull_quote_repeats_words_of_the_text(it: SampleStory) -> None:
    for blocks in it.bodies.values():
        for block in blocks:
            if block.startswith("> "):
                words = block.split("\n")[0].removeprefix("> ").rstrip(".。！")
                rest = " ".join(other for other in blocks if other != block)
                assert words.rstrip(",，") in rest.replace("，”", "”")


# --- what is taken in ----------------------------------------------------------------------


def test_the_word_file_has_what_reporters_send() -> None:
    docx = pytest.importorskip("docx")
    path = SAMPLE / "intake" / "thuyen-thung.docx"
    word = docx.Document(io.BytesIO(path.read_bytes()))
    styles = [it.style.name for it in word.paragraphs]
    texts = [it.text for it in word.paragraphs]
    assert styles[0] == "Heading 1"
    assert word.paragraphs[1].runs[0].bold
    assert styles.count("Heading 2") == 2
    assert styles.count("List Number") == 4
    assert styles.count("Quote") == 1
    assert len(word.inline_shapes) == 2
    assert sum("Ảnh: " in it for it in texts) == 2
    assert texts[-1] == "Hải Nam (Theo Tuần báo Duyên Hải, Đài Cảng)"
    assert [(it.author, bool(it.text)) for it in word.comments] == [("Minh", True)]
    plain = [i for i, s in enumerate(styles) if s == "Normal" and len(texts[i]) > 80]
    assert len(plain) >= 12


def test_the_markdown_says_the_same_as_the_word_file() -> None:
    docx = pytest.importorskip("docx")
    folder = SAMPLE / "intake"
    word = docx.Document(str(folder / "thuyen-thung.docx"))
    markdown = (folder / "thuyen-thung.md").read_text("utf-8")
    plain = re.sub(r"!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|[*#>\[]|(?m:^\d\.)", " ", markdown)
    said = [it.text for it in word.paragraphs]
    assert "".join(plain.split()) == "".join("".join(said).split())
    for name in re.findall(r"\]\((thuyen[^)]+)\)", markdown):
        assert (folder / name).is_file()


def test_the_web_page_wraps_the_article_in_furniture() -> None:
    page = (SAMPLE / "intake" / "sua-o.html").read_text("utf-8")
    for furniture in ("<nav", "<script", "cookie", "Chia sẻ", "related", "<footer", "<iframe"):
        assert furniture in page
    article = page[page.index("<article") : page.index("</article>")]
    assert len(re.findall(r"<p>", article)) >= 5
    assert "Ảnh: " in article
    assert "(Theo Đài Cảng)" in article


def test_the_intake_is_about_something_else_than_the_stories() -> None:
    subjects = ("thuyền thúng", "sửa ô")
    told = " ".join(block for it in stories() for block in it.bodies.get("vi", ()))
    assert not any(subject in told for subject in subjects)


def test_the_memory_tells_the_names_of_those_who_confirmed_its_pairs() -> None:
    pairs = memory((SAMPLE / "memory.tsv").read_text("utf-8"), desk())
    assert {pair.editor for pair in pairs} == {"Lan Anh", "Mei"}


def test_exact_matches_wait_for_what_will_be_translated() -> None:
    known = {(it["source"], it["target_language"]) for it in rows("memory.tsv")}
    waiting = story("harbour-wall")
    fields = [
        photos()[key][table]["vi"]
        for key in photo_keys(waiting.bodies["vi"])
        for table in ("captions", "alts")
    ]
    for language in ("en", "zh"):
        assert sum((block, language) in known for block in waiting.bodies["vi"]) >= 4
        assert all((field, language) in known for field in fields)
        intake = (SAMPLE / "intake" / "thuyen-thung.md").read_text("utf-8").split("\n\n")
        assert sum((it.strip(), language) in known for it in intake) >= 4


# --- standing paragraphs -----------------------------------------------------------------------


def test_the_standing_paragraphs_are_there_in_all_languages_and_one_is_old() -> None:
    kept = list(standing(tomllib.loads((SAMPLE / "standing.toml").read_text("utf-8"))))
    assert len({item.id for item in kept}) == len(kept) >= 3
    for item in kept:
        assert set(item.texts) == set(LANGUAGES)
        assert item.name
        assert item.owner
        assert item.source
    day = date(2026, 11, 1)
    assert {item.is_old(day) for item in kept} == {True, False}
