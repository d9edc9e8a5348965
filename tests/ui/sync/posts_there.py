"""Posts on a WordPress that nobody answers for: for pictures, and for tests without a server."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from editor_app.domain.errors import EditorError
from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, SiteId
from editor_app.domain.site import RemoteStatus
from editor_app.services.site_posts import SitePost, SitePostService
from editor_app.ui.words import utc_now

TITLES = (
    ("Chợ nổi họp lại sau ba tháng nước lớn", VIETNAMESE, "Hoàng Ngân"),
    ("Xe đạp chở phù sa lên rẫy: một mùa thử nghiệm của mười hai hộ trồng rau", VIETNAMESE, "Minh"),
    ("Ferry timetable changes from Monday", ENGLISH, "Linh Tran"),
    ("图书馆夜间开放至十点", CHINESE, "梅"),
    ("Đường đê đóng cửa để sửa kè", VIETNAMESE, "Hoàng Ngân"),
    ("The bakery that runs on yesterday’s bread", ENGLISH, "Linh Tran"),
    ("Ẩm thực bến sông: Ấn, Ỡ, Ể, Ạ", VIETNAMESE, "Ỷ Lan"),
)
STATES = (RemoteStatus.PUBLIC, RemoteStatus.DRAFT, RemoteStatus.PUBLIC, RemoteStatus.SCHEDULED)


def posts_there() -> tuple[SitePost, ...]:
    """Return a few posts as a site lists them, newest first."""
    begin = utc_now().replace(hour=9, minute=30)
    return tuple(
        SitePost(
            400 - number,
            title,
            None if number == 1 else begin - timedelta(days=number, minutes=7 * number),
            author,
            STATES[number % len(STATES)],
            language,
            f"https://estuary.example/?p={400 - number}",
        )
        for number, (title, language, author) in enumerate(TITLES)
    )


class Listed(SitePostService):
    """Answers with given posts, or with an error, where a site would be asked."""

    def __init__(self, posts: Sequence[SitePost] = (), error: EditorError | None = None) -> None:
        self.posts, self.error = tuple(posts), error
        self.asked: list[bool] = []

    def listing(self, site_id: SiteId, *, whole: bool = False) -> tuple[SitePost, ...]:
        """Answer."""
        self.asked.append(whole)
        if self.error is not None:
            raise self.error
        return self.posts
