"""No word is lost, glued or split, whatever the form in which an article comes in (D6)."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.domain.errors import EditorError, NoText
from editor_app.formats.intake import (
    TakenIn,
    read_clipboard,
    read_file,
    read_html,
    read_paste,
)
from editor_app.text.plain import strip_marks
from editor_app.text.splitting import split

WORDS = [
    "Thủ",
    "tướng",
    "đến",
    "Hà",
    "Nội.",
    "“không”",
    "5,6%",
    "Ỡ",
    "the",
    "harbour",
    "AT&T",
    "a<x",
    "北京",
    "报道。",
    "《日报》",
    "*sao*",
    "_gạch_",
    "[x]",
    "~5",
    "1.",
    "-",
    "#",
    ">",
    "|",
    "\\",
    "`a`",
]
word = st.sampled_from(WORDS)
inline = st.sampled_from(
    [
        "{}",
        "{}",
        "<b>{}</b>",
        "<i>{}</i>",
        "<span>{}</span>",
        "<u>{}</u>",
        "<a href='https://a.example/'>{}</a>",
        "<sup>{}</sup>",
        "<o:p>{}</o:p>",
    ]
)
block = st.sampled_from(
    [
        "<p>{}</p>",
        "<div>{}</div>",
        "<p class=MsoNormal>{}",
        "<h2>{}</h2>",
        "<ul><li>{}</ul>",
        "<blockquote><p>{}</p></blockquote>",
        "{}<br><br>",
        "<table><tr><td>{}</td></tr></table>",
        "<section><p>{}</section>",
    ]
)
paragraphs = st.lists(
    st.tuples(block, st.lists(st.tuples(inline, word), min_size=1, max_size=8)),
    min_size=1,
    max_size=6,
)
loose = st.lists(
    st.one_of(
        word,
        st.sampled_from(
            [
                " ",
                "\n",
                "\n\n",
                "\t",
                "\u00a0",
                "<p>",
                "</div>",
                "<li>",
                "<!--",
                "-->",
                "&amp;",
                "&#x202e;",
                "\x00",
                "\ud800",
            ]
        ),
    ),
    max_size=40,
).map("".join)


def words_of(markdown: str) -> list[str]:
    """Return the words that a reader of the Markdown sees, list markers aside."""
    return strip_marks(markdown).split()


@given(paragraphs)
@settings(max_examples=150)
def test_every_word_of_pasted_html_arrives_whole_and_in_order(
    given_paragraphs: list[tuple[str, list[tuple[str, str]]]],
) -> None:
    html = ""
    wanted: list[str] = []
    for form, pieces in given_paragraphs:
        html += form.format(" ".join(mark.format(escape(text)) for mark, text in pieces)) + "\n"
        wanted.extend(text for _, text in pieces)
    read = words_of(read_paste(html, None).markdown)
    assert [text for text in read if text != "-"] == [text for text in wanted if text != "-"]


@given(st.lists(st.lists(word, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=5))
@settings(max_examples=150)
def test_every_word_of_plain_paragraphs_arrives_whole_and_in_order(lines: list[str]) -> None:
    pasted = read_paste(None, "\n\n".join(f"Câu {line} hết" for line in lines))
    wanted = [text for line in lines for text in f"Câu {line} hết".split()]
    signs = str.maketrans("", "", "*_`\\")
    kept = [text.translate(signs) for text in words_of(pasted.markdown)]
    said = [text.translate(signs) for text in wanted]
    assert [text for text in kept if text] == [text for text in said if text]


@given(loose)
@settings(max_examples=200)
def test_whatever_is_copied_gives_canonical_blocks_or_is_refused(text: str) -> None:
    pasted = read_paste(text, text)
    assert "\n\n".join(split(pasted.markdown)) == pasted.markdown
    readers: list[Callable[[], TakenIn]] = [
        lambda: read_clipboard(text, None),
        lambda: read_clipboard(None, text),
        lambda: read_html(text),
    ]
    for read in readers:
        try:
            markdown = read().markdown
        except NoText:
            continue
        assert "\n\n".join(split(markdown)) == markdown
        assert "\x00" not in markdown
        markdown.encode()


@given(st.binary(max_size=300))
@settings(max_examples=150)
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    refused = ""
    try:
        markdown = read_file(data, "a.txt").markdown
        assert "\n\n".join(split(markdown)) == markdown
    except EditorError as error:
        refused = error.message.key
    assert refused == "" or refused.startswith("intake-")
