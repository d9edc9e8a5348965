"""Decisions about target texts inside an open transaction, each with its way back and forth.

Confirming, looking at a changed source, and saying by hand what renders what: the verbs on rows and
on whole translations share them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.errors import ChangedMeanwhile, Refused
from editor_app.domain.ids import ArticleId
from editor_app.domain.link import Address, LeftOut, Link, Made, Rendering, State
from editor_app.domain.messages import Message
from editor_app.services.links import refresh_links, remember_hand, words
from editor_app.services.remembering import Learnt, learn, unlearn
from editor_app.services.settling import settled
from editor_app.services.target_texts import source_texts
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.checks.material import shortened
from editor_app.text.upkeep import made_from

SHOWN = 60
"""Letters of a row that a sentence about it shows."""

Again = Callable[[Records, Article], Changes]
"""A decision, to be made once more on an article as it is then."""


def confirmed_in(
    records: Records,
    place: Workplace,
    article: Article,
    targets: tuple[Address, ...],
    state: State = State.TRANSLATED,
) -> Changes:
    """Confirm target texts of a settled translation inside an open transaction; teach the memory.

    The source texts as they are now become those they were made from. Raises Refused when a machine
    wrote one and nobody says a name: who has read it would not be known any more.
    """
    before = records.links.renderings(article.id)
    sources = source_texts(records, article)
    links = records.links.of_target(article.id)
    old = tuple(before[target] for target in targets if target in before)
    now, editor = place.now(), place.editor().strip()
    if not editor and any(known.made is Made.MACHINE for known in old):
        raise Refused("machine-read-by-nobody")
    for known in old:
        after = replace(
            known,
            state=state,
            made_from=made_from(links, known.target, sources),
            changed=now,
            changed_by=editor,
            read=now,
            read_by=editor,
        )
        records.links.set_rendering(after)
    rows = refresh_links(records, place, article)
    learnt = learn(records, place, article, targets, rows)
    changes = _decided(
        records,
        place,
        article,
        Message("segment-confirmed"),
        old,
        lambda then, now: confirmed_in(then, place, now, targets, state),
        learnt,
    )
    return replace(changes, memory=bool(learnt))


def looked_at_in(
    records: Records,
    place: Workplace,
    article: Article,
    targets: tuple[Address, ...],
    sources: tuple[Address, ...] = (),
) -> Changes:
    """Let target texts be made from their sources as they are now: no new words are needed.

    Of ``sources`` that are left out the text of now is the one that was decided about.
    """
    before = records.links.renderings(article.id)
    links, texts = records.links.of_target(article.id), source_texts(records, article)
    old = tuple(before[target] for target in targets if target in before)
    left = tuple(item for item in records.links.left_out(article.id) if item.source in sources)
    for known in old:
        kept = made_from(links, known.target, texts)
        records.links.set_rendering(replace(known, made_from=kept))
    for item in left:
        records.links.add_left_out(replace(item, text=texts.get(item.source, item.text)))
    refresh_links(records, place, article)
    return _decided(
        records,
        place,
        article,
        Message("segment-looked-at"),
        old,
        lambda then, now: looked_at_in(then, place, now, targets, sources),
        left=left,
    )


def minor_in(records: Records, place: Workplace, article: Article, source: Address) -> Changes:
    """Let what was made from a source text, or decided about it, be so of the text of now.

    What other source texts of the same rows say since then stays flagged. Nothing happens where
    all is of the text of now.
    """
    text = source_texts(records, article).get(source)
    known = records.links.renderings(article.id)
    decided = records.links.left_out(article.id)
    left = tuple(item for item in decided if item.source == source and item.text != text)
    old = tuple(
        rendering
        for rendering in known.values()
        if any(kept.source == source and kept.text != text for kept in rendering.made_from)
    )
    if text is None or not (old or left):
        return Changes()
    for rendering in old:
        made = (
            replace(kept, text=text) if kept.source == source else kept
            for kept in rendering.made_from
        )
        records.links.set_rendering(replace(rendering, made_from=tuple(made)))
    for item in left:
        records.links.add_left_out(replace(item, text=text))
    refresh_links(records, place, article)
    return _decided(
        records,
        place,
        article,
        Message("minor-edit"),
        old,
        lambda then, now: minor_in(then, place, now, source),
        left=left,
    )


def linked_in(
    records: Records,
    place: Workplace,
    article: Article,
    targets: frozenset[Address],
    sources: tuple[Address, ...],
) -> Changes:
    """Let target texts of a settled translation render these sources, in an open transaction.

    Without sources they are the translator's own. No linking by content changes that again.
    """
    before, known = records.links.of_target(article.id), records.links.renderings(article.id)
    kept = [link for link in before if link.target not in targets]
    made = [Link(target, source) for target in targets for source in sources]
    _relink(records, article, (*kept, *made))
    remember_hand(place, article.id, targets, made)
    texts = source_texts(records, article)
    for target in targets & known.keys():
        now = known[target].said_to_render(made_from(made, target, texts))
        records.links.set_rendering(now)
    refresh_links(records, place, article)
    after = records.links.of_target(article.id)
    old = tuple(known[target] for target in targets if target in known)

    def forth() -> Changes:
        with place.database.writing() as then:
            now = settled(then, place, article.id)
            return linked_in(then, place, now, targets, sources)

    def back() -> Changes:
        undone = _unlink(place, article.id, targets, before, after, old)
        return undone.undone_by(Message("segment-linked"), forth)

    return article_changed(article).undone_by(Message("segment-linked"), back)


def _relink(records: Records, article: Article, links: Iterable[Link]) -> None:
    """Let these be the links of a translation, those of texts that are gone left out."""
    targets = dict(words(records, article.id))
    sources = source_texts(records, article)
    alive = [link for link in links if link.target in targets and link.source in sources]
    records.links.replace_target(article.id, alive)


def _unlink(
    place: Workplace,
    article_id: ArticleId,
    targets: frozenset[Address],
    before: tuple[Link, ...],
    after: tuple[Link, ...],
    known: tuple[Rendering, ...],
) -> Changes:
    """Take back a decision that made the links ``after`` of those ``before``.

    What other texts have been linked to since, by a memory, a machine or a site, stays.
    """
    with place.database.writing() as records:
        article = settled(records, place, article_id)
        made, lost = set(after) - set(before), set(before) - set(after)
        now = records.links.of_target(article.id)
        kept = [link for link in now if link.target not in targets and link not in made]
        back = [link for link in before if link.target in targets or link in lost]
        _relink(records, article, dict.fromkeys((*kept, *back)))
        remember_hand(place, article.id, targets, before)
        for rendering in known:
            records.links.set_rendering(rendering)
        refresh_links(records, place, article)
    return article_changed(article)


def _decided(
    records: Records,
    place: Workplace,
    article: Article,
    said: Message,
    old: tuple[Rendering, ...],
    again: Again,
    learnt: tuple[Learnt, ...] = (),
    left: tuple[LeftOut, ...] = (),
) -> Changes:
    """Return what a decision changed; it is taken back by ``old`` renderings, without ``learnt``.

    ``left`` are decisions to leave out as they were. What was taken back can be decided ``again``
    while source and target say what they said.
    """
    about = frozenset((*(known.target for known in old), *(item.source for item in left)))
    seen = _texts_about(records, article, about)

    def forth() -> Changes:
        with place.database.writing() as then:
            now = settled(then, place, article.id)
            same = _texts_about(then, now, about) == seen
            if same:
                return again(then, now)
        raise row_changed(next(iter(seen.values()), ""))

    def back() -> Changes:
        with place.database.writing() as then:
            now = then.articles.get(article.id)
            for rendering in old:
                then.links.set_rendering(rendering)
            for item in left:
                then.links.add_left_out(item)
            unlearn(then, learnt)
            refresh_links(then, place, now)
        return replace(article_changed(now), memory=bool(learnt)).undone_by(said, forth)

    return article_changed(article).undone_by(said, back)


def _texts_about(
    records: Records, article: Article, wanted: frozenset[Address]
) -> dict[Address, str]:
    """Return what some texts say, and of target texts what the sources say that they render."""
    links = records.links.of_target(article.id)
    about = wanted | {link.source for link in links if link.target in wanted}
    texts = {**source_texts(records, article), **dict(words(records, article.id))}
    return {address: text for address, text in texts.items() if address in about}


def row_changed(text: str) -> ChangedMeanwhile:
    """Return the error that says which row is no longer what was seen; ``text`` is a part of it."""
    return ChangedMeanwhile("row-changed", text=shortened(" ".join(text.split()), SHOWN))


def article_changed(article: Article) -> Changes:
    """Return that an article changed, and its story with it."""
    return Changes(stories=frozenset({article.story}), articles=frozenset({article.id}))
