"""What a colleague does in the site's own editor, behind the desks' backs.

The actions have the shape of those in ``actions.py``; the desk is of no concern to them.
"""

from __future__ import annotations

from html import unescape

from tests.sync.cms_site import Post
from tests.sync.sim_desk import SimDesk
from tests.sync.world import PARAGRAPH, WEB, World


def web_post(world: World, number: int) -> Post | None:
    """The post that a number means: none of the trash, no draft of an hour that a twin may be."""
    found = [post for post in world.site.posts.values() if post.status != "trash"]
    return found[number % len(found)] if found else None


def web_write(world: World, post: Post, **fields: object) -> None:
    """Let the colleague change a post."""
    world.touched.add(post.id)
    world.lifted.discard(post.id)
    world.site.update(post, WEB, dict(fields))


def web_typing(world: World, _desk: SimDesk, number: int) -> None:
    """A word more in a paragraph there."""
    post = web_post(world, number)
    if post is None:
        return
    pieces = post.content.split("</p>")
    if len(pieces) > 1:
        place = number // 3 % (len(pieces) - 1)
        pieces[place] += f" Web {world.word('web')}."
        web_write(world, post, content="</p>".join(pieces))


def web_paragraph(world: World, _desk: SimDesk, number: int) -> None:
    """A paragraph more there."""
    post = web_post(world, number)
    if post is not None:
        made = PARAGRAPH.format(f"Từ web {world.word('web')}.")
        web_write(world, post, content=f"{post.content}\n\n{made}".strip())


def web_removal(world: World, _desk: SimDesk, number: int) -> None:
    """A paragraph less there, on purpose."""
    world.rough = True
    post = web_post(world, number)
    if post is None:
        return
    pieces = post.content.split("\n\n")
    if len(pieces) > 1:
        world.take_away(pieces.pop(number // 3 % len(pieces)))
        web_write(world, post, content="\n\n".join(pieces))


def web_title(world: World, _desk: SimDesk, number: int) -> None:
    """A word more in a title there."""
    post = web_post(world, number)
    if post is not None:
        web_write(world, post, title=f"{post.title} {world.word('web')}")


def web_opens(world: World, _desk: SimDesk, number: int) -> None:
    """The colleague opens a post, which locks it in the site's own editor."""
    post = web_post(world, number)
    if post is not None:
        world.loaded[post.id] = post.content


def web_saves(world: World, _desk: SimDesk, _number: int) -> None:
    """The colleague saves what was opened, over whatever was written meanwhile."""
    world.rough = True
    for number, content in world.loaded.items():
        post = world.site.posts.get(number)
        if post is not None and post.status != "trash":
            made = PARAGRAPH.format(f"Từ lâu {world.word('web')}.")
            world.covered_there(post, content)
            web_write(world, post, content=f"{content}\n\n{made}".strip())
    world.loaded.clear()


def web_touch(world: World, _desk: SimDesk, number: int) -> None:
    """The colleague saves without having changed anything."""
    post = web_post(world, number)
    if post is not None:
        web_write(world, post)


def web_status(world: World, _desk: SimDesk, number: int) -> None:
    """The colleague publishes a draft, or takes a public post off."""
    post = web_post(world, number)
    if post is not None:
        status = "draft" if post.status == "publish" else "publish"
        web_write(world, post, status=status)


def web_trash(world: World, _desk: SimDesk, number: int) -> None:
    """The colleague puts a post into the trash."""
    world.rough = True
    post = web_post(world, number)
    if post is not None:
        world.touched.add(post.id)
        world.hasty = {one for one in world.hasty if one[1] != post.id}
        world.site.trash(post, WEB)


def web_restore(world: World, _desk: SimDesk, number: int) -> None:
    """The colleague takes a post out of the trash."""
    world.rough = True
    found = [post for post in world.site.posts.values() if post.status == "trash"]
    if found:
        post = found[number % len(found)]
        untouched = post.id not in world.touched
        web_write(world, post, status="draft")
        if untouched:
            world.lifted.add(post.id)


def web_delete(world: World, _desk: SimDesk, number: int) -> None:
    """The colleague deletes a post for good."""
    world.rough = True
    post = web_post(world, number)
    if post is not None:
        world.give_up(post)
        world.thrown_away.add(post.born)
        del world.site.posts[post.id]


def web_story(world: World, _desk: SimDesk, _number: int) -> None:
    """The colleague writes a post of one paragraph."""
    if len(world.site.posts) < 8:
        content = PARAGRAPH.format(f"Bài web {world.word('web')}.")
        made = world.site.create(WEB, {"title": f"Web {world.word('web')}", "content": content})
        world.touched.add(made.id)


def web_term(world: World, _desk: SimDesk, number: int) -> None:
    """A tag or category vanishes from the site."""
    found = [term for term in world.site.terms.values() if term.id != 1]
    if found:
        term = found[number % len(found)]
        world.untagged.add(unescape(term.name))
        world.site.remove_term(term)
