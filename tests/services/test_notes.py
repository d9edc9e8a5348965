"""Private notes: written, answered, resolved, deleted, undone; beside their text; never sent."""

from __future__ import annotations

import ast
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest

import editor_app
from editor_app.domain.edition import Section
from editor_app.domain.errors import NotFound, Refused
from editor_app.domain.ids import ENGLISH, ArticleId, NoteId, SectionId, new_id
from editor_app.domain.link import Address, block_address, field_address
from editor_app.services.exchange_views import SendKind
from editor_app.services.exchanging import ExchangeService
from editor_app.services.exporting import ExportKind, ExportService
from editor_app.services.importing import ImportService
from editor_app.services.note_views import Anchor, NoteThread
from editor_app.services.notes import NoteService
from editor_app.services.pages import PageService
from editor_app.services.publishing import PublishingService
from editor_app.services.reimporting import ReimportService
from editor_app.storage.resources import read_theme
from tests.desks import Desk, undone
from tests.formats.office_files import word_file

BODY = "Nước sông lên nhanh.\n\nKhông ai bị thương trong lũ.\n\nHết lũ."


@pytest.fixture
def notes(desk: Desk) -> NoteService:
    return NoteService(desk.place)


@pytest.fixture
def article(desk: Desk) -> ArticleId:
    return desk.stories.view(desk.story(BODY, "Lũ về")).articles[0].id


def threads(notes: NoteService, article: ArticleId) -> tuple[NoteThread, ...]:
    return notes.of(article).threads


def only(notes: NoteService, article: ArticleId) -> NoteThread:
    (thread,) = threads(notes, article)
    return thread


def paragraph(desk: Desk, article: ArticleId, number: int) -> Address:
    return block_address(article, desk.stories.find_article(article).body[number].id)


def as_somebody_else(desk: Desk) -> NoteService:
    return NoteService(replace(desk.place, editor=lambda: "Minh"))


def unpacked(data: bytes) -> bytes:
    """Return a file as it is, of an archive all that is in it."""
    if not is_zipfile(BytesIO(data)):
        return data
    with ZipFile(BytesIO(data)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def test_a_note_says_who_wrote_it_when_and_on_what(
    desk: Desk, notes: NoteService, article: ArticleId
) -> None:
    where = paragraph(desk, article, 1)
    changes = notes.write(article, "  Sure?\n", Anchor(where, "Không ai", 0, 8))
    assert changes.articles == {article}
    thread = only(notes, article)
    assert (thread.note.by, thread.note.at, thread.note.text) == ("Lan", desk.clock.at, "Sure?")
    assert (thread.place.address, thread.place.start, thread.place.end) == (where, 0, 8)
    assert thread.open
    assert notes.of(article).open == 1


def test_a_note_without_words_is_not_written(notes: NoteService, article: ArticleId) -> None:
    with pytest.raises(Refused) as refused:
        notes.write(article, " \n ")
    assert refused.value.message.key == "note-empty"
    assert threads(notes, article) == ()


def test_notes_stand_in_the_order_of_the_text(
    desk: Desk, notes: NoteService, article: ArticleId
) -> None:
    notes.write(article, "third", Anchor(paragraph(desk, article, 2)))
    notes.write(article, "second", Anchor(field_address(article, "headline")))
    notes.write(article, "first")
    assert [thread.note.text for thread in threads(notes, article)] == ["first", "second", "third"]


def test_a_note_follows_its_paragraph_and_stays_when_that_is_removed(
    desk: Desk, notes: NoteService, article: ArticleId
) -> None:
    where = paragraph(desk, article, 1)
    notes.write(article, "Sure?", Anchor(where, "Không ai bị thương trong lũ."))
    desk.write(article, body="Mở đầu.\n\n" + BODY.replace("thương trong", "thương nặng trong"))
    assert only(notes, article).place.address == where
    desk.write(article, body="Nước sông lên nhanh.\n\nHết lũ.")
    thread = only(notes, article)
    assert (thread.place.address, thread.place.gone) == (None, True)
    assert thread.note.quote == "Không ai bị thương trong lũ."


def test_a_note_on_a_paragraph_that_is_still_being_typed_finds_it_by_its_words(
    desk: Desk, notes: NoteService, article: ArticleId
) -> None:
    typed = "Đoạn mới gõ, dài hơn những gì một ghi chú trích lại từ đoạn mà nó nói tới ở đây."
    desk.drafts.save(article, "body", f"{BODY}\n\n{typed}")
    notes.write(article, "Who says so?", Anchor(None, typed))
    place = only(notes, article).place
    assert (place.address, place.start, place.end) == (paragraph(desk, article, 3), 0, 0)


def test_answers_stand_under_their_note(desk: Desk, notes: NoteService, article: ArticleId) -> None:
    notes.write(article, "Sure?")
    first = only(notes, article).note.id
    desk.clock.advance(60)
    as_somebody_else(desk).answer(first, "Yes, asked the office.")
    desk.clock.advance(60)
    notes.answer(only(notes, article).answers[0].id, "Thanks.")
    thread = only(notes, article)
    assert [(note.by, note.text) for note in thread.answers] == [
        ("Minh", "Yes, asked the office."),
        ("Lan", "Thanks."),
    ]
    assert thread.mine == {thread.note.id, thread.answers[1].id}


def test_only_ones_own_words_can_be_changed(
    desk: Desk, notes: NoteService, article: ArticleId
) -> None:
    notes.write(article, "Sure?")
    note = only(notes, article).note
    with pytest.raises(Refused) as refused:
        as_somebody_else(desk).edit(note.id, "No.")
    assert (refused.value.message.key, refused.value.message.fields) == (
        "note-not-yours",
        {"name": "Lan"},
    )
    changes = notes.edit(note.id, "Sure about the number?")
    assert only(notes, article).note.text == "Sure about the number?"
    undone(changes)
    assert only(notes, article).note == note


def test_a_note_is_resolved_and_opened_again(
    desk: Desk, notes: NoteService, article: ArticleId
) -> None:
    notes.write(article, "Sure?")
    note = only(notes, article).note.id
    resolved = as_somebody_else(desk).resolve(note)
    assert notes.of(article).open == 0
    assert only(notes, article).note.resolved == desk.clock.at
    assert not notes.resolve(note)
    undone(resolved)
    assert only(notes, article).open
    notes.resolve(note)
    notes.reopen(note)
    assert only(notes, article).open


def test_a_deleted_note_comes_back_with_its_answers(
    desk: Desk, notes: NoteService, article: ArticleId
) -> None:
    notes.write(article, "Sure?", Anchor(paragraph(desk, article, 0)))
    before = only(notes, article).note.id
    notes.answer(before, "Yes.")
    whole = only(notes, article)
    gone = notes.remove(before)
    assert threads(notes, article) == ()
    undone(gone)
    assert only(notes, article) == whole
    undone(notes.remove(whole.answers[0].id))
    assert only(notes, article) == whole


def test_taking_a_note_back_leaves_what_was_answered_since(
    notes: NoteService, article: ArticleId
) -> None:
    written = notes.write(article, "Sure?")
    notes.answer(only(notes, article).note.id, "Yes.")
    undone(written)
    assert only(notes, article).answers[0].text == "Yes."


def test_what_is_gone_cannot_be_answered_or_changed(notes: NoteService, article: ArticleId) -> None:
    for verb in (notes.resolve, notes.reopen, notes.remove):
        with pytest.raises(NotFound):
            verb(NoteId("0" * 32))
    with pytest.raises(NotFound):
        notes.answer(NoteId("0" * 32), "Hello?")


def test_a_translation_shows_the_notes_of_its_source_too(
    desk: Desk, notes: NoteService, article: ArticleId
) -> None:
    notes.write(article, "Which river?", Anchor(paragraph(desk, article, 0)))
    story = desk.stories.find_article(article).story
    english = desk.translations.start(story, ENGLISH).article
    where = paragraph(desk, article, 1)
    notes.write(english, "Not sure how to say this", Anchor(where, "Không ai bị thương"))
    found = notes.of(english)
    assert [thread.note.text for thread in found.threads] == ["Not sure how to say this"]
    assert found.threads[0].place.address == where
    assert [thread.note.text for thread in found.of_source] == ["Which river?"]
    assert notes.of(article).of_source == ()


def commented(*comments: str) -> bytes:
    """Return a Word file with comments of Minh's on its second paragraph."""
    marks = [f'w:id="{number}"' for number in range(len(comments))]
    begun = "".join(f"<w:commentRangeStart {mark}/>" for mark in marks)
    ended = "".join(
        f"<w:commentRangeEnd {mark}/><w:r><w:commentReference {mark}/></w:r>" for mark in marks
    )
    document = (
        "<w:p><w:r><w:t>Nước lên nhanh hơn hôm qua.</w:t></w:r></w:p>"
        f"<w:p>{begun}<w:r><w:t>Không ai bị thương.</w:t></w:r>{ended}</w:p>"
    )
    said = "".join(
        f'<w:comment {mark} w:author="Minh"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>'
        for mark, text in zip(marks, comments, strict=True)
    )
    return word_file({"document": document, "comments": said})


def test_a_comment_of_a_word_file_hangs_on_the_paragraph_that_it_is_about(
    desk: Desk, notes: NoteService
) -> None:
    importing = ImportService(desk.place, desk.photos)
    taken = importing.take_in_file(commented("Hỏi lại sở."), "a.docx")
    thread = only(notes, taken.article)
    assert (thread.note.by, thread.note.text) == ("Minh", "Hỏi lại sở.")
    assert thread.place.address is not None
    assert thread.place.text[thread.place.start : thread.place.end] == "Không ai bị thương."


def test_a_newer_version_of_a_file_brings_its_new_comments_alone(
    desk: Desk, notes: NoteService, tmp_path: Path
) -> None:
    importing = ImportService(desk.place, desk.photos)
    taken = importing.take_in_file(commented("Hỏi lại sở."), "a.docx")
    desk.clock.advance(60)
    newer = tmp_path / "a.docx"
    newer.write_bytes(commented("Hỏi lại sở.", "Sở đã trả lời."))
    again = ReimportService(desk.place, importing, desk.photos)
    done = again.take_in_again(taken.article, newer)
    found = [thread.note.text for thread in threads(notes, taken.article)]
    assert found == ["Hỏi lại sở.", "Sở đã trả lời."]
    undone(done.changes)
    assert only(notes, taken.article).note.text == "Hỏi lại sở."


# -- private


def test_no_page_post_preview_export_or_file_holds_a_private_note(
    desk: Desk, notes: NoteService, article: ArticleId, tmp_path: Path
) -> None:
    story = desk.stories.find_article(article).story
    section = Section(SectionId(new_id()), 1, {ENGLISH: "World"}, {ENGLISH: "world"})
    with desk.place.database.writing() as records:
        records.sections.put(section)
    desk.stories.change(story, desk.stories.view(story).story.version, section=section.id)
    english = desk.translations.start(story, ENGLISH).article
    for version in (article, english):
        notes.write(version, "SECRET whole", Anchor())
        notes.write(version, "SECRET here", Anchor(paragraph(desk, article, 0)))
        notes.answer(threads(notes, version)[0].note.id, "SECRET answer")
    folder = tmp_path / "site"
    folder.mkdir()
    pages = PageService(desk.place, read_theme)
    publishing = PublishingService(desk.place, pages)
    site, _ = publishing.add_folder_site("Cửa Sông", folder, "https://estuary.example")
    publishing.publish(site.id, [(article, None)])
    publishing.send_due(at_once=True)
    sent = [file.read_bytes() for file in folder.rglob("*") if file.is_file()]
    assert any("Nước sông".encode() in data for data in sent)
    preview = pages.preview(article, site.id)
    sent += [preview.get(preview.address) or b""]
    sent += [ExportService(desk.place).export(article, kind) for kind in ExportKind]
    sent += [ExchangeService(desk.place).send(english, kind).data for kind in SendKind]
    assert not [data for data in sent if b"SECRET" in unpacked(data)]


def test_only_the_verbs_on_notes_read_them() -> None:
    root = Path(editor_app.__file__).parent
    readers = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr == "notes"
        and isinstance(node.value, ast.Name)
        and node.value.id == "records"
    }
    assert readers == {
        "services/notes.py",
        "services/returned_notes.py",
        "services/samples.py",
        "services/taken_notes.py",
    }


def test_a_note_of_a_story_that_was_deleted_for_good_cannot_be_brought_back(
    desk: Desk, notes: NoteService
) -> None:
    story = desk.story(headline="Phà")
    (article,) = desk.stories.view(story).articles
    notes.write(article.id, "Sure?")
    (thread,) = notes.of(article.id).threads
    removed = notes.remove(thread.note.id)
    desk.stories.trash(story)
    desk.stories.delete(story)
    assert removed.inverse is not None
    with pytest.raises(NotFound):
        removed.inverse()
