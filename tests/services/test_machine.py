"""Machine translation: marked, never confirmed by itself, never for what must not go out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from pytest_httpserver import HTTPServer

from editor_app.domain.errors import Cancelled, Refused, SignedOut
from editor_app.domain.history import RevisionReason
from editor_app.domain.ids import (
    CHINESE,
    ENGLISH,
    VIETNAMESE,
    ArticleId,
    EngineId,
    StoryId,
    TermId,
    new_id,
)
from editor_app.domain.link import Made, State
from editor_app.domain.machine import Engine, EngineKind
from editor_app.domain.messages import Message
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.services.machine import MachineService
from editor_app.services.site_lines import SiteLines
from editor_app.services.term_shelves import TermShelves
from editor_app.services.terms import TermService
from editor_app.services.translations import TranslationService
from editor_app.storage.resources import read_check_tables
from editor_app.storage.secrets import MemorySecrets
from editor_app.text.blocks import photo_line
from tests.connectors.machine_server import KEY, MachineServer
from tests.desks import Desk, row_of, undone
from tests.formats.photo_making import jpeg_with

AWAY = Engine(EngineId(new_id()), EngineKind.DEEPL, "Away", "https://mt.away.example")


@pytest.fixture
def service(httpserver: HTTPServer) -> MachineServer:
    return MachineServer(httpserver)


@pytest.fixture
def secrets() -> MemorySecrets:
    return MemorySecrets()


def shelves(desk: Desk) -> TermShelves:
    return TermShelves(desk.place.terms, read_check_tables)


@pytest.fixture
def machine(desk: Desk, secrets: MemorySecrets) -> Iterator[MachineService]:
    lines = SiteLines(lambda: secrets)
    yield MachineService(desk.place, lines, shelves=shelves(desk))
    lines.close()


@pytest.fixture
def engine(machine: MachineService, service: MachineServer) -> EngineId:
    made = Engine(EngineId(new_id()), EngineKind.LIBRE, "Here", service.url)
    machine.put(made, KEY)
    return made.id


def begun(desk: Desk, story: StoryId) -> ArticleId:
    return desk.translations.start(story, ENGLISH).article


def shown(desk: Desk, article: ArticleId) -> list[tuple[str, State, Made]]:
    return [(row.target_text, row.state, row.made) for row in desk.translations.segments(article)]


def test_rows_to_do_are_filled_as_unread_drafts_and_emptied_by_undo(
    desk: Desk, machine: MachineService, engine: EngineId
) -> None:
    article = begun(desk, desk.story())
    first = desk.translations.segments(article)[1]
    desk.translations.write(article, first.sources, "One.", State.TRANSLATED)
    report = machine.translate(article, engine)
    assert (report.filled, report.bare) == (3, 0)
    assert shown(desk, article) == [
        ("<Tít>", State.DRAFT, Made.MACHINE),
        ("One.", State.TRANSLATED, Made.HAND),
        ("<Hai.>", State.DRAFT, Made.MACHINE),
        ("<Ba.>", State.DRAFT, Made.MACHINE),
    ]
    assert len(machine.unread(article)) == 3
    undone(report.changes)
    assert [text for text, _, _ in shown(desk, article)] == ["", "One.", "", ""]


def test_what_is_said_of_a_photo_that_is_not_shown_never_goes_out(
    desk: Desk, machine: MachineService, engine: EngineId, service: MachineServer
) -> None:
    story = desk.story(body="Một.\n\nHai.")
    source = desk.stories.view(story).articles[0]
    attached = desk.photos.attach(source.id, jpeg_with(), "pha.jpg", source.body[1].id)
    desk.photos.describe(attached.use, caption="Phà ở bến")
    article = begun(desk, story)
    desk.write(article, body="One.")  # the photo's line is gone with it
    assert machine.open_rows(article) == 2
    machine.translate(article, engine)
    assert service.texts == ["Tít", "Hai."]
    desk.photos.describe(attached.use, alt="Phà")
    caption = desk.translations.segments(article)[-1]
    assert machine.translate(article, engine, caption.sources).filled == 0
    assert service.texts == ["Tít", "Hai."]


def test_what_a_machine_said_of_a_photo_stays_its_own_when_the_photo_is_cut_and_pasted(
    desk: Desk, machine: MachineService, engine: EngineId
) -> None:
    story = desk.story(body="Một.\n\nHai.")
    source = desk.stories.view(story).articles[0]
    attached = desk.photos.attach(source.id, jpeg_with(), "pha.jpg", source.body[1].id)
    desk.photos.describe(attached.use, caption="Phà ở bến")
    article = begun(desk, story)
    desk.write(article, body=f"One.\n\n{photo_line(attached.photo)}")
    machine.translate(article, engine)
    caption = row_of(desk, article, "Phà ở bến")
    assert caption.made is Made.MACHINE
    desk.write(article, body="One.")
    assert caption.targets not in {row.targets for row in desk.translations.segments(article)}
    desk.write(article, body=f"{photo_line(attached.photo)}\n\nOne.")
    back = row_of(desk, article, "Phà ở bến")
    assert (back.target_text, back.made, back.read_by) == (caption.target_text, Made.MACHINE, "")


def test_only_a_named_person_who_read_it_confirms_it(
    desk: Desk, machine: MachineService, engine: EngineId
) -> None:
    article = begun(desk, desk.story(body="Một."))
    machine.translate(article, engine)
    row = desk.translations.segments(article)[1]
    desk.translations.confirm(article, row.targets)
    row = desk.translations.segments(article)[1]
    assert (row.state, row.read_by, row.made) == (State.TRANSLATED, "Lan", Made.MACHINE)
    assert [item.source_text for item in machine.unread(article)] == ["Tít"]


def test_who_says_no_name_has_read_nothing_of_a_machine(
    desk: Desk, machine: MachineService, engine: EngineId
) -> None:
    article = begun(desk, desk.story(body="Một.\n\nHai."))
    machine.translate(article, engine, desk.translations.segments(article)[1].sources)
    by_hand = desk.translations.segments(article)[2]
    nameless = TranslationService(replace(desk.place, editor=lambda: " "))
    nameless.write(article, by_hand.sources, "Two.", State.TRANSLATED)  # needs no reader
    written = desk.translations.segments(article)[1]
    with pytest.raises(Refused, match="machine-read-by-nobody"):
        nameless.confirm(article, written.targets)
    assert shown(desk, article)[1:] == [
        ("<Một.>", State.DRAFT, Made.MACHINE),
        ("Two.", State.TRANSLATED, Made.HAND),
    ]
    desk.translations.confirm(article, written.targets)
    with pytest.raises(Refused, match="machine-read-by-nobody"):
        nameless.confirm(article, written.targets, State.REVIEWED)
    assert machine.unread(article) == ()  # Lan has read it, and no nobody after her


def test_a_page_says_which_service_wrote_what_and_who_read_it(
    desk: Desk, machine: MachineService, engine: EngineId
) -> None:
    article = begun(desk, desk.story(body="Một.\n\nHai."))
    with pytest.raises(Refused):
        machine.page(desk.stories.find_article(article).translated_from or article)
    assert machine.page(article).rows == ()
    written = desk.clock()
    machine.translate(article, engine)
    desk.clock.advance(60)
    row = desk.translations.segments(article)[1]
    desk.translations.confirm(article, row.targets)
    page = machine.page(article)
    assert [(item.source, item.target, item.engine) for item in page.rows] == [
        ("Tít", "<Tít>", "Here"),
        ("Một.", "<Một.>", "Here"),
        ("Hai.", "<Hai.>", "Here"),
    ]
    assert {item.written for item in page.rows} == {written}
    assert [(item.read_by, item.read) for item in page.rows] == [
        ("", None),
        ("Lan", desk.clock()),
        ("", None),
    ]
    assert (page.unread, page.made_by) == (2, "Lan")


def test_words_of_a_machine_that_come_back_from_history_are_unread_still(
    desk: Desk, machine: MachineService, engine: EngineId
) -> None:
    article = begun(desk, desk.story(body="Một.\n\nHai."))
    report = machine.translate(article, engine)
    one = desk.translations.segments(article)[1]
    desk.translations.confirm(article, one.targets)
    desk.history.keep(article, RevisionReason.REST)
    undone(report.changes)
    desk.write(article, headline="Title", body="<Một.>\n\nTwo.")
    for row in desk.translations.segments(article):
        desk.translations.confirm(article, row.targets)
    assert {read for _, read, _ in shown(desk, article)} == {State.TRANSLATED}
    later = Desk(replace(desk.place, seen={}, fields={}, said={}, bodies={}), desk.clock)
    now = later.stories.find_article(article)
    later.history.restore(article, later.history.revisions(article)[0].id, now.version)
    assert shown(later, article) == [
        ("<Tít>", State.DRAFT, Made.MACHINE),
        ("<Một.>", State.TRANSLATED, Made.MACHINE),
        ("<Hai.>", State.DRAFT, Made.MACHINE),
    ]
    assert machine.page(article).unread == 2
    for row in later.translations.segments(article):
        later.translations.confirm(article, row.targets)
    later.write(article, headline="<Tít>", body="<Một.>\n\nTwo again.")
    later.write(article, body="<Một.>\n\n<Hai.>")
    assert machine.page(article).unread == 0


def test_words_that_a_person_confirmed_stay_confirmed_when_a_machine_finds_the_same(
    desk: Desk, machine: MachineService, engine: EngineId
) -> None:
    article = begun(desk, desk.story(body="Một.\n\nHai.\n\nMột."))
    last = desk.translations.segments(article)[3]
    desk.translations.write(article, last.sources, "<Một.>", State.TRANSLATED)
    machine.translate(article, engine)
    desk.write(article, headline="Title")
    assert shown(desk, article)[1:] == [
        ("<Một.>", State.DRAFT, Made.MACHINE),
        ("<Hai.>", State.DRAFT, Made.MACHINE),
        ("<Một.>", State.TRANSLATED, Made.HAND),
    ]


def test_a_text_that_was_read_stays_on_the_page_when_it_is_edited(
    desk: Desk, machine: MachineService, engine: EngineId
) -> None:
    article = begun(desk, desk.story(body="Một.\n\nHai."))
    machine.translate(article, engine)
    for row in desk.translations.segments(article):
        desk.translations.confirm(article, row.targets)
    read = desk.clock()
    desk.clock.advance(60)
    desk.write(article, body="<Một.> There is more.\n\n<Hai.>")
    page = machine.page(article)
    assert [(item.target, item.engine, item.edited) for item in page.rows] == [
        ("<Tít>", "Here", False),
        ("<Một.> There is more.", "Here", True),
        ("<Hai.>", "Here", False),
    ]
    assert {(item.read_by, item.read) for item in page.rows} == {("Lan", read)}
    assert page.unread == 0
    desk.write(article, body="<Một.> There\n\nis more.\n\n<Hai.>")  # both halves are that row's
    page = machine.page(article)
    assert [(item.source, item.target) for item in page.rows if item.edited] == [
        ("Một.", "<Một.> There"),
        ("Một.", "is more."),
    ]


def test_what_was_taken_out_again_is_not_on_the_page_when_somebody_writes_it_by_hand(
    desk: Desk, machine: MachineService, engine: EngineId
) -> None:
    article = begun(desk, desk.story(body="Một."))
    report = machine.translate(article, engine)
    undone(report.changes)
    desk.write(article, headline="Title", body="One.")
    for row in desk.translations.segments(article):
        desk.translations.confirm(article, row.targets)
    assert [text for text, _, _ in shown(desk, article)] == ["Title", "One."]
    assert machine.page(article).rows == ()


def test_chosen_rows_alone_are_translated(
    desk: Desk, machine: MachineService, engine: EngineId, service: MachineServer
) -> None:
    article = begun(desk, desk.story())
    row = desk.translations.segments(article)[2]
    machine.translate(article, engine, row.sources)
    assert service.texts == ["Hai."]
    assert [text for text, _, _ in shown(desk, article)] == ["", "", "<Hai.>", ""]


@pytest.mark.parametrize("kind", ["confidential", "embargoed", "not agreed", "source"])
def test_what_must_not_go_out_does_not(
    desk: Desk, machine: MachineService, engine: EngineId, service: MachineServer, kind: str
) -> None:
    story = desk.story()
    article = begun(desk, story)
    used = engine
    view = desk.stories.view(story)
    if kind == "confidential":
        desk.stories.change(story, view.story.version, sensitive=True)
    elif kind == "embargoed":
        later = desk.clock() + timedelta(hours=1)
        desk.stories.change(story, view.story.version, embargo=later)
    elif kind == "not agreed":
        machine.put(AWAY, KEY)
        used = AWAY.id
    else:
        found = view.article(VIETNAMESE)
        assert found is not None
        article = found.id
    with pytest.raises(Refused):
        machine.translate(article, used)
    assert service.seen == []


@pytest.mark.parametrize("kind", ["confidential", "embargoed", "agreement taken back"])
def test_what_must_not_go_out_any_more_ends_the_work(
    desk: Desk, machine: MachineService, engine: EngineId, service: MachineServer, kind: str
) -> None:
    story = desk.story(body="\n\n".join(f"Đoạn {n}." for n in range(30)))
    article = begun(desk, story)

    def meanwhile(done: int, total: int, said: Message | None = None) -> None:
        now = desk.stories.view(story).story
        if done and kind == "confidential":
            desk.stories.change(story, now.version, sensitive=True)
        elif done and kind == "embargoed":
            desk.stories.change(story, now.version, embargo=desk.clock() + timedelta(hours=1))
        elif done:
            machine.remove(engine)

    report = machine.translate(article, engine, progress=meanwhile)
    assert len(service.texts) == report.filled == 20
    assert report.trouble is not None
    assert sum(bool(text) for text, _, _ in shown(desk, article)) == 20


def test_a_row_that_is_left_out_while_the_machine_is_at_work_stays_empty(
    desk: Desk, machine: MachineService, engine: EngineId
) -> None:
    article = begun(desk, desk.story(body="Một.\n\nHai."))
    two = desk.translations.segments(article)[2]

    def meanwhile(done: int, total: int, said: Message | None = None) -> None:
        desk.translations.leave_out(article, two.sources)

    assert machine.translate(article, engine, progress=meanwhile).filled == 2
    assert shown(desk, article)[2] == ("", State.LEFT_OUT, Made.HAND)


def test_nobody_without_a_name_agrees_that_texts_go_out(
    desk: Desk, machine: MachineService, secrets: MemorySecrets
) -> None:
    machine.put(AWAY, KEY)
    lines = SiteLines(lambda: secrets)
    nameless = MachineService(replace(desk.place, editor=lambda: " "), lines)
    with pytest.raises(Refused, match="machine-agreed-by-nobody"):
        nameless.agree(AWAY.id)
    lines.close()
    (kept,) = machine.engines()
    assert not kept.may_be_used


def test_agreement_is_kept_by_name_and_falls_with_another_host(machine: MachineService) -> None:
    machine.put(AWAY, KEY)
    machine.agree(AWAY.id)
    (kept,) = machine.engines()
    assert (kept.agreed_by, kept.may_be_used, kept.host) == ("Lan", True, "mt.away.example")
    moved = Engine(
        kept.id, kept.kind, kept.name, "https://other.example", "", kept.agreed_by, kept.agreed
    )
    machine.put(moved)
    (kept,) = machine.engines()
    assert not kept.may_be_used


def test_a_key_is_in_the_keyring_alone(
    desk: Desk, machine: MachineService, secrets: MemorySecrets, engine: EngineId
) -> None:
    assert secrets.get(engine) == KEY
    assert machine.has_key(engine)
    for file in desk.place.database.folder.library.parent.rglob("*"):
        assert file.is_dir() or KEY.encode() not in file.read_bytes()
    machine.remove(engine)
    assert secrets.get(engine) is None
    assert machine.engines() == ()


def test_marks_and_names_come_through(
    desk: Desk, machine: MachineService, engine: EngineId
) -> None:
    with desk.place.database.writing() as records:
        place = (TermForm(VIETNAMESE, "Đá Bàn"), TermForm(ENGLISH, "Da Ban"))
        word = (TermForm(VIETNAMESE, "bờ kè"), TermForm(ENGLISH, "sea wall"))
        records.terms.put(Term(TermId(new_id()), TermKind.PLACE, place))
        records.terms.put(Term(TermId(new_id()), TermKind.TERM, word))
    article = begun(desk, desk.story(body="Ở **Đá Bàn** có [bờ kè](https://a.example)."))
    machine.translate(article, engine)
    assert shown(desk, article)[1][0] == "<Ở **Da Ban** có [bờ kè](https://a.example).>"


def test_placeholders_do_not_go_out_and_a_lost_one_asks_again(
    desk: Desk, machine: MachineService, engine: EngineId, service: MachineServer
) -> None:
    service.say = lambda text: text.replace("⟦1⟧ ghế", "ghế")
    article = begun(desk, desk.story(body="Chào {name}, giảm 50% vé.\n\nCòn %d ghế."))
    report = machine.translate(article, engine)
    assert service.texts == ["Tít", "Chào ⟦1⟧, giảm 50% vé.", "Còn ⟦1⟧ ghế.", "Còn %d ghế."]
    assert [text for text, _, _ in shown(desk, article)][1:] == [
        "Chào {name}, giảm 50% vé.",
        "Còn %d ghế.",
    ]
    assert (report.filled, report.bare) == (3, 1)


def test_the_machine_is_kept_from_the_words_that_assist_shows(
    desk: Desk, machine: MachineService, engine: EngineId
) -> None:
    text = "Thuyền trưởng gặp Thủ tướng Đức ở bờ kè cũ."
    with desk.place.database.writing() as records:
        skipper = (TermForm(VIETNAMESE, "thuyền trưởng"), TermForm(CHINESE, "船长"))
        wall = (TermForm(VIETNAMESE, "bờ kè"), TermForm(CHINESE, "海堤"))
        day = desk.clock().date() - timedelta(days=1)
        records.terms.put(Term(TermId(new_id()), TermKind.TERM, skipper))
        records.terms.put(Term(TermId(new_id()), TermKind.TERM, wall, valid_to=day))
    article = desk.translations.start(desk.story(body=text), CHINESE).article
    terms = TermService(desk.place, shelves(desk))
    offers = {item.source: item.target for item in terms.offers(article, text) if item.serves}
    assert offers == {"Thuyền trưởng": "船长", "Thủ tướng Đức": "德国总理"}
    machine.translate(article, engine)
    assert shown(desk, article)[1][0] == "<船长 gặp 德国总理 ở bờ kè cũ.>"


def test_lost_marks_are_told_and_the_words_are_kept(
    desk: Desk, machine: MachineService, engine: EngineId, service: MachineServer
) -> None:
    service.say = lambda text: text.replace("⟦", "").replace("⟧", "")
    article = begun(desk, desk.story(body="Có **bờ kè**."))
    report = machine.translate(article, engine)
    assert (report.filled, report.bare) == (2, 1)
    assert shown(desk, article)[1][0] == "Có bờ kè."


def test_a_row_that_somebody_wrote_meanwhile_is_left_alone(
    desk: Desk, machine: MachineService, engine: EngineId, service: MachineServer
) -> None:
    article = begun(desk, desk.story())
    rows = desk.translations.segments(article)

    def meanwhile(text: str) -> str:
        if text == "Hai.":
            desk.translations.write(article, rows[2].sources, "Two.")
        return f"<{text}>"

    service.say = meanwhile
    report = machine.translate(article, engine)
    assert report.filled == 3
    assert shown(desk, article)[2] == ("Two.", State.DRAFT, Made.HAND)


def test_a_refused_key_leaves_the_rows_and_a_stop_keeps_what_came(
    desk: Desk, machine: MachineService, engine: EngineId, service: MachineServer
) -> None:
    article = begun(desk, desk.story(body="\n\n".join(f"Đoạn {n}." for n in range(30))))
    service.status = 401
    with pytest.raises(SignedOut):
        machine.translate(article, engine)
    assert not any(text for text, _, _ in shown(desk, article))
    service.status = 200

    def stop(done: int, total: int, said: Message | None = None) -> None:
        if 0 < done < total and said is not None:
            raise Cancelled

    report = machine.translate(article, engine, progress=stop)
    assert report.trouble == Cancelled().message
    assert report.filled == 20
    assert sum(bool(text) for text, _, _ in shown(desk, article)) == 20


def test_a_trial_says_whether_it_works(
    machine: MachineService, engine: EngineId, service: MachineServer
) -> None:
    (kept,) = machine.engines()
    assert kept.id == engine
    assert machine.trial(kept) == "<Xin chào>"
    service.status = 403
    with pytest.raises(SignedOut):
        machine.trial(kept, "another key")
    assert service.seen[0][1]["api_key"] == KEY
    assert service.seen[1][1]["api_key"] == "another key"


def test_an_engine_needs_name_and_a_safe_address(machine: MachineService) -> None:
    for name, url in [("", "https://a.example"), ("A", " "), ("A", "http://a.example")]:
        with pytest.raises(Refused):
            machine.put(Engine(EngineId(new_id()), EngineKind.CHAT, name, url))
    assert machine.engines() == ()
