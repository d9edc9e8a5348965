"""What the conflict view says: where the texts clash, who wrote when, what was merged by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from editor_app.domain.conflict import BODY, Conflict, Joined, Whose
from editor_app.sentences import _, ngettext
from editor_app.services.views import ConflictView
from editor_app.text.kinds import object_of
from editor_app.ui.words import beginning_of, capital, moment, paragraph
from editor_app.wording import FIELD_WORDS

LONGEST = 60
MARKS = re.compile(r"^(#{1,6}|>|[-*]|\d+\.)\s+", re.MULTILINE)
WORDLESS = frozenset({"section"})
"""Parts that are chosen, not written: there is no text of one's own for them."""

SINGLE = frozenset({"section", "slug"})
"""Parts that can hold one of the two only."""


def part_words(part: str) -> str:
    """Return what a part of an article is called, as the beginning of a line."""
    if part == BODY:
        return _("Paragraph")
    if part == "alt":
        return _("Alt text")
    return capital(_(FIELD_WORDS.get(part, part)))


def told(view: ConflictView, left: int, now: datetime, zone: ZoneInfo | None) -> str:
    """Return the sentences under the title; ``left`` conflicts of the article wait."""
    conflict = view.conflict
    joined = len(conflict.joined)
    merged = ngettext(
        "{count} change was merged automatically.",
        "{count} changes were merged automatically.",
        joined,
    )
    need = ngettext("{count} place needs you.", "{count} places need you.", left)
    parts = (
        _mine_words(conflict, now, zone),
        _theirs_words(view, now, zone),
        merged.format(count=joined) if joined else "",
        need.format(count=left),
        _("What you choose goes to readers, with all else that was changed here.")
        if view.for_readers and left == 1
        else "",
        _("Nothing is lost whichever you choose: both versions stay in History."),
    )
    return paragraph(*parts)


def _mine_words(conflict: Conflict, now: datetime, zone: ZoneInfo | None) -> str:
    if conflict.changed is None:
        return _("It was edited here.")
    return _("It was edited here: {time}.").format(time=moment(conflict.changed, now, zone))


def _theirs_words(view: ConflictView, now: datetime, zone: ZoneInfo | None) -> str:
    conflict = view.conflict
    facts = [] if conflict.theirs_at is None else [moment(conflict.theirs_at, now, zone)]
    facts += [_("by {name}").format(name=conflict.theirs_by)] if conflict.theirs_by else []
    if not facts:
        return _("It was edited on {site}.").format(site=view.site_name)
    return _("It was edited on {site}: {facts}.").format(
        site=view.site_name, facts=_(", ").join(facts)
    )


def newer_words() -> str:
    """Return what is said of a text that came while somebody was about to decide on another."""
    return _("The site has a newer text by now. It stands here: read it before you choose.")


def mine_title(conflict: Conflict, now: datetime, zone: ZoneInfo | None) -> str:
    """Return the title over our text."""
    when = [] if conflict.changed is None else [moment(conflict.changed, now, zone)]
    return " · ".join([_("Yours"), *when])


def theirs_title(conflict: Conflict, now: datetime, zone: ZoneInfo | None) -> str:
    """Return the title over the site's text."""
    facts = [] if conflict.theirs_at is None else [moment(conflict.theirs_at, now, zone)]
    facts += [_("by {name}").format(name=conflict.theirs_by)] if conflict.theirs_by else []
    return " · ".join(filter(None, [_("On the site"), _(", ").join(facts)]))


def agreed_title(conflict: Conflict, now: datetime, zone: ZoneInfo | None) -> str:
    """Return the title over what both sides last agreed on."""
    if conflict.agreed is None:
        return _("Before the two changes")
    return _("Both agreed: {time}").format(time=moment(conflict.agreed, now, zone))


def joined_words(joined: Sequence[Joined]) -> list[str]:
    """Return a line for each change that a merge settled by itself."""
    return [_joined(item) for item in joined]


def _joined(item: Joined) -> str:
    name = part_words(item.part)
    if item.part == BODY and item.number:
        name = _("Paragraph {number}").format(number=item.number)
    elif item.part == BODY:
        name = _("Paragraph taken out")
    whose = {
        Whose.MINE: _("yours"),
        Whose.THEIRS: _("theirs"),
        Whose.BOTH: _("both"),
        Whose.BASE: _("as before"),
    }[item.whose]
    return f"{name} — {whose}: {brief(item.text)}" if item.text else f"{name} — {whose}"


def read_words(text: str) -> str:
    """Return Markdown of a paragraph for somebody who only reads around it."""
    if object_of(text) is not None:
        return _("[photo]")
    return MARKS.sub("", text)


def brief(text: str) -> str:
    """Return the beginning of a text as one line."""
    return beginning_of(read_words(text), LONGEST)
