"""Bad input at the doors of the services: one clear sentence, nothing lost, and on it goes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import text as sql

import editor_app
from editor_app.domain.errors import (
    DeskError,
    DeskInUse,
    DeskMissing,
    DeskNewer,
    DiskFull,
    EditorError,
    NotFound,
    Refused,
    TooLarge,
    Unreadable,
)
from editor_app.domain.ids import ENGLISH, VIETNAMESE, ArticleId, Language
from editor_app.domain.messages import Message
from editor_app.domain.story import Role
from editor_app.paths import resource_folder
from editor_app.sentences import sentence
from editor_app.services.importing import ImportService
from editor_app.services.pages import PageService
from editor_app.services.preferences import SettingsService
from editor_app.services.views import ListQuery
from editor_app.services.vocabulary import VocabularyService
from editor_app.storage.resources import read_theme
from editor_app.text.cleaning import bidi_controls
from editor_app.wiring import Desk as WholeDesk
from editor_app.wiring import new_desk, open_desk
from editor_app.wording import WORDING
from tests.desks import Desk

LONG = "Nước sông dâng cao thêm ba mươi phân so với hôm qua, và còn lên nữa. "


@pytest.fixture
def importing(desk: Desk) -> ImportService:
    return ImportService(desk.place, desk.photos)


@pytest.fixture
def settings(tmp_path: Path) -> SettingsService:
    return SettingsService(tmp_path / "settings.json")


@pytest.fixture
def whole(tmp_path: Path, settings: SettingsService) -> Iterator[WholeDesk]:
    new_desk(tmp_path / "whole")
    opened = open_desk(tmp_path / "whole", settings=settings)
    yield opened
    opened.close()


def said(error: EditorError) -> str:
    """Return the sentence; it must have wording and all its fields."""
    assert error.message.key in WORDING, error.message.key
    words = sentence(error.message)
    assert "{" not in words
    return words


def article_of(desk: Desk) -> ArticleId:
    return desk.stories.view(desk.story(body="Một.")).articles[0].id


# -- texts


def test_bidi_overrides_are_kept_and_found_and_isolated_on_the_page(desk: Desk) -> None:
    typed = "Ông nói \u202eneit gnod\u202c và đi."
    article = article_of(desk)
    desk.write(article, body=typed)
    kept = desk.stories.find_article(article)
    assert kept.markdown == typed
    assert len(bidi_controls(kept.markdown)) == 2
    pages = PageService(desk.place, read_theme)
    preview = pages.preview(article)
    page = (preview.get(preview.address) or b"").decode()
    assert "neit gnod" in page
    before, after = page.split("neit gnod", 1)
    assert before.count("\u202e") >= 1
    assert "\u202c" in after


@pytest.mark.parametrize("part", ["headline", "standfirst", "body", "push"])
def test_nul_bytes_and_lone_surrogates_reach_no_field(desk: Desk, part: str) -> None:
    article = article_of(desk)
    desk.write(article, **{part: "A\x00B\udcff C\ud83d\ude00"})
    assert desk.stories.find_article(article).field(part) == "AB\ufffd C😀"


def test_nul_bytes_and_lone_surrogates_reach_no_other_row(desk: Desk) -> None:
    vocabulary = VocabularyService(desk.place)
    bad, good = "A\x00B\udcff", "AB\ufffd"
    tag, _ = vocabulary.new_tag(ENGLISH, bad)
    person, _ = vocabulary.new_person(ENGLISH, bad, Role.EDITOR)
    outlet, _ = vocabulary.new_outlet(ENGLISH, bad)
    assert [*tag.labels.values(), *person.names.values(), *outlet.names.values()] == [good] * 3
    assert desk.stories.rows(ListQuery(bad)) == ()
    with pytest.raises(NotFound):
        desk.stories.find_article(bad)
    with pytest.raises(NotFound):
        desk.stories.find(bad)


def test_a_five_megabyte_paste_is_kept_to_the_last_letter(desk: Desk) -> None:
    article = article_of(desk)
    body = "\n\n".join(f"{LONG * 10} Đoạn {number}." for number in range(6500))
    assert len(body.encode()) > 5_000_000
    desk.write(article, body=body)
    assert desk.stories.find_article(article).markdown == body


def test_a_paragraph_of_fifty_thousand_characters_is_edited_like_any_other(desk: Desk) -> None:
    story = desk.story(body="Một.")
    article = desk.stories.view(story).articles[0].id
    paragraph = (LONG * 800)[:50_000].strip()
    desk.write(article, body=f"Một.\n\n{paragraph}")
    block = desk.stories.find_article(article).body[1].id
    desk.write(article, body=f"Một.\n\n{paragraph[:25_000]} THÊM {paragraph[25_000:]}")
    after = desk.stories.find_article(article)
    assert after.body[1].id == block
    assert " THÊM " in after.body[1].text
    english = desk.translations.start(story, ENGLISH).article
    desk.write(english, body="One.\n\n" + "The river rises. " * 3000)
    assert [len(row.targets) for row in desk.translations.segments(english)][-2:] == [1, 1]


def test_a_paste_is_read_as_markdown_and_keeps_nothing_bad(importing: ImportService) -> None:
    html = "<p>Nước <b>lên</b>.\x00</p><script>x()</script>"
    assert importing.paste(html, "Nước lên.").markdown == "Nước **lên**."
    assert importing.paste(None, "Một\x00.\udcff\n\nHai.").markdown == "Một.\ufffd\n\nHai."


def test_a_name_with_emoji_goes_from_file_to_page(
    desk: Desk, importing: ImportService, tmp_path: Path
) -> None:
    file = tmp_path / "Lũ 🌊 về 👩‍🚒.md"
    file.write_text("# Lũ 🌊 về\n\nNước lên 👩‍🚒.\n", encoding="utf-8")
    taken = importing.take_in_path(file, VIETNAMESE)
    assert taken.headline == "Lũ 🌊 về"
    out = BytesIO()
    Image.new("RGB", (300, 200), "teal").save(out, "JPEG")
    attached = desk.photos.attach(taken.article, out.getvalue(), "👩‍🚒 ảnh.jpg")
    assert desk.photos.photo(attached.photo).file_name == "👩‍🚒 ảnh.jpg"
    preview = PageService(desk.place, read_theme).preview(taken.article)
    assert "🌊" in (preview.get(preview.address) or b"").decode()
    assert desk.stories.rows(ListQuery("lu ve"))[0].story == taken.story


# -- files


def docx_of(name: str, data: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("leer.docx", b""),
        ("lu.docx", b"PK\x03\x04 and then nothing"),
        ("lu.docx", docx_of("other.xml", b"<a/>")),
        ("lu.docx", docx_of("word/document.xml", b"<w:document")),
        ("lu.rtf", b"{\\rtf1\\ansi L\\'f9}"),
        ("lu.html", b"<html><body><img src='x.png'></body></html>"),
        ("lu.txt", b"\x00" * 1000),
        ("lu.txt", b" \n\t \n"),
        ("lu.docx", b"\xff\xd8\xff\xe0\x00\x10JFIF"),
        ("lu.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
        ("lu.doc", b"%PDF-1.4"),
    ],
)
def test_a_file_that_cannot_be_taken_in_is_refused_in_a_sentence(
    desk: Desk, importing: ImportService, tmp_path: Path, name: str, data: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(Unreadable) as refused:
        importing.take_in_path(file, VIETNAMESE)
    assert said(refused.value)
    assert desk.stories.rows(ListQuery()) == ()


@pytest.mark.parametrize("tag", ["div", "ul><li", "blockquote", "table><tr><td", "b", "span"])
def test_deeply_nested_html_keeps_its_words(importing: ImportService, desk: Desk, tag: str) -> None:
    html = f"<{tag}>" * 30 + "<p>Giữa lòng.</p>"
    taken = importing.take_in_file(html.encode(), "deep.html", VIETNAMESE)
    article = desk.stories.find_article(taken.article)
    assert "Giữa lòng." in f"{article.headline} {article.standfirst} {article.markdown}"


def test_a_file_of_sixty_megabytes_is_refused_before_it_is_read(
    importing: ImportService, tmp_path: Path
) -> None:
    file = tmp_path / "big.txt"
    with file.open("wb") as out:
        out.truncate(60 * 1024 * 1024)
    with pytest.raises(TooLarge) as refused:
        importing.take_in_path(file)
    assert "60 MB" in said(refused.value)


@pytest.mark.parametrize("name", ["nothing.docx", "folder", "a\x00b.txt", "x" * 300])
def test_a_file_that_cannot_be_read_is_said_by_name(
    importing: ImportService, tmp_path: Path, name: str
) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(Unreadable) as refused:
        importing.take_in_path(tmp_path / name)
    assert refused.value.message.key == "file-not-readable"
    assert said(refused.value)


@pytest.mark.parametrize("address", ["a%00b.png", "x" * 5000, "../secret.png", "//host/share.png"])
def test_a_page_with_an_impossible_picture_is_taken_in_without_it(
    importing: ImportService, tmp_path: Path, address: str
) -> None:
    Image.new("RGB", (300, 200)).save(tmp_path / "secret.png")
    folder = tmp_path / "page"
    folder.mkdir()
    file = folder / "lu.html"
    file.write_text(
        f"<h1>Lũ về</h1><p>Nước lên.</p><figure><img src='{address}'></figure><p>Hết.</p>", "utf-8"
    )
    taken = importing.take_in_path(file, VIETNAMESE)
    assert taken.photos == ()
    assert taken.headline == "Lũ về"


def test_one_reporter_named_twice_stands_once_in_the_byline(
    importing: ImportService, desk: Desk
) -> None:
    text = "---\ntitle: Lũ về\nauthor: Lan; lan; Minh\n---\n\nNước lên.\n"
    taken = importing.take_in_file(text.encode(), "lu.md", VIETNAMESE)
    assert len(desk.stories.view(taken.story).story.byline) == 2


def test_a_language_that_no_edition_has_is_refused_and_nothing_made(
    importing: ImportService, desk: Desk
) -> None:
    with pytest.raises(Refused) as refused:
        importing.take_in_file(b"# A\n\nB.\n", "a.md", Language("klingon"))
    assert "klingon" in said(refused.value)
    with pytest.raises(Refused):
        importing.take_in_file(b"# A\n\nB.\n", "a.md", ENGLISH, translate_to=[Language("xx")])
    assert desk.stories.rows(ListQuery()) == ()


def test_the_same_language_asked_for_twice_is_begun_once(
    importing: ImportService, desk: Desk
) -> None:
    taken = importing.take_in_file(
        b"# A\n\nB.\n", "a.md", ENGLISH, translate_to=[VIETNAMESE, VIETNAMESE, ENGLISH]
    )
    assert len(desk.stories.view(taken.story).articles) == 2


def test_a_photo_too_heavy_truncated_or_no_photo_leaves_the_story_as_it_was(desk: Desk) -> None:
    out = BytesIO()
    Image.effect_noise((800, 600), 80).save(out, "JPEG")
    article = article_of(desk)
    for data in (b"", b"no photo", out.getvalue()[:9000], b"\xff\xd8" + b"\x00" * (61 * 1024**2)):
        with pytest.raises(Unreadable) as refused:
            desk.photos.attach(article, data, "lu.jpg")
        assert said(refused.value)
    assert desk.stories.find_article(article).markdown == "Một."


# -- the work folder


def test_a_missing_folder_is_said_and_not_made(tmp_path: Path, settings: SettingsService) -> None:
    folder = tmp_path / "no" / "desk 🌊"
    with pytest.raises(DeskMissing) as missing:
        open_desk(folder, settings=settings)
    assert "desk 🌊" in said(missing.value)
    assert not folder.parent.exists()


def test_a_second_start_is_told_who_has_the_desk(
    whole: WholeDesk, settings: SettingsService
) -> None:
    with pytest.raises(DeskInUse) as taken:
        open_desk(whole.folder, settings=settings)
    assert str(os.getpid()) in said(taken.value)
    reader = open_desk(whole.folder, read_only=True, settings=settings)
    assert reader.stories.rows(ListQuery()) == ()
    reader.close()
    whole.stories.create(VIETNAMESE)


def test_a_newer_library_is_neither_opened_nor_changed(
    tmp_path: Path, settings: SettingsService
) -> None:
    new_desk(tmp_path / "newer")
    library = tmp_path / "newer" / "library.sqlite3"
    data = bytearray(library.read_bytes())
    data[60:64] = (9999).to_bytes(4, "big")  # SQLite's user_version
    library.write_bytes(data)
    before = library.read_bytes()
    for read_only in (False, True):
        with pytest.raises(DeskNewer) as newer:
            open_desk(tmp_path / "newer", read_only=read_only, settings=settings)
        assert said(newer.value)
    assert library.read_bytes() == before
    library.write_bytes(before[:60] + (1).to_bytes(4, "big") + before[64:])


def test_after_a_refused_opening_the_desk_can_be_opened(
    tmp_path: Path, settings: SettingsService
) -> None:
    new_desk(tmp_path / "desk")
    library = tmp_path / "desk" / "library.sqlite3"
    whole = library.read_bytes()
    library.write_bytes(b"this is no library" * 100)
    with pytest.raises(DeskError) as harmed:
        open_desk(tmp_path / "desk", settings=settings)
    assert said(harmed.value)
    library.write_bytes(whole)
    open_desk(tmp_path / "desk", settings=settings).close()


def test_a_desk_opens_although_its_log_cannot_be_written(
    tmp_path: Path, settings: SettingsService
) -> None:
    new_desk(tmp_path / "desk")
    (tmp_path / "desk" / "logs").write_text("in the way")
    desk = open_desk(tmp_path / "desk", settings=settings)
    desk.stories.create(VIETNAMESE)
    desk.close()


def test_a_sample_that_could_not_be_made_leaves_no_half_desk(tmp_path: Path) -> None:
    (tmp_path / "in the way").write_text("x")
    with pytest.raises(OSError, match="in the way"):
        new_desk(tmp_path / "desk", sample=True, site_folder=tmp_path / "in the way" / "site")
    new_desk(tmp_path / "desk")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder that every account may enter; pytest closes its own, also midway."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_a_folder_that_cannot_be_written_is_said_and_can_still_be_read(open_folder: Path) -> None:
    """Root may write anywhere, so the folder is looked at by a process that is nobody.

    Nobody may not read everywhere where the program may lie (in a home folder, say), so it runs
    from a copy.
    """
    program = _copied_program(open_folder / "program")
    desk = open_folder / "desk"
    new_desk(desk)
    new_desk(open_folder / "other")
    script = f"""
        import os
        from pathlib import Path
        from editor_app.domain.errors import DeskReadOnly
        from editor_app.services.preferences import SettingsService
        from editor_app.services.views import ListQuery
        from editor_app.wiring import open_desk
        folder, settings = Path({str(desk)!r}), SettingsService(Path("/nonexistent/settings.json"))
        other = open_desk(folder.with_name("other"), settings=settings)
        other.drafts.save("x", "body", "")  # all that is imported late is imported by then
        other.close()
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o555)
        if os.getuid() == 0:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
        try:
            open_desk(folder, settings=settings)
        except DeskReadOnly as error:
            print(error.message.key)
        reader = open_desk(folder, read_only=True, settings=settings)
        print(len(reader.stories.rows(ListQuery())))
        try:
            reader.drafts.save("x", "body", "Không mất.")
        except DeskReadOnly as error:
            print(error.message.key)
        reader.close()
    """
    assert _outcome(script, program) == ["desk-read-only", "0", "desk-read-only"]


def test_a_full_disk_keeps_the_earlier_text_and_takes_the_next_when_there_is_room(
    desk: Desk,
) -> None:
    article = article_of(desk)
    desk.drafts.save(article, "body", "Một.\n\nĐã lưu.")
    with desk.place.database.writing() as records:
        connection = records.stories._connection
        pages = connection.execute(sql("PRAGMA page_count")).scalar_one()
        connection.execute(sql(f"PRAGMA max_page_count = {pages}"))
    long = "\n\n".join(f"{LONG * 20} {number}" for number in range(200))
    with pytest.raises(DiskFull) as full:
        desk.drafts.save(article, "body", long)
    assert "still in this window" in said(full.value)
    assert [draft.text for draft in desk.drafts.pending()] == ["Một.\n\nĐã lưu."]
    with desk.place.database.writing() as records:
        connection = records.stories._connection
        connection.execute(sql("PRAGMA max_page_count = 1000000"))
    desk.drafts.save(article, "body", long)
    desk.drafts.settle(article)
    assert desk.stories.find_article(article).markdown == long


def test_a_file_system_that_takes_no_more_is_said_and_nothing_acknowledged_is_lost(
    tmp_path: Path,
) -> None:
    new_desk(tmp_path / "desk")
    script = f"""
        import resource, signal
        from pathlib import Path
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        from editor_app.domain.errors import DeskError
        from editor_app.domain.ids import VIETNAMESE
        from editor_app.services.preferences import SettingsService
        from editor_app.sentences import sentence
        from editor_app.wiring import open_desk
        settings = SettingsService(Path({str(tmp_path / "s.json")!r}))
        desk = open_desk(Path({str(tmp_path / "desk")!r}), settings=settings)
        article = desk.stories.create(VIETNAMESE).article
        desk.drafts.save(article, "body", "Đã lưu.")
        size = max(path.stat().st_size for path in desk.folder.glob("library*"))
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
        refused = 0
        for number in range(3):
            try:
                desk.drafts.save(article, "body", "Không còn chỗ. " * 100_000)
            except DeskError as error:
                refused += 1
                assert sentence(error.message) != str(error.message)
        print(refused, [draft.text for draft in desk.drafts.pending()])
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        desk.drafts.save(article, "body", "Lại có chỗ.")
        desk.drafts.settle(article)
        desk.close()
        desk = open_desk(Path({str(tmp_path / "desk")!r}), settings=settings)
        print(desk.stories.find_article(article).markdown)
        desk.close()
    """
    assert _outcome(script) == ["3 ['Đã lưu.']", "Lại có chỗ."]


def _copied_program(folder: Path) -> Path:
    """Copy what the program reads while it runs to where anybody may read it."""
    package = Path(editor_app.__file__).parent
    shutil.copytree(package, folder / "editor_app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(resource_folder() / "tables", folder / "resources" / "tables")
    return folder


def _outcome(script: str, program: Path | None = None) -> list[str]:
    """Run a script on the program, or on a copy of it; return the lines that it printed."""
    path = sys.path if program is None else [str(program), *sys.path]
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        cwd=program,
        capture_output=True,
        check=False,
        timeout=200,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path), "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_every_message_of_this_file_has_words() -> None:
    for key in ("no-edition", "file-not-readable", "in-trash", "delete-on-site", "segment-linked"):
        assert sentence(Message(key, {"language": "xx", "name": "x"}))
        assert key in WORDING
