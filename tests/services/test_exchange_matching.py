"""Which row of a translation a returned row belongs to, and whether its language is the desk's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor_app.domain.errors import Refused
from editor_app.domain.ids import CHINESE, ENGLISH
from editor_app.formats.bilingual_word import read_bilingual, write_bilingual
from editor_app.formats.inline_parts import parts_of
from editor_app.services.exchange_views import Outcome, SendKind
from editor_app.services.exchanging import ExchangeService
from tests.desks import Desk


@pytest.fixture
def exchange(desk: Desk) -> ExchangeService:
    return ExchangeService(desk.place)


def foreign(source: str, target: str, languages: str) -> bytes:
    return (
        f'<xliff version="2.0" {languages} xmlns="urn:oasis:names:tc:xliff:document:2.0">'
        f'<file id="f1"><unit id="77"><segment><source>{source}</source>'
        f"<target>{target}</target></segment></unit></file></xliff>"
    ).encode()


def test_rows_with_the_same_source_each_get_their_own_text_without_their_ids_too(
    desk: Desk, exchange: ExchangeService
) -> None:
    story = desk.story("Nước sông lên.\n\nHết lũ.", "Lũ về")
    desk.write(desk.stories.view(story).articles[0].id, push="Lũ về")
    article = desk.translations.start(story, ENGLISH).article
    sent = exchange.send(article, SendKind.WORD)
    file = read_bilingual(sent.data, sent.name)
    rows = tuple(
        replace(row, id="", target=parts_of(f"Line {number}"))
        for number, row in enumerate(file.rows)
    )
    returned = write_bilingual(replace(file, rows=rows), ("#", "vi", "en"))
    taken = exchange.take(exchange.compare(returned, sent.name))
    assert len(taken.units) == len(rows)
    found = desk.stories.find_article(article)
    assert (found.headline, found.push) == ("Line 0", "Line 1")


def test_a_text_in_traditional_characters_is_not_taken_for_a_simplified_edition(
    desk: Desk, exchange: ExchangeService
) -> None:
    chinese = desk.translations.start(desk.story("Hết lũ.", "Lũ về"), CHINESE).article
    data = foreign("Lũ về", "洪水来了", 'srcLang="vi" trgLang="zh-CN"')
    (row,) = exchange.compare(data, "a", chinese).of(Outcome.CHANGED)
    assert row.returned == "洪水来了"
    with pytest.raises(Refused) as refused:
        exchange.compare(foreign("Lũ về", "洪水來了", 'srcLang="vi" trgLang="zh-TW"'), "a", chinese)
    assert refused.value.message.key == "exchange-other-languages"
