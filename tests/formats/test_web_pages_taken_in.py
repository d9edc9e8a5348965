"""Web pages: what they say of themselves, what is furniture, and what must stay."""

from __future__ import annotations

import json

import pytest

from editor_app.domain.errors import NoText
from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE
from editor_app.formats.intake import TakenIn, read_html, without_photos

WORDS = "<p>The first boat left the old port at six in the morning, with eighty on board.</p>"
MORE = "<p>It was cold, and nobody minded, for the sun came up behind the islands.</p>"


def page(body: str, head: str = "", lang: str = "en") -> str:
    return f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'


def keys(taken: TakenIn) -> set[str]:
    return {message.key for message in taken.dropped}


def linked(**article: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **article}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_linked_data_fills_the_fields() -> None:
    head = linked(
        headline="Ferry line reopens",
        author=[{"@type": "Person", "name": "Anna Quill"}, {"name": "Tom Reed"}],
        publisher={"name": "The Harbour Post"},
        datePublished="2025-11-02T06:30:00Z",
        articleSection=["News", "Transport"],
        keywords=["ferry", "harbour"],
        mainEntityOfPage={"@id": "https://post.example/ferry"},
        inLanguage="en-GB",
    )
    taken = read_html(page(f"<h1>Ferry line reopens</h1>{WORDS}{MORE}", head))
    assert taken.headline == "Ferry line reopens"
    assert taken.byline == ("Anna Quill", "Tom Reed")
    assert (taken.outlet, taken.section) == ("The Harbour Post", "Transport")
    assert taken.tags == ("ferry", "harbour")
    assert taken.url == "https://post.example/ferry"
    assert taken.published is not None
    assert taken.published.isoformat() == "2025-11-02T06:30:00+00:00"
    assert taken.uncertain == frozenset()


@pytest.mark.parametrize(
    "script",
    [
        "",
        "{",
        "null",
        "[]",
        '"x"',
        "[[[[]]]]",
        '{"@type": 5}',
        '{"@graph": {"@graph": 1}}',
        '{"@type":"NewsArticle","author":7,"keywords":{"a":1},"datePublished":[1],"headline":{}}',
        '{"@type":"BreadcrumbList","itemListElement":"x"}',
        "[" * 5_000,
    ],
)
def test_broken_linked_data_is_passed_over(script: str) -> None:
    head = f'<script type="application/ld+json">{script}</script>'
    assert "eighty on board" in read_html(page(WORDS, head)).markdown


def test_the_site_name_behind_a_title_goes() -> None:
    head = '<meta property="og:site_name" content="Post"><title>Ferry line - Post</title>'
    assert read_html(page(WORDS + MORE, head)).headline == "Ferry line"


def test_the_address_it_was_fetched_from_is_the_link_without_marks() -> None:
    taken = read_html(page(WORDS), "https://www.post.example/a?utm_source=x&id=3")
    assert taken.url == "https://www.post.example/a?id=3"
    assert taken.outlet == "post.example"
    assert "outlet" in taken.uncertain


def test_a_description_that_is_only_the_beginning_of_the_text_is_no_standfirst() -> None:
    head = '<meta name="description" content="The first boat left the old port at six in the">'
    taken = read_html(page(WORDS + MORE, head))
    assert taken.standfirst == ""
    assert taken.markdown.startswith("The first boat")


def test_a_description_that_stands_nowhere_else_is_an_uncertain_standfirst() -> None:
    head = '<meta name="description" content="A line is back after two years.">'
    taken = read_html(page(WORDS + MORE, head))
    assert taken.standfirst == "A line is back after two years."
    assert "standfirst" in taken.uncertain


@pytest.mark.parametrize(
    ("furniture", "key"),
    [
        ("<nav><a href='/a'>Home</a></nav>", "dropped-navigation"),
        ("<footer>All rights reserved</footer>", "dropped-navigation"),
        ("<div class='social-share'><a href='#'>Share</a></div>", "dropped-share-bars"),
        ("<div class='box-tinlienquan tin-lien-quan'><p>Tin khác</p></div>", "dropped-related"),
        ("<section id='comments'><p>Nice one!</p></section>", "dropped-comments"),
        ("<div id='cookie-banner'><p>We use cookies</p></div>", "dropped-cookie-banners"),
        ("<div class='ad-slot'><p>Buy now</p></div>", "dropped-advertising"),
        ("<div class='newsletter-signup'><p>Join us</p></div>", "dropped-sign-up"),
        ("<div class='audio-player'><p>Listen</p></div>", "dropped-page-tools"),
        ("<div role='search'><p>Search</p></div>", "dropped-page-tools"),
        ("<button>Like</button>", "dropped-controls"),
        ("<script>alert(1)</script>", "dropped-scripts"),
        ("<style>p{}</style>", "dropped-styles"),
        ("<svg><text>arrow</text></svg>", "dropped-drawings"),
        ("<p style='display:none'>hidden</p>", "dropped-hidden"),
        ("<img src='https://x.example/pixel.gif' width=1 height=1>", "dropped-trackers"),
        ("<img src='https://x.example/icon.png' width=16 height=16>", "dropped-decorations"),
    ],
)
def test_furniture_goes_and_is_counted(furniture: str, key: str) -> None:
    taken = read_html(page(f"<article><h1>Ferry</h1>{WORDS}{furniture}{MORE}</article>"))
    assert taken.markdown.count("\n\n") == 1
    assert "eighty on board" in taken.markdown
    assert "behind the islands" in taken.markdown
    assert key in keys(taken)


def test_an_article_in_an_element_with_a_telling_class_stays() -> None:
    body = f"<div class='ad banner sidebar comments'><h1>Ferry</h1>{WORDS}{MORE}</div>"
    taken = read_html(page(body))
    assert "eighty on board" in taken.markdown
    assert "behind the islands" in taken.markdown


def test_a_list_of_nothing_but_links_goes_and_one_with_words_stays() -> None:
    links = "".join(
        f"<li><a href='/{n}'>Another story with a long headline {n}</a></li>" for n in range(4)
    )
    told = "".join(
        f"<li><a href='/{n}'>Boat {n}</a> leaves at {n} and comes back</li>" for n in range(4)
    )
    taken = read_html(page(f"<article><h1>A</h1>{WORDS}<ul>{links}</ul><ul>{told}</ul></article>"))
    assert "Another story" not in taken.markdown
    assert taken.markdown.count("leaves at") == 4


def test_what_follows_a_heading_of_other_stories_goes() -> None:
    body = f"<h1>A</h1>{WORDS}{MORE}{WORDS}<h3>Tin cùng chuyên mục</h3><p>Một tin khác hẳn.</p>"
    taken = read_html(page(body))
    assert "Một tin khác" not in taken.markdown
    assert "dropped-related" in keys(taken)


def test_a_player_becomes_a_link() -> None:
    frame = "<iframe src='//www.youtube.com/embed/abc?x=1' title='A walk'></iframe>"
    taken = read_html(page(f"<h1>A</h1>{WORDS}{frame}"))
    assert "[A walk](https://www.youtube.com/watch?v=abc)" in taken.markdown
    assert "embeds-as-links" in keys(taken)


def test_a_picture_keeps_caption_credit_and_alternative_text() -> None:
    figure = (
        "<figure><img src='/i/a.jpg' alt='A ferry'><figcaption>At dawn. "
        "<small class='credit'>Photo: Tom Reed</small></figcaption></figure>"
    )
    taken = read_html(page(f"<h1>A</h1>{WORDS}{figure}{MORE}"), "https://post.example/x/y")
    (photo,) = taken.photos
    assert (photo.caption, photo.credit, photo.alt) == ("At dawn.", "Tom Reed", "A ferry")
    assert (photo.url, photo.data, photo.name) == ("https://post.example/i/a.jpg", b"", "a.jpg")
    assert taken.markdown.split("\n\n")[1] == f"![](photo:{photo.key})"
    left = without_photos(taken.markdown, {photo.key})
    assert "photo:" not in left
    assert "behind the islands" in left


def test_a_picture_beside_a_saved_page_keeps_its_path() -> None:
    taken = read_html(page(f"<h1>A</h1>{WORDS}<img src='page_files/a%20b.jpg'>"))
    assert taken.photos[0].url == "page_files/a%20b.jpg"
    assert taken.photos[0].name == "a b.jpg"


def test_the_language_is_that_of_the_words_whatever_the_page_says() -> None:
    vietnamese = "<p>Sáng nay chuyến phà đầu tiên rời bến cũ với tám mươi hành khách.</p>"
    chinese = "<p>今天早上，第一班渡轮载着八十名乘客离开旧港口。</p>"
    assert read_html(page(vietnamese, lang="en")).language == VIETNAMESE
    assert read_html(page(chinese, lang="en")).language == CHINESE
    assert read_html(page(WORDS, lang="vi")).language == ENGLISH


def test_a_strange_language_is_uncertain() -> None:
    french = "<p>Le premier bateau a quitté le vieux port à six heures du matin, hier.</p>"
    assert "language" in read_html(page(french, lang="fr")).uncertain


def test_a_page_without_words_is_refused() -> None:
    for html in ("", "<html></html>", page("<script>1</script>"), page("<p> \u00a0 </p>")):
        with pytest.raises(NoText):
            read_html(html)


def test_the_raw_page_is_kept() -> None:
    html = page(f"<nav>x</nav>{WORDS}")
    assert read_html(html).raw == html


@pytest.mark.parametrize(
    "start",
    [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<?xml version="1.0" encoding="UTF-8"?\n>',
        '<?xml version="1.0" encoding="UTF-8"?><?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE html>\n<?xml version="1.0" encoding="UTF-8"?>',
        '<wbr><?xml version="1.0" encoding="big5"?>',
    ],
)
def test_a_page_is_read_however_its_declarations_are_muddled(start: str) -> None:
    taken = read_html(f"{start}<html><body><h1>Boats</h1>{WORDS}{MORE}</body></html>")
    assert taken.headline == "Boats"
    assert "The first boat left" in taken.markdown
    assert "xml" not in taken.markdown


def test_nested_depths_are_read_to_their_end() -> None:
    for tag in ("div", "b", "ul><li", "blockquote", "table><tr><td"):
        html = f"<{tag}>" * 3_000 + "<p>At the bottom of it all.</p>"
        assert "At the bottom of it all." in read_html(html).markdown


def test_a_table_that_claims_to_be_endless_is_a_table() -> None:
    rows = "<tr><td colspan=99999 rowspan=99999>a</td><td>b</td></tr><tr><td>c</td></tr>"
    taken = read_html(page(f"<h1>A</h1>{WORDS}<table>{rows}</table>"))
    assert "| a |" in taken.markdown
    assert len(taken.markdown) < 2_000


def test_a_page_that_was_written_in_word_is_still_a_page() -> None:
    body = f"<nav><a href='/'>Home</a></nav><article><h1>A</h1>{WORDS}{MORE}</article>"
    taken = read_html(page(body.replace("<p>", '<p class="MsoNormal" style="mso-x:y">')))
    assert "Home" not in taken.markdown
    assert "eighty on board" in taken.markdown
