"""Translations that go out as files and come back: compared, chosen, taken, undone."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from editor_app.domain.errors import NotFound, Refused, Unreadable
from editor_app.domain.history import Note
from editor_app.domain.ids import CHINESE, ENGLISH, ArticleId, NoteId
from editor_app.domain.link import Made, State
from editor_app.formats.bilingual_word import read_bilingual, write_bilingual
from editor_app.formats.exchange_rows import ExchangeNote
from editor_app.formats.inline_parts import parts_of
from editor_app.services.exchange_views import Difference, Outcome, RowDifference, SendKind
from editor_app.services.exchanging import ExchangeService
from tests.desks import Desk, row_of
from tests.formats.xliff_rules import broken_rules

BODY = "Nước sông **lên** [nhanh](https://a.vn).\n\n- một\n- hai\n\nHết lũ."
EVERY_KIND = pytest.mark.parametrize("kind", SendKind)
XLIFF = pytest.mark.parametrize("kind", [SendKind.XLIFF_12, SendKind.XLIFF_21])


@pytest.fixture
def exchange(desk: Desk) -> ExchangeService:
    return ExchangeService(desk.place)


@pytest.fixture
def article(desk: Desk) -> ArticleId:
    made = desk.translations.start(desk.story(BODY, "Lũ về"), ENGLISH).article
    write(desk, made, "Hết lũ.", "The flood is over.", State.TRANSLATED)
    return made


def write(desk: Desk, article: ArticleId, source: str, text: str, state: State) -> None:
    desk.translations.write(article, row_of(desk, article, source).sources, text, state)


def source_of(desk: Desk, article: ArticleId) -> ArticleId:
    found = desk.stories.find_article(article).translated_from
    assert found is not None
    return found


def translated(data: bytes, texts: dict[str, str], state: str = "") -> bytes:
    text = data.decode()
    for unit, words in texts.items():
        if "<trans-unit" in text:
            pattern = rf'(<trans-unit id="{unit}".*?</source>\s*)(?:<target.*?</target>\s*)?'
            said = f' state="{state}"' if state else ""
            new = rf'\g<1><target xml:lang="en"{said}>{words}</target>'
        else:
            pattern = rf'(<unit id="{unit}".*?</source>\s*)(?:<target.*?</target>\s*)?'
            new = rf"\g<1><target>{words}</target>"
        text, count = re.subn(pattern, new, text, count=1, flags=re.DOTALL)
        assert count == 1, unit
    return text.encode()


def units(desk: Desk, article: ArticleId) -> list[str]:
    source = desk.stories.find_article(source_of(desk, article))
    return [f"block.{block.id}" for block in source.body]


def outcomes(difference: Difference) -> dict[str, Outcome]:
    return {row.source_now or row.returned: row.outcome for row in difference.rows}


def changed(difference: Difference) -> RowDifference:
    (row,) = difference.of(Outcome.CHANGED)
    return row


# -- out


@XLIFF
def test_what_goes_out_keeps_the_rules_of_the_standard(
    desk: Desk, exchange: ExchangeService, article: ArticleId, kind: SendKind
) -> None:
    write(desk, article, "Lũ về", "Floods arrive", State.REVIEWED)
    sent = exchange.send(article, kind, "Mind the numbers & names.")
    assert broken_rules(sent.data) == []
    assert (sent.rows, sent.name) == (4, "floods-arrive-en.xlf")
    assert b"Mind the numbers &amp; names." in sent.data


@EVERY_KIND
def test_a_file_that_comes_back_untouched_changes_nothing(
    exchange: ExchangeService, article: ArticleId, kind: SendKind
) -> None:
    sent = exchange.send(article, kind)
    difference = exchange.compare(sent.data, sent.name)
    assert set(outcomes(difference).values()) == {Outcome.UNCHANGED}
    assert (difference.known, difference.missing, difference.article) == (True, (), article)
    assert exchange.take(difference).units == ()


def test_what_was_sent_is_kept(desk: Desk, exchange: ExchangeService, article: ArticleId) -> None:
    first = exchange.send(article, SendKind.XLIFF_12)
    desk.clock.advance(60)
    second = exchange.send(article, SendKind.WORD)
    kept = exchange.sent(article)
    assert [item.id for item in kept] == [second.sending, first.sending]
    assert [row.target for row in kept[0].rows] == ["", "", "", "The flood is over."]
    assert kept[0].by == "Lan"


def test_only_the_last_sendings_are_kept(exchange: ExchangeService, article: ArticleId) -> None:
    for _ in range(12):
        exchange.send(article, SendKind.XLIFF_12)
    assert len(exchange.sent(article)) == 10


def test_what_is_left_out_stays_here(
    desk: Desk, exchange: ExchangeService, article: ArticleId
) -> None:
    desk.translations.leave_out(article, row_of(desk, article, "- một\n- hai").sources)
    assert exchange.send(article, SendKind.XLIFF_21).rows == 3


def test_private_notes_never_leave(
    desk: Desk, exchange: ExchangeService, article: ArticleId
) -> None:
    note = Note(NoteId("n"), article, desk.clock(), "Minh", "SECRET", "headline")
    with desk.place.database.writing() as records:
        records.notes.put(note)
    for kind in SendKind:
        assert b"SECRET" not in exchange.send(article, kind).data


def test_a_source_is_not_sent(desk: Desk, exchange: ExchangeService, article: ArticleId) -> None:
    with pytest.raises(Refused) as refused:
        exchange.send(source_of(desk, article), SendKind.XLIFF_12)
    assert refused.value.message.key == "exchange-of-source"


def test_a_confidential_story_is_not_sent(
    desk: Desk, exchange: ExchangeService, article: ArticleId
) -> None:
    story = desk.stories.view(desk.stories.find_article(article).story).story
    desk.stories.change(story.id, story.version, sensitive=True)
    with pytest.raises(Refused) as refused:
        exchange.send(article, SendKind.XLIFF_12)
    assert refused.value.message.key == "exchange-sensitive"


def test_nothing_to_translate_is_not_sent(desk: Desk, exchange: ExchangeService) -> None:
    empty = desk.translations.start(desk.story("", ""), ENGLISH).article
    with pytest.raises(Refused) as refused:
        exchange.send(empty, SendKind.XLIFF_12)
    assert refused.value.message.key == "exchange-nothing"


def test_what_was_sent_goes_with_a_story_that_is_deleted_for_good(
    desk: Desk, exchange: ExchangeService, article: ArticleId
) -> None:
    exchange.send(article, SendKind.XLIFF_12)
    story = desk.stories.find_article(article).story
    desk.stories.trash(story)
    assert exchange.sent(article)
    desk.stories.delete(story)
    assert exchange.sent(article) == ()


# -- back


@XLIFF
def test_a_returned_text_is_shown_and_then_taken_with_codes_links_and_state(
    desk: Desk, exchange: ExchangeService, article: ArticleId, kind: SendKind
) -> None:
    sent = exchange.send(article, kind)
    first = units(desk, article)[0]
    codes = {
        SendKind.XLIFF_12: 'The [river] <bpt id="1">**</bpt>rises<ept id="1">**</ept>'
        ' <bpt id="2">x</bpt>fast<ept id="2">y</ept>.',
        SendKind.XLIFF_21: 'The [river] <pc id="1" dataRefStart="d1" dataRefEnd="d1">rises</pc>'
        ' <pc id="2" dataRefStart="d2" dataRefEnd="d3">fast</pc>.',
    }
    back = translated(sent.data, {first: codes[kind]}, "translated")
    row = changed(exchange.compare(back, "back.xlf"))
    wanted = "The [river] **rises** [fast](https://a.vn)."
    assert (row.returned, row.source_sent) == (wanted, row.source_now)
    taken = exchange.take(exchange.compare(back, "back.xlf"))
    assert taken.units == (first,)
    now = row_of(desk, article, row.source_now)
    assert now.target_text == wanted
    assert now.made is Made.HAND
    assert now.state is (State.TRANSLATED if kind is SendKind.XLIFF_12 else State.DRAFT)
    assert not now.stale
    assert len(now.targets) == 1
    assert desk.stories.find_article(article).markdown == f"{wanted}\n\nThe flood is over."


def test_taking_is_undone_in_one_step(
    desk: Desk, exchange: ExchangeService, article: ArticleId
) -> None:
    write(desk, article, "Lũ về", "Floods arrive", State.REVIEWED)
    before = desk.translations.segments(article)
    sent = exchange.send(article, SendKind.XLIFF_12)
    first, second, third = units(desk, article)
    texts = {"field.headline": "Flood!", first: "Up.", second: "- one\n- two", third: "Over."}
    back = translated(sent.data, texts, "final")
    taken = exchange.take(exchange.compare(back, "a.xlf"))
    assert len(taken.units) == 4
    assert [row.target_text for row in desk.translations.segments(article)] == list(texts.values())
    assert taken.changes.memory
    assert taken.changes.inverse is not None
    taken.changes.inverse()
    assert desk.translations.segments(article) == before
    assert desk.stories.find_article(article).headline == "Floods arrive"
    with desk.place.database.reading() as records:
        assert {pair.target for pair in records.memory.all()} == {
            "Floods arrive",
            "The flood is over.",
        }


def test_undoing_leaves_what_somebody_has_worked_on_since(
    desk: Desk, exchange: ExchangeService, article: ArticleId
) -> None:
    sent = exchange.send(article, SendKind.XLIFF_12)
    first, second, _ = units(desk, article)
    back = translated(sent.data, {first: "Up.", second: "- one"})
    taken = exchange.take(exchange.compare(back, "a.xlf"))
    write(desk, article, "- một\n- hai", "- first\n- second", State.DRAFT)
    assert taken.changes.inverse is not None
    taken.changes.inverse()
    assert row_of(desk, article, "- một\n- hai").target_text == "- first\n- second"
    assert desk.stories.find_article(article).markdown == "- first\n- second\n\nThe flood is over."


def test_only_chosen_rows_are_taken(
    desk: Desk, exchange: ExchangeService, article: ArticleId
) -> None:
    sent = exchange.send(article, SendKind.XLIFF_21)
    first, second, _ = units(desk, article)
    difference = exchange.compare(translated(sent.data, {first: "Up.", second: "- one"}), "a")
    assert exchange.take(difference, [second]).units == (second,)
    assert desk.stories.find_article(article).markdown == "- one\n\nThe flood is over."


def test_a_state_may_be_given_to_what_is_taken(
    desk: Desk, exchange: ExchangeService, article: ArticleId
) -> None:
    sent = exchange.send(article, SendKind.XLIFF_12)
    first = units(desk, article)[0]
    difference = exchange.compare(translated(sent.data, {first: "Up."}), "a")
    exchange.take(difference, state=State.TRANSLATED)
    assert row_of(desk, article, changed(difference).source_now).state is State.TRANSLATED
    with desk.place.database.reading() as records:
        learnt = {pair.target: pair for pair in records.memory.all()}
    assert (learnt["Up."].article, learnt["Up."].editor) == (article, "Lan")


def test_a_machine_s_text_stays_an_unread_draft_whatever_the_file_says(
    desk: Desk, exchange: ExchangeService, article: ArticleId
) -> None:
    sent = exchange.send(article, SendKind.XLIFF_12)
    first = units(desk, article)[0]
    back = translated(sent.data, {first: "Up."}, 'final" state-qualifier="leveraged-mt')
    difference = exchange.compare(back, "a")
    exchange.take(difference, state=State.TRANSLATED)
    now = row_of(desk, article, difference.rows[1].source_now)
    assert (now.state, now.made) == (State.DRAFT, Made.MACHINE)


def test_a_source_that_changed_meanwhile_is_a_conflict_and_stays_stale_when_taken(
    desk: Desk, exchange: ExchangeService, article: ArticleId
) -> None:
    sent = exchange.send(article, SendKind.XLIFF_12)
    first, second, _ = units(desk, article)
    back = translated(sent.data, {first: "Up.", second: "- one"}, "translated")
    desk.write(source_of(desk, article), body=BODY.replace("nhanh]", "rất nhanh]"))
    difference = exchange.compare(back, "a")
    (row,) = difference.of(Outcome.SOURCE_CHANGED)
    assert (row.source_sent, row.returned) == ("Nước sông **lên** [nhanh](https://a.vn).", "Up.")
    assert exchange.take(difference).units == (second,)
    assert exchange.take(difference, [first]).units == (first,)
    now = row_of(desk, article, row.source_now)
    assert (now.target_text, now.stale) == ("Up.", True)
    with desk.place.database.reading() as records:
        assert "Up." not in {pair.target for pair in records.memory.all()}


def test_a_target_that_changed_meanwhile_is_a_conflict(
    desk: Desk, exchange: ExchangeService, article: ArticleId
) -> None:
    sent = exchange.send(article, SendKind.XLIFF_12)
    first, _, third = units(desk, article)
    back = translated(sent.data, {first: "Up.", third: "Done."})
    write(desk, article, "Hết lũ.", "The flood has ended.", State.TRANSLATED)
    write(desk, article, "Nước sông **lên** [nhanh](https://a.vn).", "Up.", State.DRAFT)
    found = outcomes(exchange.compare(back, "a"))
    assert found["Hết lũ."] is Outcome.TARGET_CHANGED
    assert found["Nước sông **lên** [nhanh](https://a.vn)."] is Outcome.UNCHANGED


def test_both_sides_changed_is_told(
    desk: Desk, exchange: ExchangeService, article: ArticleId
) -> None:
    sent = exchange.send(article, SendKind.XLIFF_12)
    third = units(desk, article)[2]
    write(desk, article, "Hết lũ.", "The flood has ended.", State.TRANSLATED)
    desk.write(source_of(desk, article), body=BODY.replace("Hết lũ.", "Hết lũ rồi."))
    found = exchange.compare(translated(sent.data, {third: "Done."}), "a")
    assert outcomes(found)["Hết lũ rồi."] is Outcome.BOTH_CHANGED


def test_a_row_whose_source_is_gone_is_unknown_and_not_taken(
    desk: Desk, exchange: ExchangeService, article: ArticleId
) -> None:
    sent = exchange.send(article, SendKind.XLIFF_12)
    second = units(desk, article)[1]
    back = translated(sent.data, {second: "- one"})
    desk.write(source_of(desk, article), body=BODY.replace("- một\n- hai\n\n", ""))
    difference = exchange.compare(back, "a")
    (row,) = difference.of(Outcome.UNKNOWN)
    assert (row.unit, row.returned) == (second, "- one")
    assert exchange.take(difference, [second]).units == ()


def test_rows_that_did_not_come_back_are_named(
    desk: Desk, exchange: ExchangeService, article: ArticleId
) -> None:
    sent = exchange.send(article, SendKind.XLIFF_21)
    text = re.sub(r'<unit id="field.headline".*?</unit>', "", sent.data.decode(), flags=re.DOTALL)
    assert exchange.compare(text.encode(), "a").missing == ("headline",)


def test_an_emptied_text_is_shown_and_never_taken(
    desk: Desk, exchange: ExchangeService, article: ArticleId
) -> None:
    sent = exchange.send(article, SendKind.XLIFF_12)
    third = units(desk, article)[2]
    difference = exchange.compare(translated(sent.data, {third: " "}), "a")
    assert outcomes(difference)["Hết lũ."] is Outcome.EMPTIED
    assert exchange.take(difference, [third]).units == ()


def test_a_row_that_changes_between_showing_and_taking_is_left(
    desk: Desk, exchange: ExchangeService, article: ArticleId
) -> None:
    sent = exchange.send(article, SendKind.XLIFF_12)
    first = units(desk, article)[0]
    difference = exchange.compare(translated(sent.data, {first: "Up."}), "a")
    write(desk, article, changed(difference).source_now, "Rising.", State.DRAFT)
    taken = exchange.take(difference)
    assert (taken.units, taken.left) == ((), (first,))


def test_what_is_being_typed_is_taken_in_before_comparing(
    desk: Desk, exchange: ExchangeService, article: ArticleId
) -> None:
    sent = exchange.send(article, SendKind.XLIFF_12)
    desk.drafts.save(article, "headline", "Typed")
    back = translated(sent.data, {"field.headline": "Flood!"})
    assert outcomes(exchange.compare(back, "a"))["Lũ về"] is Outcome.TARGET_CHANGED


def test_notes_of_the_translator_become_private_notes(
    desk: Desk, exchange: ExchangeService, article: ArticleId
) -> None:
    sent = exchange.send(article, SendKind.XLIFF_12, "From us.")
    first = units(desk, article)[0]
    back = translated(sent.data, {first: 'Up.</target><note from="Anna">Which river?</note><x>'})
    back = back.replace(b"<x></target>", b"")
    difference = exchange.compare(back, "a")
    assert changed(difference).notes == (("Anna", "Which river?"),)
    assert difference.notes == ()
    taken = exchange.take(difference)
    with desk.place.database.reading() as records:
        (note,) = records.notes.of(article)
    assert (note.by, note.text, note.quote) == ("Anna", "Which river?", "Up.")
    assert taken.changes.inverse is not None
    taken.changes.inverse()
    with desk.place.database.reading() as records:
        assert records.notes.of(article) == ()


def test_a_word_file_comes_back_with_formatting(
    desk: Desk, exchange: ExchangeService, article: ArticleId
) -> None:
    sent = exchange.send(article, SendKind.WORD)
    file = read_bilingual(sent.data, sent.name)
    rows = [
        replace(row, target=parts_of("The river **rises** [fast](https://a.vn)."))
        if row.source_text.startswith("Nước")
        else row
        for row in file.rows
    ]
    note = ExchangeNote("", "")
    back = write_bilingual(replace(file, rows=tuple(rows), notes=(note,)), ("", "", ""))
    row = changed(exchange.compare(back, "a.docx"))
    assert row.returned == "The river **rises** [fast](https://a.vn)."
    exchange.take(exchange.compare(back, "a.docx"))
    assert row_of(desk, article, row.source_now).target_text == row.returned


# -- files that fit not quite, or not at all


def foreign(source: str, target: str, languages: str = 'srcLang="vi" trgLang="en"') -> bytes:
    return (
        f'<xliff version="2.0" {languages} xmlns="urn:oasis:names:tc:xliff:document:2.0">'
        f'<file id="f1"><unit id="77"><segment><source>{source}</source>'
        f"<target>{target}</target></segment></unit></file></xliff>"
    ).encode()


def test_rows_of_another_tool_are_found_by_their_source(
    desk: Desk, exchange: ExchangeService, article: ArticleId
) -> None:
    difference = exchange.compare(foreign("Lũ về", "Floods"), "a", article)
    row = changed(difference)
    assert (row.unit, row.returned, difference.known) == ("field.headline", "Floods", False)
    exchange.take(difference)
    assert desk.stories.find_article(article).headline == "Floods"


def test_what_is_there_is_a_conflict_when_nobody_knows_what_was_sent(
    exchange: ExchangeService, article: ArticleId
) -> None:
    difference = exchange.compare(foreign("Hết lũ.", "Over."), "a", article)
    assert outcomes(difference) == {"Hết lũ.": Outcome.TARGET_CHANGED}


def test_a_file_of_another_tool_needs_the_article_named(
    exchange: ExchangeService, article: ArticleId
) -> None:
    with pytest.raises(Refused) as refused:
        exchange.compare(foreign("Lũ về", "Floods"), "a")
    assert refused.value.message.key == "exchange-not-ours"


@pytest.mark.parametrize("languages", ['srcLang="vi" trgLang="de"', 'srcLang="en" trgLang="en"'])
def test_a_file_in_other_languages_is_refused(
    exchange: ExchangeService, article: ArticleId, languages: str
) -> None:
    with pytest.raises(Refused) as refused:
        exchange.compare(foreign("Lũ về", "x", languages), "a", article)
    assert refused.value.message.key == "exchange-other-languages"


def test_a_region_is_no_other_language(exchange: ExchangeService, article: ArticleId) -> None:
    data = foreign("Lũ về", "Floods", 'srcLang="vi-VN" trgLang="en-GB"')
    assert changed(exchange.compare(data, "a", article)).returned == "Floods"


def test_a_file_of_another_article_is_refused(
    desk: Desk, exchange: ExchangeService, article: ArticleId
) -> None:
    sent = exchange.send(article, SendKind.XLIFF_12)
    story = desk.stories.find_article(article).story
    other = desk.translations.start(story, CHINESE).article
    with pytest.raises(Refused) as refused:
        exchange.compare(sent.data, "a", other)
    assert refused.value.message.key == "exchange-other-article"


def test_a_file_of_an_article_that_is_gone_is_not_found(
    exchange: ExchangeService, article: ArticleId
) -> None:
    sent = exchange.send(article, SendKind.XLIFF_12)
    with pytest.raises(NotFound):
        exchange.compare(sent.data.replace(article.encode(), b"f" * 32), "a")


@pytest.mark.parametrize("cut", [0, 20, 400])
def test_a_broken_file_is_refused_and_nothing_changes(
    desk: Desk, exchange: ExchangeService, article: ArticleId, cut: int
) -> None:
    sent = exchange.send(article, SendKind.XLIFF_12)
    before = desk.translations.segments(article)
    with pytest.raises(Unreadable):
        exchange.compare(sent.data[:cut], "a")
    assert desk.translations.segments(article) == before


def test_notes_on_texts_that_stayed_as_they_were_are_kept_once(
    desk: Desk, exchange: ExchangeService, article: ArticleId
) -> None:
    sent = exchange.send(article, SendKind.XLIFF_12)
    back = sent.data.replace(b"</trans-unit>", b'<note from="Anna">Sure?</note></trans-unit>', 1)
    difference = exchange.compare(back, "a")
    for _ in range(2):
        assert exchange.take(difference).units == ()
    with desk.place.database.reading() as records:
        (note,) = records.notes.of(article)
    assert note.text == "Sure?"
