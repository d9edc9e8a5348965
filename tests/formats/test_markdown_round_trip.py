"""Markdown to HTML and back: nothing lost, nothing changed after one pass, in all three scripts."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.domain.block import BlockKind
from editor_app.formats.inline import Mark, Run, Runs, parse
from editor_app.formats.inline_writing import tidy, write
from editor_app.formats.markdown import from_html, to_html
from editor_app.formats.pieces import Item, Piece, to_markdown
from editor_app.text.splitting import split

VIETNAMESE = ["Hà Nội", "đặc biệt,", "nghiêng", "Thủ tướng", "“khó”", "5,6%", "ấy.", "Ỡ Ể"]
ENGLISH = ["Reuters", "said", "a 5 * 3", "[sic]", "it's", "snake_case", "co-op.", "AT&T"]
CHINESE = ["北京", "，", "“支持”", "综合报道。", "《日报》", "二十", "台灣", "：", "😀"]
SIGNS = ["*", "**", "~", "~~", "^", "`", "[", "]", "(", ")", "\\", "|", "#", ">", "-", "1.", "<b>"]
ODD = ["&amp;", "[^1]", "![](photo:x)", "===", "---", "```", "~~~", "\u00a0", "\u3000", "— ", "+"]

words = st.sampled_from([*VIETNAMESE, *ENGLISH, *CHINESE, *SIGNS, *ODD, " ", " "])
texts = st.lists(words, min_size=1, max_size=5).map("".join)
marks = st.frozensets(st.sampled_from(Mark), max_size=3)
links = st.sampled_from(
    ["", "", "", "https://tintuc.example/bai-(1)?a=1&b=2", "mailto:a@b.example"]
)
run: st.SearchStrategy[Run] = st.one_of(
    st.tuples(texts, marks, links).map(lambda parts: Run(*parts)),
    texts.map(Run),
    marks.map(lambda given_marks: Run("\n", given_marks)),
    st.sampled_from(["1", "2", "chú", "*"]).map(lambda label: Run(label, note=True)),
)
runs: st.SearchStrategy[Runs] = st.lists(run, min_size=1, max_size=6).map(tuple)

paragraph = st.builds(Piece, st.just(BlockKind.PARAGRAPH), runs)
heading = st.builds(Piece, st.just(BlockKind.HEADING), runs, level=st.integers(2, 4))
items = st.builds(Item, st.integers(0, 3), runs, st.one_of(st.none(), st.integers(1, 12)))
listing = st.builds(Piece, st.just(BlockKind.LIST), items=st.lists(items, min_size=1).map(tuple))
rows = st.lists(st.lists(runs, min_size=2, max_size=3).map(tuple), min_size=1, max_size=3)
table = st.builds(
    Piece,
    st.just(BlockKind.TABLE),
    rows=rows.map(tuple),
    alignments=st.lists(st.sampled_from(["", "left", "right", "center"]), max_size=3).map(tuple),
)
footnote = st.builds(
    Piece, st.just(BlockKind.FOOTNOTE), runs, name=st.sampled_from(["1", "2", "chú"])
)
code = st.builds(Piece, st.just(BlockKind.CODE), text=st.lists(words).map("\n".join))
photo = st.builds(Piece, st.just(BlockKind.PHOTO), name=st.sampled_from(["p1", "a0b1"]))
simple = st.one_of(paragraph, paragraph, heading, listing)
quote = st.builds(
    Piece,
    st.sampled_from([BlockKind.QUOTE, BlockKind.PULL_QUOTE]),
    inside=st.lists(simple, min_size=1, max_size=3).map(tuple),
    speaker=st.one_of(st.just(()), runs),
)
bodies = st.lists(st.one_of(simple, simple, table, footnote, code, photo, quote), max_size=6)


@given(runs)
@settings(max_examples=200)
def test_words_with_marks_are_read_as_they_were_written(given_runs: Runs) -> None:
    wanted = tidy(given_runs)
    assert tidy(wanted) == wanted
    assert tidy(parse(write(wanted))) == wanted


@given(runs)
def test_words_in_a_table_cell_stay_in_their_cell(given_runs: Runs) -> None:
    written = write(given_runs, in_table=True)
    assert "\n" not in written
    assert "|" not in written.replace("\\|", "")


@given(bodies)
@settings(max_examples=200)
def test_a_body_comes_back_from_html_stable_after_one_pass(pieces: list[Piece]) -> None:
    first = from_html(to_html(to_markdown(pieces)))
    assert from_html(to_html(first)) == first
    assert "\n\n".join(split(first)) == first


@given(st.lists(st.one_of(paragraph, heading, listing, photo), max_size=6))
@settings(max_examples=150)
def test_paragraphs_headings_and_lists_come_back_unchanged(pieces: list[Piece]) -> None:
    written = to_markdown(pieces)
    assert from_html(to_html(written)) == written


@given(st.lists(st.one_of(words, st.just("\n"), st.just("\n\n"), st.just("    ")), max_size=30))
@settings(max_examples=300)
def test_any_text_is_stable_after_one_pass(fragments: list[str]) -> None:
    text = "".join(fragments)
    first = from_html(to_html(text))
    assert from_html(to_html(first)) == first
