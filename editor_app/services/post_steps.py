"""What an article on its way asks of a WordPress, answered alone or together with others'.

Posts that are new to a site cannot be known to anybody there, so some of them go step by step
together: made in one request, written in one, read back in one. An article asks by yielding and
goes on with the answer; it does not know which of both happens.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass

from editor_app.connectors.wordpress_posts import PostFields, Posts
from editor_app.connectors.wordpress_values import RemotePost
from editor_app.domain.changes import Changes
from editor_app.domain.errors import (
    Cancelled,
    ConnectionTrouble,
    EditorError,
    FieldRefused,
    FileRefused,
    GoneThere,
    NotAllowed,
)

NOT_TOGETHER = frozenset({"rest_no_route", "rest_batch_not_allowed"})
"""The codes of a site that takes each write alone only."""

REFUSED = (NotAllowed, FieldRefused, FileRefused, GoneThere)
"""Answers to several writes as a whole after which none of them has been done."""


@dataclass(frozen=True)
class Make:
    """A draft is to be made with a marker."""

    marker: str
    fields: PostFields


@dataclass(frozen=True)
class Write:
    """Fields of a post are to be written; ``if_match`` as for ``Posts.update``."""

    post: int
    fields: PostFields
    if_match: str = ""


@dataclass(frozen=True)
class ReadBack:
    """A post is to be read as it is now."""

    post: int


PostRequest = Make | Write | ReadBack
Steps = Generator[PostRequest, RemotePost, Changes]
"""An article on its way: it yields what it asks, and returns what it changed here."""

Outcome = Changes | EditorError
Answered = RemotePost | ConnectionTrouble


def go_alone(posts: Posts, steps: Steps) -> Changes:
    """Bring one article to its end. Raises what it raises."""
    try:
        request = next(steps)
        while True:
            try:
                answer = answered(posts, request)
            except ConnectionTrouble as trouble:
                request = steps.throw(trouble)
            else:
                request = steps.send(answer)
    except StopIteration as ended:
        changes: Changes = ended.value
        return changes


def go_together(posts: Posts, articles: Sequence[Steps]) -> list[Outcome]:
    """Bring some articles to their ends, each with what came of it, in their order.

    What one of them meets holds up no other. Raises Cancelled when the editor stops it, before any
    of them asks for anything; the others are let go then.
    """
    group = _Group(articles)
    try:
        for number in range(len(articles)):
            group.go_on(number, None)
    except Cancelled:
        for steps in articles:
            steps.close()
        raise
    while group.asking:
        kind = type(next(iter(group.asking.values())))
        asked = {no: one for no, one in group.asking.items() if isinstance(one, kind)}
        for number, answer in zip(asked, _all_answered(posts, [*asked.values()]), strict=True):
            group.go_on(number, answer)
    return [group.outcomes[number] for number in range(len(articles))]


class _Group:
    """Articles that go together: what each asks now, and what came of those that have ended."""

    def __init__(self, articles: Sequence[Steps]) -> None:
        self._articles = articles
        self.asking: dict[int, PostRequest] = {}
        self.outcomes: dict[int, Outcome] = {}

    def go_on(self, number: int, answer: Answered | None) -> None:
        """Let an article go on with an answer (None: begin) up to its next question or its end."""
        self.asking.pop(number, None)
        steps = self._articles[number]
        try:
            if answer is None:
                self.asking[number] = next(steps)
            elif isinstance(answer, ConnectionTrouble):
                self.asking[number] = steps.throw(answer)
            else:
                self.asking[number] = steps.send(answer)
        except StopIteration as ended:
            self.outcomes[number] = ended.value
        except Cancelled:
            raise
        except EditorError as error:  # told when its turn comes; the others go on
            self.outcomes[number] = error


def answered(posts: Posts, request: PostRequest) -> RemotePost:
    """Ask one thing of the site. Raises ConnectionTrouble."""
    if isinstance(request, Make):
        return posts.create_draft(request.marker, **request.fields)
    if isinstance(request, Write):
        return posts.update(request.post, if_match=request.if_match, **request.fields)
    return posts.read(request.post)


def _all_answered(posts: Posts, requests: Sequence[PostRequest]) -> list[Answered]:
    """Ask several things of one kind in one request, and alone what only goes alone."""
    if len(requests) == 1:
        return [_one_answered(posts, requests[0])]
    reads = [one for one in requests if isinstance(one, ReadBack)]
    if reads:
        return _read_together(posts, reads)
    try:
        answers = _written_together(posts, requests)
    except ConnectionTrouble as trouble:
        if isinstance(trouble, REFUSED) or trouble.code in NOT_TOGETHER:
            return [_one_answered(posts, one) for one in requests]
        return [trouble] * len(requests)
    return [
        _one_answered(posts, request)
        if isinstance(answer, ConnectionTrouble) and answer.code in NOT_TOGETHER
        else answer
        for request, answer in zip(requests, answers, strict=True)
    ]


def _one_answered(posts: Posts, request: PostRequest) -> Answered:
    try:
        return answered(posts, request)
    except ConnectionTrouble as trouble:
        return trouble


def _written_together(posts: Posts, requests: Sequence[PostRequest]) -> tuple[Answered, ...]:
    made = [(one.marker, one.fields) for one in requests if isinstance(one, Make)]
    if made:
        return posts.create_drafts(made)
    writes = [one for one in requests if isinstance(one, Write)]
    return posts.update_many([(one.post, one.fields, one.if_match) for one in writes])


def _read_together(posts: Posts, requests: Sequence[ReadBack]) -> list[Answered]:
    """Read posts in one list; one that is missing there is asked for by itself."""
    try:
        found: Mapping[int, RemotePost] = posts.read_many([one.post for one in requests])
    except ConnectionTrouble as trouble:
        if trouble.retry:
            return [trouble] * len(requests)
        found = {}
    return [found.get(one.post) or _one_answered(posts, one) for one in requests]
