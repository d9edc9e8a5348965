"""What an editor says a paragraph renders stays said, whatever the desk links by content."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor_app.domain.errors import ChangedMeanwhile
from editor_app.domain.ids import ENGLISH, ArticleId
from editor_app.domain.link import Address, Link, Made, State
from editor_app.services.row_views import Confirmation, Intent, SeenRow
from tests.desks import Desk

TEXTS = "Nước lên 2 mét.\n\nBa người bị thương.\n\nTrời nắng."
WORDS = "The water rises by 2 metres.\n\nThree people were hurt.\n\nThe sun shines."


def translated(desk: Desk) -> ArticleId:
    """Return a translation of three paragraphs, linked one beside one by place and content."""
    article = desk.translations.start(desk.story(body=TEXTS), ENGLISH).article
    desk.write(article, body=WORDS)
    return article


def renders(desk: Desk, article: ArticleId) -> dict[str, str]:
    """Return the source texts that each paragraph of the translation renders."""
    with desk.place.database.reading() as records:
        links = records.links.of_target(article)
    sources = dict(desk.translations.sources(article))
    texts = {target(desk, article, text): text for text in body(desk, article)}
    found: dict[str, list[str]] = {text: [] for text in texts.values()}
    for address, text in sources.items():
        for end, words in texts.items():
            if Link(end, address) in links:
                found[words].append(text)
    return {text: " + ".join(rendered) for text, rendered in found.items()}


def body(desk: Desk, article: ArticleId) -> list[str]:
    return [block.text for block in desk.stories.find_article(article).body]


def target(desk: Desk, article: ArticleId, text: str) -> Address:
    blocks = desk.stories.find_article(article).body
    return Address(article, "block:" + next(block.id for block in blocks if block.text == text))


def source(desk: Desk, article: ArticleId, text: str) -> Address:
    return next(item for item, words in desk.translations.sources(article) if words == text)


def test_what_is_linked_by_hand_stays_linked_through_edits_and_undo_takes_it_back(
    desk: Desk,
) -> None:
    article = translated(desk)
    rises, hurt, shines = TEXTS.split("\n\n")
    first, second, third = WORDS.split("\n\n")
    before = renders(desk, article)
    assert before == {first: rises, second: hurt, third: shines}
    changes = desk.translations.link(
        article,
        [target(desk, article, second)],
        [source(desk, article, rises), source(desk, article, shines)],
    )
    wanted = {first: rises, second: f"{rises} + {shines}", third: shines}
    assert renders(desk, article) == wanted
    more = f"{WORDS}\n\nMore of it."
    desk.write(article, body=more.replace("Three people", "3 people"))
    after = renders(desk, article)
    assert after["3 people were hurt."] == f"{rises} + {shines}"
    desk.write(article, body=WORDS)
    assert renders(desk, article) == wanted
    assert changes.inverse is not None
    undone = changes.inverse()
    assert renders(desk, article) == before
    assert undone.inverse is not None
    assert undone.inverse().inverse is not None
    assert renders(desk, article) == wanted


def test_own_text_is_given_no_source_whatever_is_typed_and_asks_for_nothing(desk: Desk) -> None:
    article = translated(desk)
    _rises, hurt, _shines = TEXTS.split("\n\n")
    second = WORDS.split("\n\n")[1]
    changes = desk.translations.link(article, [target(desk, article, second)], [])
    assert renders(desk, article)[second] == ""
    rows = {row.target_text: row for row in desk.translations.segments(article)}
    assert rows[second].sources == ()
    assert rows[second].state is State.TRANSLATED
    assert not rows[second].stale
    open_row = next(row for row in rows.values() if row.source_text == hurt)
    assert open_row.state is State.TO_DO
    for words in (WORDS.replace("Three", "3"), f"New.\n\n{WORDS}", WORDS):
        desk.write(article, body=words)
        assert renders(desk, article)[words.split("\n\n")[-2]] == ""
    source_article = desk.stories.find_article(article).translated_from
    assert source_article is not None
    desk.write(source_article, body=TEXTS.replace("Ba người", "Bốn người"))
    assert not any(row.stale for row in desk.translations.segments(article) if not row.sources)
    assert changes.inverse is not None
    changes.inverse()
    again = {row.target_text: row for row in desk.translations.segments(article)}
    assert again[second].source_text == "Bốn người bị thương."
    assert again[second].stale, "it was made from the source of before"
    assert again[second].state is State.DRAFT


def test_undo_of_a_link_leaves_what_was_filled_in_since_in_its_row(desk: Desk) -> None:
    texts = ("Alpha beta.", "Gamma delta.", "Epsilon zeta.", "Eta theta.")
    article = desk.translations.start(desk.story(body="\n\n".join(texts)), ENGLISH).article
    desk.translations.write(article, [source(desk, article, texts[0])], "one")
    desk.translations.write(article, [source(desk, article, texts[1])], "two")
    changes = desk.translations.link(article, [target(desk, article, "two")], [])
    desk.translations.write(article, [source(desk, article, texts[3])], "as the memory has it")
    assert changes.inverse is not None
    undone = changes.inverse()
    wanted = {"one": texts[0], "two": texts[1], "as the memory has it": texts[3]}
    assert renders(desk, article) == wanted
    assert undone.inverse is not None
    undone.inverse()
    assert renders(desk, article) == wanted | {"two": ""}


def test_own_text_of_a_machine_still_waits_for_a_reader(desk: Desk) -> None:
    article = desk.translations.start(desk.story(body=TEXTS), ENGLISH).article
    hurt = TEXTS.split("\n\n")[1]
    wanted = [source(desk, article, hurt)]
    desk.translations.write(article, wanted, "Three people were hurt.")
    place = target(desk, article, "Three people were hurt.")
    with desk.place.database.writing() as records:
        written = records.links.renderings(article)[place]
        records.links.set_rendering(replace(written, made=Made.MACHINE))
    desk.translations.link(article, [place], [])
    desk.write(article, body="Three people were hurt badly.")
    with desk.place.database.reading() as records:
        known = records.links.renderings(article)[place]
        linked = [link for link in records.links.of_target(article) if link.target == place]
    assert (known.made, known.read, linked) == (Made.MACHINE, None, [])
    desk.translations.link(article, [place], wanted)
    (row,) = [row for row in desk.translations.segments(article) if place in row.targets]
    assert (row.state, row.made) == (State.DRAFT, Made.MACHINE)


def test_a_row_that_was_typed_in_does_not_take_back_what_a_hand_has_said(desk: Desk) -> None:
    article = translated(desk)
    rises, hurt, _shines = TEXTS.split("\n\n")
    second = WORDS.split("\n\n")[1]
    paragraph = Intent(1, (second,), ())
    assert desk.rows.rendered(article, [paragraph]) == {source(desk, article, hurt)}
    desk.rows.render(article, [paragraph], [source(desk, article, rises)])
    assert renders(desk, article)[second] == rises
    typed_in = replace(paragraph, sources=(source(desk, article, hurt),))
    desk.rows.link(article, [typed_in])
    assert renders(desk, article)[second] == rises
    desk.write(article, body=WORDS.replace(second, "Other words."))
    with pytest.raises(ChangedMeanwhile):
        desk.rows.render(article, [paragraph], [])


def test_what_is_linked_behind_typing_is_no_step_of_undo(desk: Desk) -> None:
    article = desk.translations.start(desk.story(body=TEXTS), ENGLISH).article
    rises, _hurt, shines = TEXTS.split("\n\n")
    desk.write(article, body="Here.\n\nThere.")
    typed = [
        Intent(0, ("Here.",), (source(desk, article, shines),)),
        Intent(1, ("There.",), (source(desk, article, rises),)),
    ]
    linked = desk.rows.link(article, typed)
    assert renders(desk, article) == {"Here.": shines, "There.": rises}
    assert (linked.said, linked.inverse) == (None, None)
    assert article in linked.articles


def test_items_typed_in_two_rows_are_a_list_of_both_and_a_list_of_its_own_is_confirmed_as_ever(
    desk: Desk,
) -> None:
    article = desk.translations.start(desk.story(body=TEXTS), ENGLISH).article
    rises, hurt, shines = TEXTS.split("\n\n")
    first, second, third = (source(desk, article, text) for text in (rises, hurt, shines))
    desk.write(article, body="- one")
    desk.rows.link(article, [Intent(0, ("- one",), (first,))])
    desk.write(article, body="- one\n\n- two\n\n- three")
    typed = Intent(1, ("- two", "- three"), (second,))
    desk.rows.link(article, [typed])
    whole = "- one\n- two\n- three"
    assert renders(desk, article) == {whole: f"{rises} + {hurt}"}
    part = SeenRow((second,), (), hurt, "- two\n\n- three")
    confirmed = desk.rows.confirm(article, Confirmation(part, State.TRANSLATED, typed))
    assert not confirmed.said, "its other items were not read"
    place = target(desk, article, whole)
    seen = SeenRow((first, second), (place,), "Of before.", whole)
    with pytest.raises(ChangedMeanwhile):
        desk.rows.confirm(
            article, Confirmation(seen, State.TRANSLATED, Intent(0, (whole,), (first, second)))
        )
    assert third not in desk.rows.rendered(article, [Intent(0, (whole,), ())])
