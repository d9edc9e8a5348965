"""Two hundred texts as two roles on a real WordPress: what is there is what was written (R7)."""

from __future__ import annotations

import html
import random
import re
from pathlib import Path
from unicodedata import normalize

import pytest

from editor_app.domain.site import OutboxState
from editor_app.formats.markdown import to_html
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
_TAG = re.compile(r"<[^<>]*>")
_CODE = re.compile(r"`([^`]*)`")


def text_of(number: int) -> tuple[str, str, str]:
    """Return headline, standfirst and body of a text; the same number gives the same text."""
    chance = random.Random(number)
    lines = [escaped(line) for line in chance.sample(LINES, 6)]
    blocks = [
        chance.choice(BLOCKS).format(*chance.sample(lines, 2)) if chance.random() < 0.6 else line
        for line in lines
    ]
    return lines[0], lines[1], "\n\n".join(blocks)


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
    """Return a text in one form of Unicode, with all white space alike."""
    return " ".join(normalize("NFC", text).split())


@pytest.mark.timeout(400)
@pytest.mark.parametrize("account", ["editor", "author"])
def test_no_text_is_changed_in_silence(tmp_path: Path, wordpress: WordPress, account: str) -> None:
    room = open_pressroom(tmp_path, wordpress, account=account)
    stories = [room.new_story() for _number in range(TEXTS)]
    for number, story in enumerate(stories):
        headline, standfirst, body = text_of(number)
        room.desk.write(room.article_of(story), headline=headline, standfirst=standfirst, body=body)
    room.send_draft(*(room.article_of(story) for story in stories))
    rows = {row.story: row for row in room.publishing.outbox(2 * TEXTS)}
    there = contents(wordpress)
    silent = [number for number, story in enumerate(stories) if differs(room, rows[story], there)]
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
    parts = there[f"p{room.publication(row.article).remote_id}"]
    pairs = zip(plain_lines(number), map(words, parts), strict=True)
    return [line for said, found in pairs for line in said if folded(line) not in found]


def differs(room: Pressroom, row: OutboxRow, there: dict[str, list[str]]) -> bool:
    """Say whether a text that is said to be synced has other words on the site than here."""
    if row.state is not OutboxState.DONE:
        return False
    article = room.desk.stories.find_article(row.article)
    title, excerpt, content = there[f"p{room.publication(article.id).remote_id}"]
    ours = (article.headline, article.standfirst, article.markdown)
    pairs = zip(ours, (title, excerpt, content), strict=True)
    return any(words(to_html(mine)) != words(theirs) for mine, theirs in pairs)
