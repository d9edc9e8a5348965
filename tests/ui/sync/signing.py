"""Signing in to a real WordPress through the window, for tests."""

from __future__ import annotations

from editor_app.domain.site import Site
from tests.servers.wordpress import WordPress
from tests.ui.window import Opened, press


def signed_in(opened: Opened, wordpress: WordPress) -> Site:
    """Add the site with a pasted password; return it."""
    opened.run("go.accounts")
    panel = opened.sync.accounts
    press(panel, "Add a site…")
    sheet = panel.site_sheet
    sheet.address.setText(wordpress.url)
    press(sheet, "Find the site")
    opened.settle()
    user = wordpress.user("editor")
    sheet.account.setText(user.name)
    sheet.password.setText(user.password)
    press(sheet, "Add the site")
    opened.settle()
    assert sheet.isHidden(), sheet.notice.text
    return opened.desk.publishing.sites()[0]
