"""What is said before a site is removed, or used as somebody else."""

from __future__ import annotations

from editor_app.domain.site import RemoteStatus, Site
from editor_app.services.approval import Granted
from tests.portals import place_of, portal
from tests.servers.wordpress import WordPress
from tests.ui.material import story
from tests.ui.sync.clashes import publication
from tests.ui.sync.signing import signed_in
from tests.ui.window import Opened, press


def publish(opened: Opened, site: Site, status: RemoteStatus, post: str) -> None:
    """Let the desk have a post there."""
    made = story(opened.desk)
    with place_of(opened.desk).database.writing() as records:
        records.publications.put(publication(made.article, site.id, status=status, remote_id=post))


def test_removing_a_wordpress_says_what_is_no_longer_known_and_what_goes_out(
    opened: Opened,
) -> None:
    site = portal(opened.desk)
    opened.run("go.accounts")
    panel = opened.sync.accounts
    press(panel, "Remove")
    opened.settle()
    assert "of this desk" not in panel.question._text.text()
    press(panel.question, "Keep")
    publish(opened, site, RemoteStatus.PUBLIC, "7")
    publish(opened, site, RemoteStatus.SCHEDULED, "8")
    publish(opened, site, RemoteStatus.ABSENT, "9")
    press(panel, "Remove")
    opened.settle()
    assert "2 posts there are of this desk." in panel.question._text.text()
    assert "1 of them goes out by itself at its time." in panel.question._text.text()
    press(panel.question, "Keep")
    opened.settle()
    assert opened.desk.publishing.sites() == (site,)


def test_a_browser_that_is_signed_in_as_another_changes_no_account_by_itself(
    opened: Opened, wordpress: WordPress
) -> None:
    site = signed_in(opened, wordpress)
    opened.run("go.accounts")
    panel = opened.sync.accounts
    press(panel, "Change password")
    sheet = panel.site_sheet
    author = wordpress.user("author")
    sheet._on_granted(Granted(author.name, author.password))
    opened.settle()
    assert f"signed in there as {author.name}" in sheet.notice.text
    assert opened.desk.publishing.sites()[0].account == site.account
    press(sheet, "Sign in")
    opened.settle()
    assert sheet.isHidden(), sheet.notice.text
    assert opened.desk.publishing.sites()[0].account == author.name
