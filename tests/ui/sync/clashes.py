"""Conflicts for tests of the window: a story on a WordPress, changed there and here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from editor_app.domain.conflict import Conflict
from editor_app.domain.ids import (
    ENGLISH,
    ArticleId,
    OutboxId,
    PublicationId,
    SiteId,
    StoryId,
    new_id,
)
from editor_app.domain.site import (
    Operation,
    OutboxEntry,
    OutboxState,
    Publication,
    RemoteStatus,
    Site,
    Wish,
)
from editor_app.services.merging import merge_in
from editor_app.services.site_versions import Author, SiteVersion
from editor_app.services.views import ListQuery
from editor_app.ui.words import utc_now
from editor_app.wiring import Desk
from tests.portals import place_of
from tests.ui.material import write

TEXTS = (
    "“We used to count litres,” said the skipper. “Now we count clouds.”",
    "Fuel took much of the crew’s income last year.",
    "The trial runs until March.",
)
MINE = "Fuel took 41 per cent of the crew’s income last year."
THEIRS = "Fuel took two fifths of the crew’s income last year."


def publication(article: ArticleId, site: SiteId, **fields: object) -> Publication:
    """Return what is known of an article on a site."""
    known = Publication(PublicationId(new_id()), article, site, new_id())
    return replace(known, **fields)  # type: ignore[arg-type]  # the names of its fields


def queue(
    desk: Desk,
    article: ArticleId,
    site: SiteId,
    state: OutboxState,
    answer: str = "",
    /,
    *,
    not_before: datetime | None = None,
    wish: Wish | None = Wish.PUBLISH,
    goes_out: datetime | None = None,
    status: RemoteStatus = RemoteStatus.PUBLIC,
    **fields: str,
) -> OutboxId:
    """Put an entry into the outbox as the sending leaves it."""
    entry = OutboxEntry(
        OutboxId(new_id()),
        Operation.BRING_UP_TO_DATE,
        article,
        site,
        utc_now(),
        state,
        not_before=not_before,
        answer=answer,
        answer_fields=fields,
    )
    with place_of(desk).database.writing() as records:
        known = records.publications.find(article, site) or publication(article, site)
        records.publications.put(
            replace(known, remote_id="7", status=status, wish=wish, goes_out=goes_out)
        )
        records.outbox.add(entry)
    return entry.id


@dataclass(frozen=True)
class Clashed:
    """A story with conflicts."""

    story: StoryId
    article: ArticleId
    conflicts: tuple[Conflict, ...]


def clash(
    desk: Desk, site: Site, word: str = "Solar ferries", *, headline: bool = False
) -> Clashed:
    """Let a paragraph (and the headline) be changed here and on the site."""
    made = desk.stories.create(desk.vocabulary.editions()[0].language)
    write(desk, made.article, headline="Solar ferries", body="\n\n".join(TEXTS))
    version = desk.stories.view(made.story).story.version
    desk.stories.change(made.story, version, slug_word=word)
    queue(desk, made.article, site.id, OutboxState.NEEDS_YOU, "conflict-waits", count="1")
    base = SiteVersion({"headline": "Solar ferries"}, TEXTS)
    theirs = SiteVersion(
        {"headline": "Solar ferries at work" if headline else "Solar ferries"},
        (TEXTS[0], THEIRS, "The trial runs until April."),
    )
    write(desk, made.article, body="\n\n".join((TEXTS[0], MINE, TEXTS[2])))
    if headline:
        write(desk, made.article, headline="Solar ferries on the river")
    now = utc_now()
    author = Author("linh.tran", now, now - timedelta(hours=1))
    place = place_of(desk)
    with place.database.writing() as records:
        report = merge_in(records, place, made.article, site.id, base, theirs, author)
    return Clashed(made.story, made.article, report.conflicts)


def clash_anew(desk: Desk, site: Site, made: Clashed, text: str) -> None:
    """Let somebody change the paragraph of a clash on the site once more, and the desk read it."""
    theirs = SiteVersion({"headline": "Solar ferries"}, (TEXTS[0], text, TEXTS[2]))
    base = SiteVersion({"headline": "Solar ferries"}, TEXTS)
    place = place_of(desk)
    with place.database.writing() as records:
        merge_in(records, place, made.article, site.id, base, theirs)


def clash_in_translation(desk: Desk, site: Site, story: StoryId) -> None:
    """Let a paragraph of the English version of a story be changed here and on the site."""
    view = desk.stories.view(story)
    english = next(item for item in view.articles if item.language == ENGLISH)
    blocks = [block.text for block in english.body]
    place = next(n for n, text in enumerate(blocks) if n > 1 and len(text.split()) > 12)
    words = blocks[place].split(" ")
    mine = " ".join([*words[:3], "about", *words[3:-3], "last year."])
    theirs = " ".join([*words[:3], "nearly", *words[3:-3], "in 2025."])
    ours = [mine if n == place else text for n, text in enumerate(blocks)]
    there = [theirs if n == place else text for n, text in enumerate(blocks)]
    there[-1] = f"{there[-1]} The trial goes on."
    base = SiteVersion({"headline": english.headline}, tuple(blocks))
    write(desk, english.id, body="\n\n".join(ours))
    queue(desk, english.id, site.id, OutboxState.NEEDS_YOU, "conflict-waits", count="1")
    now = utc_now()
    author = Author("linh.tran", now, now - timedelta(hours=1))
    work = place_of(desk)
    with work.database.writing() as records:
        merge_in(
            records, work, english.id, site.id, base, replace(base, blocks=tuple(there)), author
        )


def queue_in_every_state(desk: Desk, site: Site) -> None:
    """Put stories into the outbox: sending, waiting for another try, asking, and scheduled."""
    rows = [row for row in desk.stories.rows(ListQuery()) if row.slug_word != "Solar ferries"]
    articles = [desk.stories.view(row.story).articles[0].id for row in rows[:5]]
    now = utc_now()
    queue(desk, articles[0], site.id, OutboxState.SENDING, wish=Wish.DRAFT)
    queue(
        desk,
        articles[1],
        site.id,
        OutboxState.WAITING,
        "unreachable",
        not_before=now + timedelta(seconds=130),
        site=site.name,
    )
    queue(desk, articles[2], site.id, OutboxState.NEEDS_YOU, "publish-late", minutes="47")
    queue(
        desk,
        articles[3],
        site.id,
        OutboxState.NEEDS_YOU,
        "not-allowed-publish",
        wish=Wish.SCHEDULE,
        goes_out=now + timedelta(hours=2),
        status=RemoteStatus.DRAFT,
        site=site.name,
    )
    queue(desk, articles[4], site.id, OutboxState.DONE, wish=None)
