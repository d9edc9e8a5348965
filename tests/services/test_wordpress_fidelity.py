"""Two hundred texts as two roles on a real WordPress: what is there is what was written (R7)."""

from __future__ import annotations

import html
import random
import re
from collections.abc import Iterable
from pathlib import Path
from unicodedata import normalize

import pytest

from editor_app.domain.messages import Message
from editor_app.domain.remote import ForeignBlock, foreign_block, foreign_line
from editor_app.domain.site import OutboxState
from editor_app.formats.markdown import to_html
from editor_app.formats.wordpress_lines import line_words
from editor_app.formats.wordpress_post import PostContent, read_post
from editor_app.services.views import OutboxRow
from tests.pressroom import Pressroom, open_pressroom
from tests.servers.wordpress import WordPress

TEXTS = 200

LINES = (
    "Nước sông Hồng lên nhanh trong đêm",
    normalize("NFD", "Thành phố chuẩn bị ứng phó với triều cường"),
    "河水暴涨，城市严阵以待",
    "𠮷野家と𩸽、葛󠄀城市",
    "The river rises: 5 < 6 & 7 > 2",
    "النهر يرتفع والمدينة تستعد",
    "הנהר עולה (2026) והעיר ממתינה",
    "नदी का जलस्तर बढ़ रहा है",
    "แม่น้ำเพิ่มขึ้นอย่างรวดเร็ว",
    "Река поднимается — город ждёт",
    "Emoji: 🌊🏙️👩🏽‍🚒🇻🇳 and 1️⃣",
    "C:\\Users\\new\\table and \\\\server\\share, a\\b",
    "Quotes “curly” ‘single’ \"straight\" 'plain' «guillemets» „unten“",
    "Dashes - – — ― and ellipsis … ...",
    "Spaces: no\u00a0break, thin\u2009space, narrow\u202f%",
    "Bidi \u2067עברית\u2069 in isolates",
    "Entities &amp; &lt;b&gt; &#39; &copy; &nbsp; as words",
    "Percent 100%, $5, #tag, @name, 50/50, a_b_c, x*y, ~5, ^up",
    "[video] and [gallery ids=1] and [caption]word[/caption]",
    "http://example.org/a?b=1&c=2 and www.example.org",
    "<script>alert(1)</script> and <!-- wp:paragraph --> as words",
    "Zero\u200bwidth, join\u200der, soft\u00adhyphen",
    "ﬁ ligature, Å angstrom, ½, ①, Ⅳ, ™, ‰",
    "1. not a list, - nor this, # nor a heading",
)
BLOCKS = (
    "**Bold {0}** and *slanted* and ~~struck~~ and `code <b> \\n {1}`",
    "A [link {0}](https://example.org/?a=1&b=2#c) and [another](https://xn--b1a.example/x_y_z)",
    "First line {0}\\\nsecond line {1}",
    "## {0}",
    "### {1}",
    "- {0}\n- {1}\n  - below\n- last",
    "1. {0}\n2. {1}",
    "> {0}\n>\n> {1}",
    "| A | B |\n| --- | --- |\n| x | y & z |\n| 1 | 2 |",
    '```\nif (a < b && c > d) {{ return "\\\\n"; }}\n```',
    "---",
    "H~2~O and x^2^ and {0}",
)
GALLERY = (
    '<!-- wp:gallery {"linkTo":"none"} -->\n'
    '<figure class="wp-block-gallery has-nested-images columns-default is-cropped">'
    '<!-- wp:image {"sizeSlug":"large"} -->\n<figure class="wp-block-image size-large">'
    '<img src="https://example.org/a.jpg" alt="Lũ 🌊" /><figcaption>Ảnh\u00a0một</figcaption>'
    "</figure>\n<!-- /wp:image --></figure>\n<!-- /wp:gallery -->"
)
BOX = (
    r'<!-- wp:acme/box {"note":"a\u002d\u002db \u003cb\u003e C:\\new","deep":{"n":[1,2,null]}} -->'
    '\n<div class="wp-block-acme-box"><p>Hộp\u2009riêng &amp; <em>khác</em>  a\\b</p>\n\n\n</div>\n'
    "<!-- /wp:acme/box -->"
)
LATEST = '<!-- wp:latest-posts {"postsToShow":3,"order":"asc"} /-->'
FOREIGN = tuple(
    foreign_block(raw, "", kind)
    for kind, raw in (("core/gallery", GALLERY), ("acme/box", BOX), ("core/latest-posts", LATEST))
)
"""Blocks of others, spelt as WordPress spells what an author writes: their bytes are to stay."""

_TAG = re.compile(r"<[^<>]*>")
_ELEMENT = re.compile(r"<([a-z][a-z0-9]*)\b")
_OTHERWISE = {"del": ["s"], "div": [], "figure": []}
"""Elements that a page of ours has and a post has in another way, or need not have."""

_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_CODE = re.compile(r"`([^`]*)`")


def text_of(number: int) -> tuple[str, str, str]:
    """Return headline, standfirst and body of a text; the same number gives the same text."""
    chance = random.Random(number)
    lines = [escaped(line) for line in chance.sample(LINES, 6)]
    blocks = [
        chance.choice(BLOCKS).format(*chance.sample(lines, 2)) if chance.random() < 0.6 else line
        for line in lines
    ]
    theirs = foreign_of(number)
    if theirs is not None:
        blocks.insert(chance.randrange(len(blocks) + 1), foreign_line(theirs.id))
    return lines[0], lines[1], "\n\n".join(blocks)


def foreign_of(number: int) -> ForeignBlock | None:
    """Return the foreign block of a text: every second one has one."""
    return None if number % 2 else FOREIGN[number // 2 % len(FOREIGN)]


def escaped(line: str) -> str:
    """Return plain words as Markdown."""
    return re.sub(r"([\\*_~^`\[\]<>#|&])", r"\\\1", line).replace("1.", "1\\.")


def plain_lines(number: int) -> tuple[list[str], list[str], list[str]]:
    """Return what headline, standfirst and body of a text say, as it was before any Markdown."""
    lines = random.Random(number).sample(LINES, 6)
    body = text_of(number)[2]
    spoken = _CODE.sub(" ", body)  # in code a backslash is a word itself
    code = [text for text in _CODE.findall(body) if text]
    return lines[:1], lines[1:2], [*code, *(line for line in lines if escaped(line) in spoken)]


def words(markup: str) -> str:
    """Return the words of HTML, as a reader has them."""
    bare = re.sub(r"<!--.*?-->", " ", markup, flags=re.DOTALL)
    return folded(html.unescape(_TAG.sub(" ", bare)))


def folded(text: str) -> str:
    """Return a text in one form of Unicode, with plain white space alike; other spaces stay."""
    return _SPACES.sub(" ", normalize("NFC", text)).strip(" ")


def elements(markup: str) -> list[str]:
    """Return the elements of a body, in their order: its lists, links, tables and all marks."""
    return [one for name in _ELEMENT.findall(markup) for one in _OTHERWISE.get(name, [name])]


def page_of(markdown: str) -> str:
    """Return what Markdown stands for, with all its marks, however it is spelt."""
    return to_html(normalize("NFC", markdown))


def line_of(markdown: str) -> str:
    """Return the same of a headline or standfirst, which never is a list or a heading."""
    return page_of(f"x {folded(markdown)}")


@pytest.mark.timeout(400)
@pytest.mark.parametrize("account", ["editor", "author"])
def test_no_text_is_changed_in_silence(tmp_path: Path, wordpress: WordPress, account: str) -> None:
    room = open_pressroom(tmp_path, wordpress, account=account)
    with room.desk.place.database.writing() as records:
        for theirs in FOREIGN:
            records.foreign.put(theirs)
    stories = [room.new_story() for _number in range(TEXTS)]
    for number, story in enumerate(stories):
        headline, standfirst, body = text_of(number)
        room.desk.write(room.article_of(story), headline=headline, standfirst=standfirst, body=body)
    room.send_draft(*(room.article_of(story) for story in stories))
    rows = {row.story: row for row in room.publishing.outbox(2 * TEXTS)}
    there = contents(wordpress)
    silent = [n for n, story in enumerate(stories) if differs(room, n, rows[story], there)]
    told = sum(row.state is OutboxState.NEEDS_YOU for row in rows.values())
    print(f"R7: {TEXTS} texts as {account}: {len(silent)} silent differences, {told} told")
    assert silent == []
    assert {row.state for row in rows.values()} <= {OutboxState.DONE, OutboxState.NEEDS_YOU}
    assert told == 0, [row.answer for row in rows.values() if row.answer][:3]
    assert [n for n, story in enumerate(stories) if lacks(room, n, rows[story], there)] == []
    room.lines.close()


def contents(wordpress: WordPress) -> dict[str, list[str]]:
    """Return title, excerpt and text of every post of the site, by id."""
    found = wordpress.run(
        "$all = array(); foreach (get_posts(array('numberposts' => -1, 'post_status' => 'any'))"
        " as $p) { $all['p' . $p->ID] ="
        " array($p->post_title, $p->post_excerpt, $p->post_content); }"
        " return $all;"
    )
    assert isinstance(found, dict)
    return found


def lacks(room: Pressroom, number: int, row: OutboxRow, there: dict[str, list[str]]) -> list[str]:
    """Return what was written and is not on the site, whatever the desk has made of it."""
    title, excerpt, content = there[f"p{room.publication(row.article).remote_id}"]
    *lines, body = plain_lines(number)
    pairs = zip(lines, (title, excerpt), strict=True)
    lost = [line for said, found in pairs for line in said if folded(line) not in words(found)]
    lost += [line for line in body if folded(line) not in words(content)]
    return lost + unlike(text_of(number), title, excerpt, read_back(content))


def differs(room: Pressroom, number: int, row: OutboxRow, there: dict[str, list[str]]) -> bool:
    """Say whether a text that is said to be synced is another one on the site than here.

    Words, marks (read back as by a desk that never saw the text), and the bytes of foreign blocks.
    """
    if row.state is not OutboxState.DONE:
        return False
    article = room.desk.stories.find_article(row.article)
    title, excerpt, content = there[f"p{room.publication(article.id).remote_id}"]
    theirs = [one.raw for one in (foreign_of(number),) if one is not None]
    back = read_back(content)
    if [one.raw for one in back.foreign] != theirs:
        return True
    ours = (article.headline, article.standfirst, article.markdown)
    found = (title, excerpt, content.replace("".join(theirs), "", len(theirs)))
    said = zip(ours, found, strict=True)
    return (
        any(words(to_html(mine)) != words(raw) for mine, raw in said)
        or elements(to_html(article.markdown)) != elements(found[-1])
        or bool(unlike(ours, title, excerpt, back))
    )


def unlike(ours: Iterable[str], title: str, excerpt: str, back: PostContent) -> list[str]:
    """Return which of headline, standfirst and body are other Markdown than what is read back."""
    headline, standfirst, body = ours
    lines = ((headline, title), (standfirst, excerpt))
    lost = [mine for mine, found in lines if line_of(mine) != line_of(line_words(found))]
    return lost if page_of(body) == page_of(back.markdown) else [*lost, body]


def read_back(content: str) -> PostContent:
    """Return the text of a post as the product reads it, with nothing known before."""
    return read_post(content, lambda _photo: None)


def test_what_a_site_takes_out_of_a_foreign_block_is_told(
    tmp_path: Path, wordpress: WordPress
) -> None:
    room = open_pressroom(tmp_path, wordpress, account="author")
    raw = BOX.replace("<p>", '<iframe src="https://example.org/map"></iframe><p onclick="x()">')
    theirs = foreign_block(raw, "", "acme/box")
    with room.desk.place.database.writing() as records:
        records.foreign.put(theirs)
    room.write(body=f"Một.\n\n{foreign_line(theirs.id)}\n\nHai.")
    room.send_draft()
    assert "<iframe" not in room.raw_there()
    assert room.row().state is OutboxState.NEEDS_YOU
    assert room.row().answer == Message("site-removed-markup", {"names": "iframe, onclick, src"})
    room.lines.close()
