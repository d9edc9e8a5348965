"""Hypothesis strategies for Markdown as editors write it, and as they break it."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = st.sampled_from(
    [
        *("Ông", "nói", "rằng", "đường", "sắt", "sẽ", "khởi", "công", "trong", "tháng", "6."),
        *(
            "The",
            "minister",
            "said",
            "on",
            "Monday",
            "that",
            "41%",
            "of",
            "trains",
            "were",
            "late.",
        ),
        *("总统", "表示", "会议", "取消。", "，", "六月"),
        *(
            "**đậm**",
            "*nghiêng*",
            "[liên kết](https://example.org/a_b)",
            "x^2^",
            "`mã`",
            "\\*",
            "[^1]",
        ),
        *("👩\u200d👧", "e\u0301", "<b>", "&amp;", "-", "|", "#", ">", "—", "1975."),
    ]
)
LINE = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
PARAGRAPH = st.lists(LINE, min_size=1, max_size=2).map("\n".join)
IDS = st.text("0123456789abcdef", min_size=4, max_size=8)
ITEM = st.tuples(st.sampled_from(["- ", "* ", "1. ", "2. ", "10. "]), LINE).map("".join)
INDENT = st.sampled_from(["", "", "  ", "   ", "    ", "        ", "\t"])
LIST = st.lists(
    st.tuples(INDENT, st.one_of(ITEM, LINE), st.sampled_from(["\n", "\n", "\n\n"])).map("".join),
    min_size=1,
    max_size=6,
).map("".join)
TABLE = st.integers(1, 3).map(
    lambda rows: "| a | b |\n| --- | :-: |\n" + "\n".join("| c | d |" for _ in range(rows))
)
QUOTE = st.tuples(LINE, st.booleans()).map(
    lambda drawn: f"> {drawn[0]}" + ("\n> — Lan" if drawn[1] else "")
)
CODE = st.tuples(st.sampled_from(["```", "~~~", "````"]), LINE, st.booleans()).map(
    lambda drawn: f"{drawn[0]}py\n{drawn[1]}\n\n  x = 1\n{drawn[0] if drawn[2] else ''}"
)
BLOCK = st.one_of(
    PARAGRAPH,
    PARAGRAPH,
    LIST,
    QUOTE,
    TABLE,
    CODE,
    LINE.map(lambda line: f"## {line}"),
    LINE.map(lambda line: f"{line}\n-----"),
    LINE.map(lambda line: f"[^1]: {line}\n\n    {line}"),
    IDS.map(lambda name: f"![](photo:{name})"),
    IDS.map(lambda name: f"![](embed:{name})"),
    st.sampled_from(["---", "* * *", "\u3000\u3000中文段落\n\u3000\u3000另一段"]),
)
GAP = st.sampled_from(["\n\n", "\n\n", "\n\n", "\n", "\n \n", "\n\n\n"])
MARKDOWN = st.lists(st.tuples(BLOCK, GAP).map("".join), max_size=8).map("".join)
RAGGED = st.text(
    alphabet=st.sampled_from(list("ab đ中#>-*+_`~|!()[]^:1.=\\\t \n\n\n\u3000—")), max_size=60
)
ANY_MARKDOWN = st.one_of(MARKDOWN, RAGGED, st.text(max_size=40))
