"""A public page beside what was sent: what is missing is told, what is the theme's never is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.ids import PhotoId
from editor_app.domain.messages import Message
from editor_app.formats.page_text import file_name, folded, read_page_text
from editor_app.formats.public_page import MOST, PageSeen, SentPage, compare_page, sent_page
from editor_app.formats.wordpress_post import read_post

URL = "https://news.example/2026/11/lu-ve/"
BODY = (
    '<!-- wp:paragraph -->\n<p>Nước sông lên <strong>nhanh</strong> "hôm qua" -- 3x4...</p>\n'
    "<!-- /wp:paragraph -->\n\n"
    '<!-- wp:image {"id":7,"sizeSlug":"large"} -->\n'
    '<figure class="wp-block-image size-large"><img src="https://news.example/up/lu-1024x683.jpg"'
    ' alt="Lũ" class="wp-image-7"/><figcaption class="wp-element-caption">Lũ ở Huế. Ảnh: Reuters'
    "</figcaption></figure>\n<!-- /wp:image -->\n\n"
    '<!-- wp:paragraph -->\n<p>Xem <a href="https://huyen.example/a?b=1&amp;c=2">thông báo</a> của'
    " huyện.</p>\n<!-- /wp:paragraph -->\n\n"
    "<!-- wp:list -->\n<ul><!-- wp:list-item -->\n<li>Trường học đóng cửa</li>\n"
    "<!-- /wp:list-item --></ul>\n<!-- /wp:list -->"
)
PHOTO = (
    '<figure><img class="lazy" src="data:image/gif;base64,AA"'
    ' data-src="https://i0.cdn.example/news.example/up/lu.jpg?w=800" alt="Lũ">'
    "<figcaption>Lũ ở Huế. <i>Ảnh: Reuters</i></figcaption></figure>"
)
PAGE = (
    "<html><head><title>Lũ về – News</title>"
    '<link rel="alternate" hreflang="en" href="https://news.example/en/flood/"></head><body>'
    "<nav><ul><li><a href='/'>Home</a><li>World</ul></nav><h1>Lũ về &#038; mưa</h1>"
    "<p>Share</p><div><p>Nước sông lên <b>nhanh</b> &#8220;hôm qua&#8221; &#8211; 3&#215;4&#8230;"
    f"</p><aside>Advertisement</aside>{PHOTO}<p>Xem <a rel=nofollow"
    ' href="https://huyen.example/a?b=1&#038;c=2&#038;utm_source=x">thông báo</a>\n của huyện.</p>'
    "<ul><li>Trường học đóng cửa</li></ul></div><h2>Related</h2><p>Another article</p>"
    "<script>var p = 'Nước sông';</script></body></html>"
)


def sent(body: str = BODY, **fields: object) -> SentPage:
    """Return what was sent of the article."""
    content = read_post(body, lambda photo: PhotoId("f" * 32) if photo.media == 7 else None)
    page = sent_page(URL, "Lũ về &amp; mưa", content, {7: "Ảnh: Reuters"})
    return SentPage(**{**page.__dict__, **fields})


def seen(html: str = PAGE, page: SentPage | None = None) -> PageSeen:
    """Compare a page with what was sent."""
    return compare_page(html, URL, page or sent())


def told(html: str, page: SentPage | None = None) -> list[tuple[str, object]]:
    """Return keys and first fields of what is told of a page."""
    return [(one.key, next(iter(one.fields.values()))) for one in seen(html, page).differences]


def test_a_theme_its_typography_and_its_furniture_are_no_difference() -> None:
    assert seen() == PageSeen()


def test_a_paragraph_that_the_page_lacks_is_told() -> None:
    assert told(PAGE.replace("<li>Trường học đóng cửa</li>", "")) == [
        ("page-text-gone", "Trường học đóng cửa")
    ]


def test_a_paragraph_that_reads_otherwise_is_told_with_both_texts() -> None:
    (one,) = seen(PAGE.replace("của huyện", "của tỉnh")).differences
    assert one == Message(
        "page-text-differs",
        {"sent": "Xem thông báo của huyện.", "found": "Xem thông báo của tỉnh."},
    )


def test_paragraphs_in_another_order_are_told() -> None:
    moved = PAGE.replace("<ul><li>Trường học đóng cửa</li></ul>", "")
    moved = moved.replace("<p>Share</p>", "<p>Trường học đóng cửa</p>")
    assert told(moved) == [("page-order", "Trường học đóng cửa")]


def test_a_headline_that_the_page_lacks_is_told() -> None:
    assert told(PAGE.replace("&#038; mưa", "")) == [("page-headline", "Lũ về & mưa")]


def test_a_photo_that_the_page_lacks_is_told_by_its_number() -> None:
    assert told(PAGE.replace(PHOTO, "")) == [("page-photo-gone", 1)]


def test_a_photo_is_known_by_its_number_on_the_site_as_well() -> None:
    other = PAGE.replace("up/lu.jpg?w=800", "resized/93ab.webp").replace("lazy", "wp-image-7")
    assert seen(other) == PageSeen()


def test_a_caption_and_a_credit_that_the_page_lacks_are_told() -> None:
    assert told(PAGE.replace("Lũ ở Huế. ", "")) == [("page-caption-gone", 1)]
    assert told(PAGE.replace("<i>Ảnh: Reuters</i>", "")) == [("page-credit-gone", 1)]


def test_a_link_that_leads_elsewhere_is_told() -> None:
    assert told(PAGE.replace("huyen.example/a?b=1", "other.example/a?b=1")) == [
        ("page-link-gone", "https://huyen.example/a?b=1&c=2")
    ]
    assert len(told(PAGE.replace("c=2", "c=3"))) == 1


def test_a_link_that_goes_by_way_of_a_counter_is_there() -> None:
    counted = "https://news.example/go?to=https%3A%2F%2Fhuyen.example%2Fa%3Fb%3D1%26c%3D2"
    assert (
        seen(PAGE.replace("https://huyen.example/a?b=1&#038;c=2&#038;utm_source=x", counted))
        == PageSeen()
    )


def test_language_versions_are_looked_for_where_the_page_names_any() -> None:
    siblings = {"en": "https://www.news.example/en/flood", "zh": "https://news.example/zh/hong/"}
    page = sent(siblings=siblings)
    assert told(PAGE, page) == [("page-version-gone", "zh")]
    assert seen(PAGE.replace('rel="alternate"', 'rel="next"'), page) == PageSeen()


def test_what_stood_there_before_is_known_for_an_older_text() -> None:
    before = frozenset(sent().marks)
    new = sent(BODY.replace("của huyện", "của tỉnh"), before=before)
    assert seen(PAGE, new).older
    assert not seen(PAGE.replace("của huyện", "của làng"), new).older
    whole = sent(
        "<!-- wp:paragraph -->\n<p>Mọi thứ đã khác.</p>\n<!-- /wp:paragraph -->", before=before
    )
    assert seen(PAGE, whole).older


def test_another_page_and_a_page_with_a_password_are_told_apart() -> None:
    assert seen("<html><body><h1>Lũ về & mưa</h1><p>Welcome</p>").strange
    asking = seen("<html><body><form><input type='PASSWORD'></form>")
    assert (asking.strange, asking.password) == (True, True)


def test_a_line_that_stands_in_a_text_many_times_is_found_as_often() -> None:
    lines = [f"Đoạn {number // 2}." if number % 2 else "* * *" for number in range(60)]
    body = "\n\n".join(
        f"<!-- wp:paragraph -->\n<p>{text}</p>\n<!-- /wp:paragraph -->" for text in lines
    )
    html = "<h1>Lũ về & mưa</h1>" + "".join(f"<p>{text}</p>" for text in lines)
    assert seen(html, sent(body)) == PageSeen()


def test_a_long_list_of_differences_ends_with_their_number() -> None:
    paragraphs = [f"Đoạn số {number} của bài này." for number in range(20)]
    body = "\n\n".join(
        f"<!-- wp:paragraph -->\n<p>{text}</p>\n<!-- /wp:paragraph -->" for text in paragraphs
    )
    found = seen(f"<h1>Lũ về & mưa</h1><p>{paragraphs[0]}</p>", sent(body)).differences
    assert len(found) == MOST + 1
    assert found[-1] == Message("page-more", {"count": 19 - MOST})


def test_a_classic_text_is_looked_for_by_its_paragraphs() -> None:
    page = sent("Nước sông lên\nnhanh.\n\nThành phố <em>chuẩn bị</em>.")
    html = "<h1>Lũ về & mưa</h1><p>Nước sông lên<br />\nnhanh.</p><p>Thành phố <em>chuẩn bị</em>."
    assert len(page.texts) == 2
    assert seen(html, page) == PageSeen()


def test_what_stands_on_the_next_page_and_what_only_the_site_draws_is_not_looked_for() -> None:
    page = sent(
        "<!-- wp:paragraph -->\n<p>Một.</p>\n<!-- /wp:paragraph -->\n\n"
        '<!-- wp:latest-posts {"postsToShow":3} /-->\n\n'
        "<!-- wp:nextpage -->\n<!--nextpage-->\n<!-- /wp:nextpage -->\n\n"
        "<!-- wp:paragraph -->\n<p>Hai.</p>\n<!-- /wp:paragraph -->"
    )
    assert [text.words for text in page.texts] == ["Một."]


def test_an_advertisement_in_the_middle_of_a_paragraph_is_the_theme_s() -> None:
    page = sent("<!-- wp:paragraph -->\n<p>Nước sông lên nhanh.</p>\n<!-- /wp:paragraph -->")
    assert seen("<h1>Lũ về & mưa</h1><p>Nước sông <span>lên</span></p><p>nhanh.</p>", page) == (
        PageSeen()
    )


def test_names_of_files_are_known_without_their_sizes() -> None:
    for address in (
        "/up/lu.jpg",
        "https://x/up/lu-1024x683.jpg?ssl=1",
        "/up/Lu-scaled.webp",
        "lu-e1700000000000-300x200.jpeg",
    ):
        assert file_name(address) == "lu"


@given(st.lists(st.text("aăâ洪水é.,x3", min_size=1), max_size=8))
def test_spaces_and_quotation_marks_do_not_matter(words: list[str]) -> None:
    assert folded(" ”".join(words)) == folded("\u00a0".join(words)) == folded("".join(words))


@given(st.text(max_size=200))
def test_there_is_no_page_that_cannot_be_compared(html: str) -> None:
    read_page_text(html, URL)
    seen(html)


@given(st.lists(st.text("aăâ bc.,“”-", min_size=1, max_size=30), min_size=1, max_size=12))
def test_a_page_that_shows_all_in_order_has_no_difference(texts: list[str]) -> None:
    body = "\n\n".join(
        f"<!-- wp:paragraph -->\n<p>{text}</p>\n<!-- /wp:paragraph -->" for text in texts
    )
    html = "<h1>Lũ về & mưa</h1>" + "<hr>".join(f"<p>{text}</p>" for text in texts)
    assert seen(html, sent(body)).differences == ()
