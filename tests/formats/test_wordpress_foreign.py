"""The blocks of a site that we do not model have names that an editor understands."""

from __future__ import annotations

import pytest

from editor_app.domain.remote import foreign_block
from editor_app.formats.block_markup import chunks
from editor_app.formats.wordpress_foreign import NAMED, card_name, card_words, foreign_of
from editor_app.sentences import sentence
from editor_app.wording import WORDING


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("<!-- wp:gallery --><figure></figure><!-- /wp:gallery -->", "Gallery"),
        ('<!-- wp:embed {"providerNameSlug":"youtube"} /-->', "Embedded from YouTube"),
        ('<!-- wp:embed {"providerNameSlug":"daily-news"} /-->', "Embedded from Daily News"),
        ('<!-- wp:embed {"providerNameSlug":5} /-->', "Embedded page"),
        ("<!-- wp:core-embed/vimeo /-->", "Embedded from Vimeo"),
        ("<!-- wp:embed {bad} /-->", "Embedded page"),
        ("<!-- wp:acme/map /-->", "Block of the site: acme/map"),
        ("<!-- wp:weather /-->", "Block of the site: core/weather"),
        ('[gallery ids="1,2"]', "Gallery"),
        ("[contact-form id=1]", "Shortcode [contact-form]"),
        ("<!--more-->", "“Read more” line"),
        ("<!--nextpage-->", "Page break"),
        ("<p><iframe></iframe></p>", "HTML of the site"),
        ('<figure><img src="a.jpg"></figure>', "Photo of the site"),
        ("<div>a</div>", "Text with formatting of the site"),
    ],
)
def test_a_card_says_what_the_block_is(raw: str, name: str) -> None:
    (chunk,) = chunks(raw)
    assert sentence(card_name(foreign_of(chunk))) == name


def test_a_card_shows_the_first_words_of_the_block() -> None:
    (chunk,) = chunks(
        "<!-- wp:group --><div><p>Nước <u>lên</u></p><p>nhanh</p></div><!-- /wp:group -->"
    )
    assert card_words(foreign_of(chunk)) == "Nước lên nhanh"
    long = foreign_of(chunks(f"<div>{'từ ' * 500}</div>")[0])
    assert 100 < len(card_words(long)) <= 161
    assert card_words(long).endswith("…")
    assert card_words(foreign_of(chunks("<!-- wp:spacer /-->")[0])) == ""


def test_every_name_has_wording() -> None:
    assert {f"foreign-{name}" for name in NAMED} <= WORDING.keys()


def test_the_same_bytes_have_the_same_id_and_others_another() -> None:
    one, two = (foreign_of(chunks(f'<!-- wp:acme/map {{"z":{n}}} /-->')[0]) for n in (1, 2))
    assert one.id != two.id
    assert one == foreign_block(one.raw, one.name, one.kind)
