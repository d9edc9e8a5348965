"""Bodies of all three scripts, and WordPress content as other hands would leave it, for tests."""

from __future__ import annotations

from hypothesis import strategies as st

from editor_app.domain.block import BlockKind
from editor_app.domain.ids import PhotoId
from editor_app.formats.inline import Mark, Run, Runs
from editor_app.formats.pieces import Item, Piece, to_markdown
from editor_app.formats.wordpress_photos import PostPhoto
from editor_app.text.splitting import split

LEAD = PhotoId("0a1b2c3d4e5f60718293a4b5c6d7e8f9")
MARKET = PhotoId("f9e8d7c6b5a493827160f5e4d3c2b1a0")
PHOTOS = {
    LEAD: PostPhoto(
        41,
        "https://toasoan.example/wp-content/uploads/2026/11/song-hong.jpg",
        'Nước sông Hồng dâng "cao" & nhanh',
        "Sông Hồng đoạn qua **Hà Nội** sáng 24/11. Ảnh: Lan Anh",
        1600,
        1067,
    ),
    MARKET: PostPhoto(42, "https://toasoan.example/wp-content/uploads/cho.jpg", "", "", 800, 600),
}

VIETNAMESE = ["Hà Nội", "đặc biệt,", "nghiêng", "Thủ tướng", "“khó”", "5,6%", "ấy.", "Ỡ Ể"]
ENGLISH = ["Reuters", "said", "a 5 * 3", "[sic]", "it's", "snake_case", "co-op.", "AT&T"]
CHINESE = ["北京", "，", "“支持”", "综合报道。", "《日报》", "二十", "台灣", "：", "😀"]
SIGNS = ["*", "**", "~", "^", "`", "[", "]", "(", ")", "\\", "|", "#", ">", "-", "1.", "<b>"]
WORDPRESS = ["&#39;", "&amp;", "<!--more-->", "[gallery]", "-->", "--", '"', "</p>", "wp:image"]
ODD = ["[^1]", "![](photo:x)", "===", "---", "```", "\u00a0", "\u3000", "— ", "<!-- wp:a -->"]

words = st.sampled_from([*VIETNAMESE, *ENGLISH, *CHINESE, *SIGNS, *WORDPRESS, *ODD, " ", " "])
texts = st.lists(words, min_size=1, max_size=5).map("".join)
marks = st.frozensets(st.sampled_from(Mark), max_size=3)
links = st.sampled_from(["", "", "https://tintuc.example/bai-(1)?a=1&b=2", "mailto:a@b.example"])
run: st.SearchStrategy[Run] = st.one_of(
    st.tuples(texts, marks, links).map(lambda parts: Run(*parts)),
    texts.map(Run),
    marks.map(lambda given_marks: Run("\n", given_marks)),
    st.sampled_from(["1", "2", "chú", "*"]).map(lambda label: Run(label, note=True)),
)
runs: st.SearchStrategy[Runs] = st.lists(run, min_size=1, max_size=5).map(tuple)

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
rule = st.just(Piece(BlockKind.RULE))
photo = st.builds(Piece, st.just(BlockKind.PHOTO), name=st.sampled_from([LEAD, MARKET]))
simple = st.one_of(paragraph, paragraph, heading, listing)
quote = st.builds(
    Piece,
    st.sampled_from([BlockKind.QUOTE, BlockKind.PULL_QUOTE]),
    inside=st.lists(simple, min_size=1, max_size=3).map(tuple),
    speaker=st.one_of(st.just(()), runs),
)
bodies: st.SearchStrategy[tuple[str, ...]] = st.lists(
    st.one_of(simple, simple, table, footnote, code, rule, photo, quote), max_size=6
).map(lambda pieces: split(to_markdown(pieces)))
"""Bodies as rows of blocks of Markdown; their photos are all in PHOTOS."""


def photo_of(found: PostPhoto) -> PhotoId | None:
    """Return the photo of the desk that a post shows, as the site knows it by its number."""
    return next((name for name, photo in PHOTOS.items() if photo.media == found.media), None)
