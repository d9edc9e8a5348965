"""The walk through HTML: blocks, joints, lists, tables, quotations, notes, pictures, links."""

from __future__ import annotations

import pytest

from editor_app.formats.footnotes import mark_footnotes
from editor_app.formats.html_blocks import read_blocks
from editor_app.formats.html_tree import new_element, parse_html, remove, substitute, words_of
from editor_app.formats.intake_values import Report
from editor_app.formats.pictures import Album, best_source
from editor_app.formats.pieces import to_markdown
from editor_app.formats.web_addresses import absolute, clean_address, domain_of


def markdown(html: str) -> str:
    root = parse_html(html)
    mark_footnotes(root)
    return to_markdown(read_blocks(root, lambda _: "", lambda link: clean_address(link)[0]))


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<div>a<div>b</div>c</div>", "a\n\nb\n\nc"),
        ("a<br>b<br><br>c", "a\\\nb\n\nc"),
        ("<b>a</b><b>b</b> c", "**ab** c"),
        ("a<b> b </b>c", "a **b** c"),
        ("<p>a\n   b</p>", "a b"),
        ("<p>中\n   文</p>", "中文"),
        ("<p>a</p>tail<p>b</p>", "a\n\ntail\n\nb"),
        ("<span>a</span><span>b</span>", "ab"),
        ("<h2><strong>a</strong></h2>", "## a"),
        ("<p></p><p> &nbsp; </p><p>a</p>", "a"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "- a\n    - b"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n    - b"),
        ("<ul><li><ul><li>b</li></ul></li></ul>", "- b"),
        ("<ol start=3><li>a<li>b</ol>", "3. a\n4. b"),
        ("<ul><li>a</ul><ul><li>b</ul>", "- a\n- b"),
        ("<ul><li>a</ul><ol><li>b</ol>", "- a\n\n1. b"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "- a\\\n    b"),
        ("<blockquote>a<p>b</p></blockquote>", "> a\n>\n> b"),
        ("<blockquote><p>a</p><cite>B</cite></blockquote>", "> a\n> — B"),
        ("<blockquote><p>a</p><p>— B</p></blockquote>", "> a\n> — B"),
        ("<blockquote><cite>B</cite></blockquote>", "> *B*"),
        ("<q>a</q>", "“a”"),
        ("<dl><dt>a<dd>b</dl>", "**a**\n\nb"),
        ("<pre>a\nb</pre>", "a\\\nb"),
        ("<pre><code>a\n b</code></pre>", "```\na\n b\n```"),
        ("a<hr>b", "a\n\n---\n\nb"),
        ("<a href='https://a.example/'>b</a>", "[b](https://a.example/)"),
        ("<a href='javascript:x'>b</a>", "b"),
        ("<p>1. a</p>", "1\\. a"),
        ("<p>2024. a</p>", "2024\\. a"),
        ("<p>- a<br>- b</p>", "\\- a\\\n\\- b"),
    ],
)
def test_html_becomes_markdown(html: str, wanted: str) -> None:
    assert markdown(html) == wanted


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<tr><th>a<th>b<tr><td>c<td>d", "| a | b |\n| --- | --- |\n| c | d |"),
        ("<tr><td>a<td>b<tr><td>c", "| a | b |\n| --- | --- |\n| c |  |"),
        ("<tr><td>a<td><td>b<tr><td>c<td><td>d", "| a | b |\n| --- | --- |\n| c | d |"),
        (
            "<tr><td>a|b<td><b>c</b><tr><td>d<br>e<td>f",
            "| a\\|b | **c** |\n| --- | --- |\n| d e | f |",
        ),
        ("<tr><td rowspan=2>a<td>b<tr><td>c", "| a | b |\n| --- | --- |\n|  | c |"),
        ("<tr><td>only</td></tr>", "only"),
        ("<tr><td>a</td></tr><tr><td>b</td></tr>", "a\n\nb"),
        ("<tr><td><h2>a</h2></td><td>b</td></tr><tr><td>c<td>d", "## a\n\nb\n\nc\n\nd"),
        ("", ""),
    ],
)
def test_tables_of_data_stay_and_tables_that_arrange_go(html: str, wanted: str) -> None:
    assert markdown(f"<table>{html}</table>") == wanted


def test_a_note_is_told_by_two_links_that_meet() -> None:
    html = (
        "<p>a<sup><a id='r' href='#n'>1</a></sup> <a href='#x'>2</a></p>"
        "<p id='x'>b</p><ol><li id='n'>c <a href='#r'>↑</a></li></ol>"
    )
    assert markdown(html) == "a[^1] 2\n\nb\n\n[^1]: c"


def test_notes_with_the_same_sign_get_numbers() -> None:
    html = "".join(
        f"<p>{n}<a id='r{n}' href='#n{n}'>*</a></p><div id='n{n}'><a href='#r{n}'>*</a> c{n}</div>"
        for n in (1, 2)
    )
    assert markdown(html) == "1[^*]\n\n2[^2]\n\n[^*]: c1\n\n[^2]: c2"


@pytest.mark.parametrize(
    ("address", "base", "kept", "followed"),
    [
        ("https://a.example/?utm_source=x", "", "https://a.example/", True),
        ("https://a.example/?id=1&fbclid=x#f", "", "https://a.example/?id=1#f", True),
        ("https://www.google.com/url?q=https://b.example/&sa=D", "", "https://b.example/", True),
        (
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fb.example%2F",
            "",
            "https://b.example/",
            True,
        ),
        ("/x", "https://a.example/y/z", "https://a.example/x", False),
        ("//b.example/x", "https://a.example/", "https://b.example/x", False),
        ("/x", "", "", False),
        ("#x", "https://a.example/", "", False),
        ("mailto:a@b.example", "", "mailto:a@b.example", False),
        ("ftp://a.example/", "", "", False),
        ("http://[broken", "https://a.example/", "", False),
        ("https://a.example/" + "x" * 3_000, "", "", False),
        ("https://a.example/a b|c\\d", "", "https://a.example/a%20b%7Cc%5Cd", False),
    ],
)
def test_links_are_cleaned(address: str, base: str, kept: str, followed: bool) -> None:
    assert clean_address(address, base) == (kept, followed)


def test_small_questions_about_addresses() -> None:
    assert absolute("x.jpg", "https://a.example/b/") == "https://a.example/b/x.jpg"
    assert domain_of("https://www.tin.example/x") == "tin.example"
    assert domain_of("http://[") == ""


def test_the_best_form_of_a_picture_is_taken() -> None:
    root = parse_html(
        "<picture><source srcset='b-2x.webp 2x, b.webp 1x'><img src='b.jpg'></picture>"
        "<img src='c.jpg' srcset='c-1.jpg 100w, c-9.jpg 900w'><img data-src='d.jpg' src='x.gif'>"
    )
    assert [best_source(image) for image in root.iter("img")] == ["b-2x.webp", "c-9.jpg", "d.jpg"]


def test_one_picture_shown_twice_is_one_photo() -> None:
    album = Album(Report(), "https://a.example/")
    root = parse_html("<img src='b.jpg'><img src='b.jpg'><img src='c.jpg'>")
    assert [album.take(image) for image in root.iter("img")] == ["p1", "p1", "p2"]
    assert [photo.url for photo in album.photos.values()] == [
        "https://a.example/b.jpg",
        "https://a.example/c.jpg",
    ]


@pytest.mark.parametrize(
    ("image", "key"),
    [
        ("<img src='https://a.example/b.jpg' width=1 height=1>", "dropped-trackers"),
        ("<img src='https://a.example/b.jpg' style='width:1px'>", "dropped-trackers"),
        ("<img src='https://ad.doubleclick.net/x'>", "dropped-trackers"),
        (
            "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs='>",
            "dropped-trackers",
        ),
        ("<img src='https://a.example/b.svg'>", "dropped-decorations"),
        ("<img class='avatar small' src='https://a.example/b.jpg'>", "dropped-decorations"),
        ("<img src='file:///C:/b.png'>", "dropped-pictures-elsewhere"),
        ("<img src='data:image/png;base64,bm90IGEgcGljdHVyZQ=='>", "dropped-pictures-unreadable"),
        ("<img src='data:image/png,%%%'>", "dropped-pictures-unreadable"),
    ],
)
def test_what_is_no_photo_is_counted(image: str, key: str) -> None:
    report = Report()
    (element,) = parse_html(image).iter("img")
    assert Album(report, "https://a.example/").take(element) == ""
    assert [message.key for message in report.messages()] == [key]


def test_the_tree_keeps_its_text_when_elements_come_and_go() -> None:
    root = parse_html("<p>a<b>b</b>c<i>d</i>e</p>")
    for bold in root.findall(".//b"):
        remove(bold, " ")
    for italic in root.findall(".//i"):
        substitute(italic, new_element("span", "x", class_="y"))
    assert words_of(root) == "a cxe"
    assert [span.get("class") for span in root.iter("span")] == ["y"]


def test_elements_that_have_no_content_close_themselves() -> None:
    root = parse_html("<picture><source srcset=a><img src=b></picture>long<wbr>word")
    (image,) = root.iter("img")
    parent = image.getparent()
    assert parent is not None
    assert parent.tag == "picture"
    assert words_of(root) == "longword"


def test_the_words_of_a_tree_stand_in_their_order() -> None:
    root = parse_html(
        "<div>a <span>b <b>c</b> d</span> e<p>f</p>g<!-- x -->h<script>no</script>i"
        "<style>no</style></div>"
    )
    assert words_of(root) == "a b c d e f ghi"
