"""Twins of a post go into the trash; one that somebody wrote in meanwhile comes out again.

What is about to go there is kept first: when the answer is lost, or the program dies, a colleague's
words would lie in the trash unseen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from editor_app.connectors.wordpress import WordPress
from editor_app.connectors.wordpress_posts import Adopted
from editor_app.connectors.wordpress_values import RemotePost
from editor_app.domain.site import Publication
from editor_app.services.post_base import PostMemory, memory_of, texts_of
from editor_app.services.post_history import says, texts_there
from editor_app.services.workplace import Workplace

MOST_TIMES = 3
"""So often a site is asked to put a twin into the trash; then it is left for a person."""

Changed = Callable[[PostMemory], PostMemory]


class PostTwins:
    """The twins of one post. All of it raises the troubles of the connection; try again then."""

    def __init__(self, place: Workplace, line: WordPress, publication: Publication) -> None:
        """Ask through ``line``, and keep in this desk what is to be seen to."""
        self._place, self._line = place, line
        self._publication = publication

    def see_to(self) -> None:
        """Take out of the trash again what somebody had written in when it went there."""
        for twin in self._memory().twins:
            if self._line.posts.see_to_twin(twin.post, self._publication.marker):
                self._keep(partial(PostMemory.heard_of, twins=(twin.post.id,)))

    def adopt(self, keep: int = 0) -> Adopted:
        """Do what ``Posts.adopt`` does; to be asked for after ``see_to``.

        When the site has said of all what became of them, the doubt is as old again as it was.
        """
        doubt, told = self._memory().doubt, dict[int, datetime]()

        def may_go(twin: RemotePost, kept: RemotePost | None) -> bool:
            memory = self._memory()
            if memory.thrown(twin.id) >= MOST_TIMES or not self._is_as_made(memory, twin, kept):
                return False
            now = told[twin.id] = self._place.now()
            self._keep(lambda memory: memory.trashing(twin, now))
            return True

        def ended(memory: PostMemory) -> PostMemory:
            ours = memory.doubt == max(told.values())
            return replace(memory.heard_of(told), doubt=doubt if doubt and ours else memory.doubt)

        adopted = self._line.posts.adopt(self._publication.marker, keep, may_go)
        if told and adopted.trouble is None:
            self._keep(ended)
        return adopted

    def _is_as_made(self, memory: PostMemory, twin: RemotePost, kept: RemotePost | None) -> bool:
        """Say whether nobody has written in a twin that has no revision.

        Where the site is not known to keep any, a twin is as it was made that says what we sent, or
        what the post says that is kept.
        """
        if int(self._publication.revision or 0) or (kept is not None and kept.revision):
            return True
        sent = (memory.agreed, *(one.post for one in memory.sent))
        texts = [*memory.made, *map(texts_of, sent)]
        texts += [texts_there(kept)] if kept is not None else []
        return any(says(twin, one) for one in texts)

    def _memory(self) -> PostMemory:
        with self._place.database.reading() as records:
            publication = self._publication
            return memory_of(records.publications.find(publication.article, publication.site))

    def _keep(self, changed: Changed) -> None:
        with self._place.database.writing() as records:
            publication = self._publication
            known = records.publications.find(publication.article, publication.site)
            if known is not None:
                memory = changed(memory_of(known))
                records.publications.put(replace(known, base=memory.to_json()))
