"""Twins of a post go into the trash; one that somebody wrote in meanwhile comes out again.

What is about to go there is kept first: when the answer is lost, or the program dies, a colleague's
words would lie in the trash unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime

from editor_app.connectors.wordpress import WordPress
from editor_app.connectors.wordpress_posts import Adopted
from editor_app.connectors.wordpress_values import RemotePost
from editor_app.domain.site import Publication
from editor_app.services.post_base import PostMemory, memory_of
from editor_app.services.workplace import Workplace

Changed = Callable[[PostMemory], PostMemory]


class PostTwins:
    """The twins of one post. All of it raises the troubles of the connection; try again then."""

    def __init__(self, place: Workplace, line: WordPress, publication: Publication) -> None:
        """Ask through ``line``, and keep in this desk what is to be seen to."""
        self._place, self._line = place, line
        self._publication = publication

    def adopt(self, keep: int = 0) -> Adopted:
        """Do what ``Posts.adopt`` does, after what an earlier time has left to be seen to.

        When the site has said of all what became of them, the doubt is as old again as it was.
        """
        self.see_to()
        doubt, told = self._memory().doubt, dict[int, datetime]()

        def note(twin: RemotePost) -> None:
            now = told[twin.id] = self._place.now()
            self._keep(lambda memory: memory.trashing(twin, now))

        def ended(memory: PostMemory) -> PostMemory:
            ours = memory.doubt == max(told.values())
            return replace(memory.seen_to(told), doubt=doubt if doubt and ours else memory.doubt)

        adopted = self._line.posts.adopt(self._publication.marker, keep, note)
        if told:
            self._keep(ended)
        return adopted

    def see_to(self) -> None:
        """Take out of the trash again what somebody had written in when it went there."""
        for twin in self._memory().twins:
            if self._line.posts.see_to_twin(twin, self._publication.marker):
                self._seen_to([twin.id])

    def _memory(self) -> PostMemory:
        with self._place.database.reading() as records:
            publication = self._publication
            return memory_of(records.publications.find(publication.article, publication.site))

    def _seen_to(self, twins: Collection[int]) -> None:
        self._keep(lambda memory: memory.seen_to(twins))

    def _keep(self, changed: Changed) -> None:
        with self._place.database.writing() as records:
            publication = self._publication
            known = records.publications.find(publication.article, publication.site)
            if known is not None:
                memory = changed(memory_of(known))
                records.publications.put(replace(known, base=memory.to_json()))
