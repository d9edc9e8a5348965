"""What must become of links and states while all language versions are edited at random.

Three versions stand in a chain: the source, its translation, and a third translated from that one.
The model knows from the edit itself, not from the program, which paragraphs were changed, and so
which target paragraphs have to be flagged. It watches three promises: not one character of a target
is changed by us, no link points nowhere, and a target is stale exactly when a source text of its
has changed since somebody last read it against it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import ne
from typing import Protocol

from hypothesis import strategies as st

from editor_app.domain.block import Body
from editor_app.domain.ids import BlockId
from editor_app.domain.link import Address, Link, Rendering, Segment
from editor_app.text.blocks import join, split
from tests.text.edits import OPERATIONS, Text, paragraph

SOURCE, TARGET, THIRD = 0, 1, 2
VERBS = ("confirm", "look", "leave out", "undo", "link", "own")
RESTORE = "restore"
Step = tuple[int, str, int, int, int]

PLACE = st.integers(0, 30)
_EDITS = st.tuples(
    st.integers(0, 2),
    st.sampled_from((*OPERATIONS, RESTORE)),
    PLACE,
    PLACE,
    st.integers(1000, 10**6),
)
_VERBS = st.tuples(st.integers(1, 2), st.sampled_from(VERBS), PLACE, PLACE, st.integers(0, 9))
STEPS = st.one_of(_EDITS, _EDITS, _EDITS, _VERBS)


class World(Protocol):
    """The three versions under the hands of editors; a pair is known by its target's number."""

    def body(self, version: int) -> Body:
        """Return the blocks of a version."""
        ...

    def type(self, version: int, markdown: str) -> None:
        """Give a version another body, as typing and settling do."""
        ...

    def address(self, version: int, block: BlockId) -> Address:
        """Return the address of a block."""
        ...

    def confirm(self, version: int, targets: tuple[Address, ...]) -> None:
        """Confirm target texts."""
        ...

    def look(self, version: int, targets: tuple[Address, ...]) -> None:
        """Say that the source's change needs no new words."""
        ...

    def leave_out(self, version: int, sources: tuple[Address, ...]) -> None:
        """Decide that the version does without these source texts."""
        ...

    def link(self, version: int, target: Address, sources: tuple[Address, ...]) -> None:
        """Say by hand what a target renders: one source, several, or none."""
        ...

    def links(self, version: int) -> tuple[Link, ...]:
        """Return the links of a version to the one before it."""
        ...

    def renderings(self, version: int) -> Mapping[Address, Rendering]:
        """Return what is known of the texts of a version."""
        ...

    def rows(self, version: int) -> tuple[Segment, ...]:
        """Return the rows of a version beside the one before it."""
        ...


def bodies_of(count: int) -> tuple[str, str, str]:
    """Return the texts of the three versions, paragraph beside paragraph."""
    numbers = range(count)
    return (
        join(paragraph(number) for number in numbers),
        join(paragraph(number + 500, "en") for number in numbers),
        join(paragraph(number + 900) for number in numbers),
    )


@dataclass
class Tally:
    """How many steps were gone, by what was done, and how often a row was flagged."""

    steps: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    stale: int = 0

    def __str__(self) -> str:
        """The figures of links under random edits."""
        return (
            f"{self.steps.total():,} steps {dict(sorted(self.steps.items()))},"
            f" {self.rows:,} rows looked at, {self.stale:,} of them stale, 0 violations"
        )


Words = frozenset[str]
Side = tuple[str, Words]
"""A target text, and the words of a source that it renders."""


@dataclass
class Flags:
    """Whether each target has to be flagged, and the words that it was last read against.

    A target that is ``back`` was joined and parted just where it was joined, so that it is what it
    was: then the flag that it had counts, and not that of the whole. A ``mixed`` one was joined of
    texts that were read against different wordings: when one of those is back, it may be enough.
    ``own`` are those that a hand has said to render nothing.
    """

    stale: dict[Address, bool] = field(default_factory=dict)
    read: dict[Address, Words] = field(default_factory=dict)
    back: set[Address] = field(default_factory=set)
    mixed: set[Address] = field(default_factory=set)
    own: set[Address] = field(default_factory=set)

    def copy(self) -> Flags:
        """Return what holds now, to come back to."""
        sets = set(self.back), set(self.mixed), set(self.own)
        return Flags(dict(self.stale), dict(self.read), *sets)

    def confirmed(self, target: Address, source: Words) -> None:
        """Note that a target was read against the words of its source."""
        self.stale[target] = False
        self.back.discard(target)
        self.mixed.discard(target)
        self.read[target] = source


class Model:
    """Goes steps in a world and says after each whether it is as it has to be.

    A target whose source was changed and changed back need not be flagged when both read as they
    did while it was not.
    """

    def __init__(self, world: World, tally: Tally) -> None:
        """Begin with finished translations, in which nothing is stale."""
        self._world = world
        self._tally = tally
        self._flags = Flags()
        self._last: tuple[int, str, Flags] | None = None
        self._number = 0
        self._restored = False
        self._stood: set[tuple[Address, str]] = set()
        self._wordings: dict[Address, dict[str, None]] = {}
        self._fresh: set[Side] = set()
        self._made_from: dict[Address, set[Words]] = {}
        for version in (TARGET, THIRD):
            for row in world.rows(version):
                if row.source_text and row.target_text:
                    world.confirm(version, row.targets)
                    self._confirmed(version, row.targets)
        self.check()

    def go(self, step: Step) -> None:
        """Do one step and check everything."""
        version, done, first, second, number = step
        self._tally.steps[done] += 1
        self._number += 1
        last, self._last = self._last, None
        self._restored = done == RESTORE
        if done == "undo":
            self._undo(last)
        elif done in VERBS:
            self._verb(version, done, (first, second, number))
        elif done == RESTORE:
            self._restore(version, first, second)
        else:
            # no words are typed twice: those that come back are known to be what they were
            text = Text.of(self._world.body(version))
            text.edit(done, first, second, number + 1_000_000 * self._number)
            self._edit(version, text)
        self.check()

    # -- steps

    def _restore(self, version: int, first: int, second: int) -> None:
        """Give a paragraph back a word that it had some time ago."""
        body = self._world.body(version)
        if not body:
            return
        place = first % len(body)
        known = self._wordings.get(self._world.address(version, body[place].id), {})
        here = {block.text for block in body}
        earlier = [
            words for words in known if words not in here and _one_word(words, body[place].text)
        ]
        if earlier:
            text = Text.of(body)
            text.texts[place] = earlier[second % len(earlier)]
            self._edit(version, text)

    def _edit(self, version: int, text: Text) -> None:
        """Edit a version as somebody would, and note what has to be flagged then."""
        before = self._world.body(version)
        for block in before:
            address = self._world.address(version, block.id)
            self._wordings.setdefault(address, {})[block.text] = None
        self._last = (version, join(block.text for block in before), self._flags.copy())
        if version != THIRD:
            self._flag_targets(version, before, text)
        self._type(version, text.markdown)
        if version != SOURCE:
            self._carry_flags(version, before, text)

    def _type(self, version: int, markdown: str) -> None:
        """Give a version its text; the others must not change by a character."""
        others = {other: self._world.body(other) for other in range(3) if other != version}
        self._world.type(version, markdown)
        typed = tuple(block.text for block in self._world.body(version))
        assert typed == split(markdown), "the text of a version is what was typed"
        for other, body in others.items():
            assert self._world.body(other) == body, f"version {other} was changed by us"

    def _flag_targets(self, version: int, before: Body, text: Text) -> None:
        """Flag what renders a text that is retyped, gone, or joined with untranslated words."""
        texts = {block.id: block.text for block in before}
        now = {known: words for known, words in zip(text.ids, text.texts, strict=True) if known}
        parted, joined = set(text.split.values()), set(text.merged.values())
        links = self._world.links(version + 1)
        linked = {link.source for link in links}
        changed = {
            self._world.address(version, block)
            for block, words in texts.items()
            if block not in text.merged
            and block not in parted
            and block not in joined
            and now.get(block) != words
        }
        for gone, into in text.merged.items():
            both = {self._world.address(version, block) for block in (gone, into)}
            if not both <= linked:
                changed |= both
        for link in links:
            if link.source in changed:
                self._flags.stale[link.target] = True

    def _carry_flags(self, version: int, before: Body, text: Text) -> None:
        """Keep the flags of paragraphs that were cut, joined, moved or taken away."""
        old = {block.id: self._world.address(version, block.id) for block in before}
        stale: dict[Address, bool] = {}
        read: dict[Address, Words] = {}
        parted = set(text.split.values())
        self._stood |= {(old[block.id], block.text) for block in before}
        for place, block in enumerate(self._world.body(version)):
            if not block.kind.holds_words:
                continue
            origin = text.ids[place] or text.split.get(place)
            parts = [origin] if origin else []
            parts += [gone for gone, into in text.merged.items() if into == origin]
            here = self._world.address(version, block.id)
            if (here, block.text) in self._stood and (place in text.split or origin in parted):
                self._flags.back.add(here)
            flags = {self._flags.stale.get(old[part], False) for part in parts}
            if len(flags) == 2 or self._flags.mixed & {old[part] for part in parts}:
                self._flags.mixed.add(here)
            stale[here] = any(flags)
            read[here] = frozenset(
                word for part in parts for word in self._flags.read.get(old[part], ())
            )
        self._flags.stale |= stale
        self._flags.read |= read
        joined = {old[block] for pair in text.merged.items() for block in pair}
        self._flags.own -= (set(old.values()) - stale.keys()) | joined
        for address in set(old.values()) - stale.keys():
            self._flags.stale.pop(address, None)
            self._flags.read.pop(address, None)

    def _verb(self, version: int, done: str, chosen: tuple[int, int, int]) -> None:
        rows, (first, second, number) = self._world.rows(version), chosen
        if not rows:
            return
        row = rows[first % len(rows)]
        if done == "leave out":
            if row.sources and not row.target_text:
                self._world.leave_out(version, row.sources)
            return
        blocks = tuple(target for target in row.targets if target.block)
        if not blocks:
            return
        if done in {"link", "own"}:
            blocks = blocks[:1]
            if not self._link(version, blocks[0], rows, second, number if done == "link" else 0):
                return
        elif done == "look":
            self._world.look(version, blocks)
        else:
            self._world.confirm(version, blocks)
        self._confirmed(version, blocks)

    def _link(
        self, version: int, target: Address, rows: Iterable[Segment], first: int, number: int
    ) -> bool:
        """Say what a target renders: up to three sources in a row; False when there is none."""
        sources = [source for row in rows for source in row.sources if source.block]
        wanted = [sources[(first + step) % len(sources)] for step in range(number % 4) if sources]
        self._flags.own.discard(target)
        if number and not wanted:
            return False
        self._world.link(version, target, tuple(dict.fromkeys(wanted)))
        if not wanted:
            self._flags.own.add(target)
        return True

    def _undo(self, last: tuple[int, str, Flags] | None) -> None:
        """Take the last edit back: nothing is flagged that was not before it."""
        if last is None:
            return
        version, markdown, flags = last
        came_back = self._flags.back - flags.back
        self._type(version, markdown)
        self._flags = flags
        if came_back:  # what was parted from this text is known to be another's: both may count
            self._flags.back.update(self._targets(version))

    # -- checks

    def check(self) -> None:
        """Fail where a promise is broken."""
        for version in (TARGET, THIRD):
            rows = self._world.rows(version)
            self._check_ends(version, rows)
            self._check_flags(version, rows)

    def _check_ends(self, version: int, rows: Iterable[Segment]) -> None:
        sources, targets = set(self._targets(version - 1)), set(self._targets(version))
        for link in self._world.links(version):
            assert not link.target.block or link.target in targets, f"no such target: {link}"
            assert not link.source.block or link.source in sources, f"no such source: {link}"
        linked = {link.target for link in self._world.links(version)}
        assert not linked & self._flags.own, "own text was given a source"
        for target in self._world.renderings(version):
            assert not target.block or target in targets, f"nothing stands at {target}"
        shown = [item for row in rows for item in (*row.sources, *row.targets)]
        assert len(shown) == len(set(shown)), "a text stands in two rows"
        everything = {address for address in shown if address.block}
        assert everything == sources | targets, "a paragraph stands in no row"

    def _check_flags(self, version: int, rows: Iterable[Segment]) -> None:
        rendered = self._rendered(version)
        texts = {
            self._world.address(version, block.id): block.text
            for block in self._world.body(version)
        }
        for row in rows:
            if not row.target_text:
                continue
            sides = {
                target: {(texts.get(target, ""), source) for source in rendered[target]}
                for target in row.targets
            }
            flagged = {target for target in row.targets if self._flags.stale.get(target, False)}
            if flagged and not row.stale and self._may_be_over(row, flagged, sides):
                self._flags.stale |= dict.fromkeys(flagged, False)
                flagged = set()
            wanted = bool(flagged)
            if wanted != row.stale and self._flags.back & set(row.targets):
                wanted = row.stale
                self._flags.stale |= dict.fromkeys(row.targets, wanted)
            self._note_fresh(version, row, sides)
            self._tally.rows += 1
            self._tally.stale += row.stale
            assert row.stale == wanted, f"{'flagged' if row.stale else 'not flagged'}: {row}"

    def _note_fresh(self, version: int, row: Segment, sides: Mapping[Address, set[Side]]) -> None:
        """Note which source texts each target fits as it reads now, though another be changed."""
        known = self._world.renderings(version)
        for target in row.targets:
            made_from = known[target].made_from if target in known else ()
            fitting = {frozenset(item.text.split()) for item in made_from}
            self._made_from[target] = fitting
            self._fresh |= {
                side
                for side in sides[target]
                if side[1] in fitting or not self._flags.stale.get(target, False)
            }

    def _may_be_over(
        self, row: Segment, flagged: set[Address], sides: Mapping[Address, set[Side]]
    ) -> bool:
        """Say whether the change of a row's sources may have been taken back.

        An editor may join and part a source so that it is what it was; then nothing is to be done.
        """
        read = {word for target in row.targets for word in self._flags.read.get(target, ())}
        made_from = {target: self._made_from.get(target, set()) for target in flagged}
        return read == set(row.source_text.split()) or all(
            all(side in self._fresh or side[1] in made_from[target] for side in sides[target])
            or _all({source for _, source in sides[target]}) == self._flags.read.get(target)
            or (self._restored and target in self._flags.mixed)
            for target in flagged
        )

    def _confirmed(self, version: int, targets: Iterable[Address]) -> None:
        rendered = self._rendered(version)
        for target in targets:
            self._flags.confirmed(target, _all(rendered[target]))

    def _rendered(self, version: int) -> Mapping[Address, set[Words]]:
        """Return the words of each source that a target of a version is linked to."""
        texts = {
            self._world.address(version - 1, block.id): block.text
            for block in self._world.body(version - 1)
        }
        words: dict[Address, set[Words]] = defaultdict(set)
        for link in self._world.links(version):
            words[link.target].add(frozenset(texts.get(link.source, "").split()))
        return words

    def _targets(self, version: int) -> tuple[Address, ...]:
        """Return the addresses of the paragraphs of a version."""
        return tuple(
            self._world.address(version, block.id)
            for block in self._world.body(version)
            if block.kind.holds_words
        )


def _all(sources: Iterable[Words]) -> Words:
    return frozenset(word for source in sources for word in source)


def _one_word(one: str, other: str) -> bool:
    """Say whether two texts differ in one word."""
    ours, theirs = one.split(), other.split()
    return len(ours) == len(theirs) and sum(map(ne, ours, theirs)) == 1


def walk(world: World, steps: Iterable[Step], tally: Tally) -> None:
    """Go all steps in a world."""
    model = Model(world, tally)
    for step in steps:
        model.go(step)


__all__ = ["STEPS", "Model", "Step", "Tally", "World", "bodies_of", "walk"]
