"""What people do at two desks and in the site's own editor, and what goes wrong meanwhile.

Each action takes the world, which desk, and a number that chooses among what is there: so that any
list of steps means something, and a shorter one still does.
"""

from __future__ import annotations

import shutil
from datetime import timedelta

from editor_app.domain.article import Article
from editor_app.domain.conflict import Resolution
from editor_app.domain.errors import Cancelled, DeskError, EditorError, NotFound
from editor_app.domain.ids import SiteId, TagId
from editor_app.domain.site import OutboxState, Wish
from editor_app.services.views import Published
from tests.sync.faulty_line import FAULTS, Killed
from tests.sync.sim_desk import PHOTOS, SITE, SimDesk, scratch, tokens
from tests.sync.trouble_actions import (
    DISK,
    TROUBLES,
    Action,
    back_up,
    disk,
    fault,
    offline,
    restore_backup,
    set_clock,
    set_server_clock,
    wait_a_while,
    wipe,
)
from tests.sync.web_actions import (
    web_delete,
    web_opens,
    web_paragraph,
    web_removal,
    web_restore,
    web_saves,
    web_status,
    web_story,
    web_term,
    web_title,
    web_touch,
    web_trash,
    web_typing,
)
from tests.sync.world import Start, Violation, World


def carry_out(world: World, name: str, number: int) -> None:
    """Do one step and check what must hold after it. What a desk refuses is no violation.

    Raises Violation.
    """
    world.steps += 1
    desk = world.desks[number % 2]
    try:
        ACTIONS[name](world, desk, number // 2)
    except DeskError:  # somebody sees to the disk and starts the program again
        restart(world, desk, number)
    except Killed:
        pass
    except EditorError as error:
        if name in SAYS_IN_REPORTS and not isinstance(error, Cancelled | NotFound):
            raise Violation("I8", f"{name} raised {error!r}") from error
    world.revive()
    if not name.startswith("web: ") and name not in TROUBLES:
        world.look(desk)


SAYS_IN_REPORTS = frozenset({"sync", "push", "pull"})
"""What goes wrong in them is told by what they return: one site's trouble is no other one's."""


def one(desk: SimDesk, number: int) -> Article | None:
    """The article that a number means, with all that was typed into it."""
    found = desk.heads()
    if not found:
        return None
    chosen = found[number % len(found)].id
    desk.drafts.settle(chosen)
    with desk.database.reading() as records:
        return records.articles.get(chosen)


def paragraphs(article: Article) -> list[str]:
    """The paragraphs of an article as Markdown."""
    return [block.text for block in article.body]


def rewrite(desk: SimDesk, article: Article, texts: list[str]) -> None:
    """Type a body and settle it."""
    desk.drafts.save(article.id, "body", "\n\n".join(texts), article.version)
    desk.drafts.settle(article.id)


# -- writing at a desk


def write_story(world: World, desk: SimDesk, _number: int) -> None:
    """A new story of three paragraphs; four are enough for a desk."""
    if len(desk.heads()) >= 4:
        return
    body = "\n\n".join(f"Đoạn {world.word(desk.name)} văn." for _ in range(3))
    headline = world.word(desk.name)
    try:
        desk.new_story(f"Tin {headline}", body)
    except (EditorError, Killed):
        world.forget(tokens(f"{headline} {body}"))
        raise


def typing(world: World, desk: SimDesk, number: int, *, settle: bool = True) -> None:
    """A word more in a paragraph."""
    article = one(desk, number)
    texts = paragraphs(article) if article else []
    if article is None or not texts:
        return
    place = number // 3 % len(texts)
    if texts[place].startswith("!["):
        return
    word = world.word(desk.name)
    texts[place] = f"{texts[place]} Thêm {word}."
    try:
        desk.drafts.save(article.id, "body", "\n\n".join(texts), article.version)
        if settle:
            desk.drafts.settle(article.id)
    except (EditorError, Killed):
        world.forget([word])
        raise


def type_unsettled(world: World, desk: SimDesk, number: int) -> None:
    """A word more, typed and not settled yet."""
    typing(world, desk, number, settle=False)


def add_paragraph(world: World, desk: SimDesk, number: int) -> None:
    """A paragraph more."""
    article = one(desk, number)
    if article is None:
        return
    texts, word = paragraphs(article), world.word(desk.name)
    texts.insert(number // 3 % (len(texts) + 1), f"Mới {word} đây.")
    try:
        rewrite(desk, article, texts)
    except (EditorError, Killed):
        world.forget([word])
        raise


def remove_paragraph(world: World, desk: SimDesk, number: int) -> None:
    """A paragraph less, on purpose."""
    world.rough = True
    article = one(desk, number)
    texts = paragraphs(article) if article else []
    if article is None or len(texts) < 2:
        return
    world.take_away(texts.pop(number // 3 % len(texts)))
    rewrite(desk, article, texts)


def swap_paragraphs(world: World, desk: SimDesk, number: int) -> None:
    """Two paragraphs change places."""
    world.rough = True
    article = one(desk, number)
    texts = paragraphs(article) if article else []
    if article is None or len(texts) < 2:
        return
    place = number // 3 % (len(texts) - 1)
    texts[place], texts[place + 1] = texts[place + 1], texts[place]
    rewrite(desk, article, texts)


def write_line(field: str) -> Action:
    """A word more in a line such as the headline."""

    def act(world: World, desk: SimDesk, number: int) -> None:
        article = one(desk, number)
        if article is None:
            return
        word = world.word(desk.name)
        text = f"{getattr(article, field)} {word}".strip()
        try:
            desk.drafts.save(article.id, field, text, article.version)
            desk.drafts.settle(article.id)
        except (EditorError, Killed):
            world.forget([word])
            raise

    return act


def change_slug(world: World, desk: SimDesk, number: int) -> None:
    """Another address, which may be one that is taken."""
    article = one(desk, number)
    if article is not None:
        desk.stories.change_article(article.id, article.version, slug=f"dia-chi-{number % 3}")


def change_tags(world: World, desk: SimDesk, number: int) -> None:
    """A tag more or less."""
    article = one(desk, number)
    if article is None:
        return
    with desk.database.reading() as records:
        known = [tag.id for tag in records.tags.all()]
    story = desk.stories.view(article.story).story
    tag: TagId = known[number // 3 % len(known)]
    tags = tuple(t for t in story.tags if t != tag) if tag in story.tags else (*story.tags, tag)
    desk.stories.change(story.id, story.version, tags=tags)
    world.tag(desk, story.id, tag, on=tag in tags)


def change_section(_world: World, desk: SimDesk, number: int) -> None:
    """The story belongs to another section."""
    article = one(desk, number)
    if article is None:
        return
    with desk.database.reading() as records:
        known = [section.id for section in records.sections.all()]
    story = desk.stories.view(article.story).story
    desk.stories.change(story.id, story.version, section=known[number // 3 % len(known)])


def add_photo(_world: World, desk: SimDesk, number: int) -> None:
    """A photo into an article."""
    article = one(desk, number)
    if article is not None:
        desk.add_photo(article.id, PHOTOS[number // 3 % len(PHOTOS)])


def write_caption(world: World, desk: SimDesk, number: int) -> None:
    """A word more under a photo."""
    article = one(desk, number)
    if article is None:
        return
    with desk.database.reading() as records:
        uses = records.uses.of_article(article.id)
    if uses:
        word = world.word(desk.name)
        try:
            desk.photos.describe(uses[0].id, caption=f"{uses[0].caption} {word}".strip())
        except (EditorError, Killed):
            world.forget([word])
            raise


# -- sending and syncing at a desk


def send_draft(world: World, desk: SimDesk, number: int) -> None:
    """Ask for an article to go there as a draft."""
    article = one(desk, number)
    if article is not None:
        desk.publishing.send_draft(SITE, [article.id])
        world.pressed.pop((desk.name, article.id), None)


def press(world: World, desk: SimDesk, article: Article, span: timedelta | None) -> Published:
    """Press Publish or Schedule; a program that dies meanwhile has heard it, or what was before."""
    before, key = dict(world.pressed), (desk.name, article.id)
    world.press(desk, article.id, world.at + (span or timedelta()))
    try:
        at = None if span is None else desk.clock.at + span
        return desk.publishing.publish(SITE, [(article.id, at)])
    except (DeskError, Killed):
        world.pressed[key] = min(world.pressed[key], before.get(key, world.pressed[key]))
        raise
    except EditorError:
        world.pressed = before
        raise


def publish(world: World, desk: SimDesk, number: int) -> None:
    """Press Publish."""
    article = one(desk, number)
    if article is not None:
        press(world, desk, article, None)


def schedule(world: World, desk: SimDesk, number: int) -> None:
    """Press Schedule, for a time a little or much later."""
    article = one(desk, number)
    if article is None:
        return
    span = timedelta(minutes=(1, 8, 60, 300)[number // 3 % 4])
    press(world, desk, article, span)


def withdraw(world: World, desk: SimDesk, number: int) -> None:
    """Press Withdraw."""
    article = one(desk, number)
    if article is not None:
        desk.publishing.withdraw(article.id, SITE)
        world.pressed.pop((desk.name, article.id), None)


def undo_publish(world: World, desk: SimDesk, number: int) -> None:
    """Press Publish and take it back."""
    article = one(desk, number)
    if article is None:
        return
    before = world.pressed.get((desk.name, article.id))
    inverse = press(world, desk, article, None).changes.inverse
    if inverse is not None:
        inverse()
        del world.pressed[desk.name, article.id]
        if before is not None:
            world.pressed[desk.name, article.id] = before


def cancel(world: World, desk: SimDesk, number: int) -> None:
    """Cancel an entry of the outbox."""
    rows = [row for row in desk.publishing.outbox() if row.state.open]
    if rows:
        row = rows[number % len(rows)]
        desk.publishing.cancel([row.entry])
        world.pressed.pop((desk.name, row.article), None)


def answer_entries(world: World, desk: SimDesk, number: int) -> None:
    """Answer what an entry asks, or have it tried again."""
    if all(entry.state is not OutboxState.NEEDS_YOU for entry in desk.waiting()):
        return
    for row in desk.publishing.outbox():
        if row.state is not OutboxState.NEEDS_YOU:
            continue
        if row.goes_on:
            desk.publishing.go_on(row.entry)
            if row.wish in {Wish.PUBLISH, Wish.SCHEDULE}:
                world.press(desk, row.article, world.at)
        else:
            desk.publishing.retry(row.entry)


def resolve(world: World, desk: SimDesk, number: int) -> None:
    """Decide every conflict that is open."""
    for view in desk.conflicts.open():
        world.rough = world.rough or number % 3 != 0
        choice = (Resolution.BOTH, Resolution.MINE, Resolution.THEIRS)[number % 3]
        try:
            desk.conflicts.resolve(view.conflict.id, choice)
        except EditorError:
            desk.conflicts.resolve(view.conflict.id, Resolution.MINE)


def answer_doubt(world: World, desk: SimDesk, number: int) -> None:
    """Answer what is asked about the site."""
    world.answered = True
    for site, _doubt in desk.syncing.doubts():
        answer = desk.syncing.believe if number % 2 else desk.syncing.keep_ours
        answer(SiteId(site.id))


def sync(world: World, desk: SimDesk, _number: int) -> None:
    """Sync, a few seconds later."""
    world.wait(timedelta(seconds=12))
    before = world.standing(desk)
    desk.syncing.sync()
    world.settle(desk)
    world.braked(desk, before)


def push(world: World, desk: SimDesk, _number: int) -> None:
    """Send what is due."""
    world.wait(timedelta(seconds=12))
    desk.syncing.sync(pull=False, at_once=True)
    world.settle(desk)


def pull(world: World, desk: SimDesk, _number: int) -> None:
    """Fetch what is new."""
    before = world.standing(desk)
    desk.syncing.sync(push=False)
    world.braked(desk, before)


def take_in(world: World, desk: SimDesk, number: int) -> None:
    """Take in a post that was written on the site or by the other desk."""
    if len(desk.heads()) >= 6:
        return
    found = desk.site_posts.listing(SITE)
    if found:
        desk.site_posts.take_in(SITE, [found[number % len(found)].id])


def try_now(_world: World, desk: SimDesk, _number: int) -> None:
    """Press Try now."""
    desk.publishing.try_now(SITE)


def restart(_world: World, desk: SimDesk, _number: int) -> None:
    """Close the program and start it again."""
    desk.close()
    desk.open()


def deliver(world: World, _desk: SimDesk, _number: int) -> None:
    """What was held up on the way arrives."""
    for line in world.lines:
        line.deliver()


ACTIONS: dict[str, Action] = {
    "write a story": write_story,
    "type": typing,
    "type without settling": type_unsettled,
    "add a paragraph": add_paragraph,
    "remove a paragraph": remove_paragraph,
    "swap paragraphs": swap_paragraphs,
    "write the headline": write_line("headline"),
    "write the standfirst": write_line("standfirst"),
    "change the slug": change_slug,
    "change tags": change_tags,
    "change the section": change_section,
    "add a photo": add_photo,
    "write a caption": write_caption,
    "send as draft": send_draft,
    "publish": publish,
    "schedule": schedule,
    "withdraw": withdraw,
    "publish and undo": undo_publish,
    "cancel": cancel,
    "answer entries": answer_entries,
    "resolve conflicts": resolve,
    "answer a doubt": answer_doubt,
    "sync": sync,
    "push": push,
    "pull": pull,
    "take in a post": take_in,
    "try now": try_now,
    "restart": restart,
    "late requests arrive": deliver,
    "web: type": web_typing,
    "web: add a paragraph": web_paragraph,
    "web: remove a paragraph": web_removal,
    "web: write the title": web_title,
    "web: open": web_opens,
    "web: save over": web_saves,
    "web: touch": web_touch,
    "web: publish or take off": web_status,
    "web: trash": web_trash,
    "web: restore": web_restore,
    "web: delete": web_delete,
    "web: write a post": web_story,
    "web: remove a term": web_term,
    "offline or online": offline,
    "wait": wait_a_while,
    "set a clock": set_clock,
    "set the site's clock": set_server_clock,
    "the site makes a backup": back_up,
    "the site is restored": restore_backup,
    "the site is wiped": wipe,
    **{name: disk(name) for name in DISK},
    **{name: fault(name) for name in FAULTS},
}


def first_day(start: Start) -> Start:
    """A desk has published an article, the other has taken it in; both have drafts of their own."""
    world = World(start)
    for name, number in (
        ("write a story", 0),
        ("publish", 0),
        ("sync", 0),
        ("take in a post", 1),
        ("write a story", 1),
        ("sync", 1),
        ("write a story", 0),
    ):
        carry_out(world, name, number)
    world.wait(timedelta(hours=1))
    folders = tuple(scratch("start") for _ in world.desks)
    for desk, folder in zip(world.desks, folders, strict=True):
        desk.close()
        shutil.copytree(desk.folder, folder, dirs_exist_ok=True)
        desk.open()
    begun = Start(folders, world.site.kept(), dict(world.owners), world.at)
    world.close()
    return begun
