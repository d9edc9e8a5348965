"""Labels that somebody is typing: on disk like all that is typed, and given by nobody else.

Half a name would stand in every story at once. So nothing sorts these in by itself: after a crash
they stand in their rows again, to be confirmed.
"""

from __future__ import annotations

from datetime import datetime

from editor_app.domain.history import Draft
from editor_app.domain.ids import ArticleId
from editor_app.domain.link import Address
from editor_app.storage.records import Records

OWNED = "labels "
"""How the owner of such a draft begins; the article follows."""


def article_of(draft: Draft) -> ArticleId | None:
    """Return in which article the label of a draft was typed; None for a draft of a text."""
    return ArticleId(draft.owner.removeprefix(OWNED)) if draft.owner.startswith(OWNED) else None


def typed_labels(records: Records, article: ArticleId) -> dict[Address, str]:
    """Return the labels that were typed beside an article and not given, by their addresses."""
    drafts = records.drafts.of(f"{OWNED}{article}")
    return {Address.of_key(draft.part): draft.text for draft in drafts}


def keep_label(
    records: Records, article: ArticleId, address: Address, text: str, at: datetime
) -> None:
    """Keep what is typed for a label."""
    records.drafts.put(Draft(f"{OWNED}{article}", address.key, text, 0, at, 0))


def forget_label(
    records: Records, article: ArticleId, address: Address, given: str | None = None
) -> None:
    """Forget what was typed for a label; with ``given`` only if it is that."""
    known = typed_labels(records, article).get(address)
    if known is not None and given in {None, known}:
        records.drafts.remove(f"{OWNED}{article}", address.key)
