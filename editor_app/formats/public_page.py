"""A public page beside what was sent to its site: what of it readers do not see as it was meant.

A page holds much that is not ours (menus, advertisements, other articles): it is not looked at.
Only what was sent is looked for, by its words, wherever on the page it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from types import MappingProxyType
from urllib.parse import parse_qsl, quote, urlsplit

from editor_app.domain.messages import Message
from editor_app.formats.inline import parse
from editor_app.formats.page_text import (
    PageText,
    Piece,
    file_name,
    folded,
    mark_of,
    place_of,
    read_page_text,
)
from editor_app.formats.wordpress_photos import without_credit
from editor_app.formats.wordpress_post import BlockBase, PostContent
from editor_app.formats.wordpress_segments import segments

NEXT_PAGE = "<!--nextpage-->"
"""What follows stands on another page of the article."""

MOST_PLACES = 8
"""Places that are weighed for a text which stands on a page several times."""

MOST_FOUND = 1_000
MOST = 5
"""Differences told one by one; of others only the number is."""

MOST_COMPARED = 12
"""Missing texts for which the page is searched for one like it; of an older page that is enough."""

LONGEST = 70
ALIKE = 0.5
NO_SIBLINGS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class SentPhoto:
    """A photo that was sent: its number and file there, its caption and credit as words."""

    media: int
    name: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class SentPage:
    """What was sent of an article, as readers should find it at ``address``.

    ``siblings`` are the public addresses of its other language versions. ``before`` are the marks
    of what stood there when the page was last looked at.
    """

    address: str
    headline: str
    texts: tuple[Piece, ...]
    photos: tuple[SentPhoto, ...] = ()
    siblings: Mapping[str, str] = field(default_factory=lambda: NO_SIBLINGS)
    before: frozenset[str] = frozenset()

    @property
    def marks(self) -> tuple[str, ...]:
        """What to keep, so that an older state of the page is known for one the next time."""
        words = (self.headline, *(text.words for text in self.texts))
        return tuple(dict.fromkeys(mark_of(one) for one in words if folded(one)))


@dataclass(frozen=True)
class PageSeen:
    """What a page shows of what was sent: ``differences``, none when all is there.

    ``older``: it shows what stood there before. ``strange``: nothing of the article is on it;
    ``password``: and it asks for one.
    """

    differences: tuple[Message, ...] = ()
    older: bool = False
    strange: bool = False
    password: bool = False


# -- what was sent


def sent_page(
    address: str,
    title: str,
    content: PostContent,
    credits_by_photo: Mapping[int, str],
    siblings: Mapping[str, str] = NO_SIBLINGS,
    before: frozenset[str] = frozenset(),
) -> SentPage:
    """Return what readers should find of a post. ``title`` is HTML, as a site stores it.

    ``credits_by_photo`` are the credit lines behind captions, by the site's number of the photo.
    Blocks that only the site can draw are not looked for.
    """
    texts: list[Piece] = []
    photos: list[SentPhoto] = []
    for block in content.blocks:
        if NEXT_PAGE in block.gap + block.raw:
            break
        if block.photo is not None:
            photos.append(_photo(block, credits_by_photo))
        elif block.foreign is None:
            texts += _texts(block.raw, address)
    return SentPage(address, _words(title), tuple(texts), tuple(photos), siblings, before)


def _texts(raw: str, address: str) -> Iterator[Piece]:
    parts = [part.raw for part in segments(raw)[0]] if not raw.startswith("<!--") else [raw]
    for part in parts:
        for piece in read_page_text(part, address).pieces:
            if folded(piece.words):
                yield piece


def _photo(block: BlockBase, credits_by_photo: Mapping[int, str]) -> SentPhoto:
    shown = block.photo
    assert shown is not None
    credit = credits_by_photo.get(shown.media, "")
    bare, told = without_credit(shown.caption, credit)
    return SentPhoto(
        shown.media,
        file_name(shown.url),
        _plain(bare),
        _plain(credit) if told else "",
    )


def _plain(markdown: str) -> str:
    return "".join(run.text for run in parse(markdown))


def _words(html: str) -> str:
    return " ".join(piece.words for piece in read_page_text(html).pieces)


# -- what is there


def compare_page(html: str, url: str, sent: SentPage) -> PageSeen:
    """Return what the page that was found at ``url`` shows of what was sent."""
    page = read_page_text(html, url)
    sight = _Sight(page)
    placed = _placed(sent, sight)
    headline = not folded(sent.headline) or bool(sight.places(folded(sent.headline)))
    shown = any(_is_there(photo, page) for photo in sent.photos)
    if not any(placed) and not shown and (sent.texts or sent.photos or not headline):
        older = bool(sight.marks & sent.before)
        return PageSeen((), older=older, strange=not older, password=page.password)
    stands = _in_order(placed, [len(folded(text.words)) for text in sent.texts])
    told = [
        *([] if headline else [Message("page-headline", {"words": _excerpt(sent.headline)})]),
        *_texts_that_differ(sent, sight, placed, stands),
        *_photos_that_differ(sent, page, sight),
        *_links_that_lack(sent, page, placed),
        *_versions_that_lack(sent, page),
    ]
    older = bool(told) and bool(sight.marks & (sent.before - set(sent.marks)))
    left = len(told) - MOST
    more = [Message("page-more", {"count": left})] if left > 0 else []
    return PageSeen((*told[:MOST], *more), older=older)


def _placed(sent: SentPage, sight: _Sight) -> list[tuple[int, ...]]:
    """Return at which places each text stands; one that was sent several times, in its turn."""
    turns: Counter[str] = Counter()
    placed = []
    for text in sent.texts:
        bare = folded(text.words)
        found, turn = sight.places(bare), turns[bare]
        placed.append(found[turn : turn + MOST_PLACES])
        turns[bare] += 1
    return placed


class _Sight:
    """The words of a page in one line, in which texts are looked for."""

    def __init__(self, page: PageText) -> None:
        self.pieces = [(piece.words, folded(piece.words)) for piece in page.pieces]
        self.marks = frozenset(mark_of(words) for words, _ in self.pieces)
        self._line = "".join(text for _, text in self.pieces)
        self._starts: dict[str, list[int]] = {}
        self.offsets: list[int] = []
        place = 0
        for _, text in self.pieces:
            self._starts.setdefault(text, []).append(place)
            self.offsets.append(place)
            place += len(text)

    def places(self, text: str) -> tuple[int, ...]:
        """Return where a folded text stands: as pieces of its own, else inside of others."""
        if not text:
            return ()
        whole = self._starts.get(text)
        if whole:
            return tuple(whole)
        found: list[int] = []
        place = self._line.find(text)
        while place >= 0 and len(found) < MOST_FOUND:
            found.append(place)
            place = self._line.find(text, place + 1)
        return tuple(found)

    def between(self, start: int, end: int) -> list[tuple[str, str]]:
        """Return the pieces that begin from one place of the line to before another."""
        return [
            piece
            for piece, place in zip(self.pieces, self.offsets, strict=True)
            if start <= place < end and piece[1]
        ]

    @property
    def end(self) -> int:
        """The length of the line."""
        return len(self._line) + 1


def _in_order(placed: Sequence[tuple[int, ...]], weights: Sequence[int]) -> dict[int, int]:
    """Return where each text stands in the heaviest row of texts that stand in their order."""
    places = sorted({place for found in placed for place in found})
    ranks = {place: rank for rank, place in enumerate(places, 1)}
    heaviest = _Heaviest(len(places))
    spots: list[tuple[int, int, int]] = []  # number, place, the spot before it in its row
    for number, found in enumerate(placed):
        for place in sorted(found, reverse=True):  # a text stands once: no row within its places
            weight, before = heaviest.before(ranks[place])
            spots.append((number, place, before))
            heaviest.put(ranks[place], weight + weights[number], len(spots) - 1)
    stands: dict[int, int] = {}
    _, last = heaviest.before(len(places) + 1)
    while last >= 0:
        number, place, last = spots[last]
        stands[number] = place
    return stands


class _Heaviest:
    """The heaviest row that ends before a rank, for any rank: a Fenwick tree of maxima."""

    def __init__(self, size: int) -> None:
        self._rows = [(0, -1)] * (size + 1)

    def before(self, rank: int) -> tuple[int, int]:
        """Return weight and last spot of the heaviest row below a rank; (0, -1) for none."""
        best, rank = (0, -1), rank - 1
        while rank > 0:
            best = max(best, self._rows[rank])
            rank -= rank & -rank
        return best

    def put(self, rank: int, weight: int, spot: int) -> None:
        """Note a row that ends at a rank."""
        while rank < len(self._rows):
            self._rows[rank] = max(self._rows[rank], (weight, spot))
            rank += rank & -rank


def _texts_that_differ(
    sent: SentPage,
    sight: _Sight,
    placed: Sequence[tuple[int, ...]],
    stands: Mapping[int, int],
) -> Iterator[Message]:
    ours = {folded(text.words) for text in sent.texts}
    compared = 0
    for number, text in enumerate(sent.texts):
        if number in stands:
            continue
        if placed[number]:
            yield Message("page-order", {"words": _excerpt(text.words)})
            continue
        before = max((stands[one] for one in stands if one < number), default=0)
        after = min((stands[one] for one in stands if one > number), default=sight.end)
        near = [(words, bare) for words, bare in sight.between(before, after) if bare not in ours]
        compared += 1
        other = _most_alike(folded(text.words), near) if compared <= MOST_COMPARED else None
        if other is None:
            yield Message("page-text-gone", {"words": _excerpt(text.words)})
        else:
            said, read = _apart(text.words, other)
            yield Message("page-text-differs", {"sent": said, "found": read})


def _most_alike(text: str, near: Sequence[tuple[str, str]]) -> str | None:
    best, found = ALIKE, None
    for words, bare in near:
        matcher = SequenceMatcher(None, text, bare, autojunk=False)
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
            alike = matcher.ratio()
            if alike > best:
                best, found = alike, words
    return found


def _photos_that_differ(sent: SentPage, page: PageText, sight: _Sight) -> Iterator[Message]:
    for number, photo in enumerate(sent.photos, 1):
        if not _is_there(photo, page):
            yield Message("page-photo-gone", {"number": number})
            continue
        whole = folded(f"{photo.caption} {photo.credit}")
        if not whole or sight.places(whole):
            continue
        if photo.caption and not sight.places(folded(photo.caption)):
            words = _excerpt(photo.caption)
            yield Message("page-caption-gone", {"number": number, "words": words})
        else:
            yield Message("page-credit-gone", {"number": number, "words": photo.credit})


def _is_there(photo: SentPhoto, page: PageText) -> bool:
    return any(
        (photo.media and one.media == photo.media) or (photo.name and photo.name in one.names)
        for one in page.pictures
    )


def _links_that_lack(
    sent: SentPage, page: PageText, placed: Sequence[tuple[int, ...]]
) -> Iterator[Message]:
    """Tell the links of texts that are there, which the page has nowhere."""
    there = page.links
    known: dict[tuple[str, str], list[set[tuple[str, str]]]] = {}
    for link in there:
        known.setdefault(place_of(link), []).append(_asked(link))
    told = set()
    for text, found in zip(sent.texts, placed, strict=True):
        for link in text.links if found else ():
            queries = known.get(place_of(link), [])
            kept = any(_asked(link) <= query for query in queries)
            wrapped = quote(link, safe="")
            if kept or link in told or any(wrapped in other for other in there):
                continue
            told.add(link)
            yield Message("page-link-gone", {"address": link})


def _asked(address: str) -> set[tuple[str, str]]:
    try:
        return set(parse_qsl(urlsplit(address).query, keep_blank_values=True))
    except ValueError:
        return set()


def _versions_that_lack(sent: SentPage, page: PageText) -> Iterator[Message]:
    """Tell the language versions that the page leaves out, where it names any."""
    if not page.versions:
        return
    there = {place_of(address) for address in page.versions}
    for language, address in sent.siblings.items():
        if place_of(address) not in there:
            yield Message("page-version-gone", {"language": language, "address": address})


# -- in words


def _apart(ours: str, theirs: str) -> tuple[str, str]:
    """Return the words around the first difference of two texts."""
    pairs = enumerate(zip(ours, theirs, strict=False))
    place = next((n for n, (one, other) in pairs if one != other), min(len(ours), len(theirs)))
    return _excerpt(ours, place), _excerpt(theirs, place)


def _excerpt(text: str, place: int = 0) -> str:
    start = max(place - LONGEST // 2, 0)
    piece = text[start : start + LONGEST]
    return f"{'…' * (start > 0)}{piece.strip()}{'…' * (start + LONGEST < len(text))}"
