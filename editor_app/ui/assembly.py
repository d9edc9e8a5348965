"""Puts the window of a desk together: makes every part and hands each what it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editor_app.sentences import _
from editor_app.ui.actions import ActionSet
from editor_app.ui.article.field_edits import FieldEdits
from editor_app.ui.article.inspector import Inspector, SideTab
from editor_app.ui.article.inspector_checks import ChecksTab
from editor_app.ui.article.inspector_details import DetailsTab
from editor_app.ui.article.inspector_history import HistoryTab
from editor_app.ui.article.inspector_tags import TagsTab
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.desk.centre import Centre
from editor_app.ui.desk.centre_view import CentreView, Screen
from editor_app.ui.desk.conductor import Conductor, Parts
from editor_app.ui.desk.facts import DEFAULT_ZONE
from editor_app.ui.desk.header import Header
from editor_app.ui.desk.late_screen import LateScreen
from editor_app.ui.desk.rail import Area, Rail
from editor_app.ui.desk.status_bar import StatusBar
from editor_app.ui.desk.story_list import StoryList
from editor_app.ui.desk.story_page import StoryPage
from editor_app.ui.jobs import Jobs
from editor_app.ui.main_window import Areas, MainWindow
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.thumbnails import Thumbnails

if TYPE_CHECKING:
    from editor_app.wiring import Desk


@dataclass(frozen=True)
class Plugged:
    """Parts from other rooms of the window: views of a story, screens, inspector tabs.

    ``manuscripts`` are the texts that the views show.
    """

    views: Mapping[str, CentreView]
    manuscripts: Manuscripts
    screens: Mapping[str, Screen] = field(default_factory=dict)
    tabs: Mapping[str, tuple[str, SideTab]] = field(default_factory=dict)


def build_window(
    desk: Desk,
    jobs: Jobs,
    theme: Theme,
    window: MainWindow,
    thumbnails: Thumbnails,
    plugged: Plugged,
) -> Conductor:
    """Fill the window with the areas of a desk; ``start`` of what is returned brings it to life.

    Its screens are empty until ``supply_screens``.
    """
    actions = ActionSet(window)
    edits = FieldEdits(jobs, desk.stories, desk.drafts, window)
    details = DetailsTab(theme, edits, DEFAULT_ZONE, plugged.manuscripts)
    tags = TagsTab(theme, edits)
    history = HistoryTab(theme, jobs, desk.history, desk.stories, desk.drafts, desk.publishing)
    checks = ChecksTab(theme, jobs, desk.checks)
    tabs: dict[str, tuple[str, SideTab]] = {
        "details": (_("Details"), details),
        **plugged.tabs,
        "tags": (_("Tags"), tags),
        "checks": (_("Checks"), checks),
        "history": (_("History"), history),
    }
    screens: dict[str, Screen] = {
        **plugged.screens,
        **{key: LateScreen() for key in ("tags", "terms", "sync", "settings")},
    }
    page = StoryPage(theme, Header(theme), Centre(theme, plugged.views), Inspector(theme, tabs))
    areas = Areas(
        Rail(theme, rail_areas(screens), actions.menus(window)),
        StoryList(theme, jobs, desk.stories.rows, thumbnails),
        page,
        StatusBar(theme),
        screens,
    )
    window.show_areas(areas)
    parts = Parts(areas, details, tags, checks, history, thumbnails, edits, actions)
    conductor = Conductor(desk, jobs, theme, window, parts)
    conductor.say.requested.connect(conductor.commands.run)
    conductor.checks.detail_wanted.connect(details.focus_field)
    return conductor


def rail_areas(screens: Mapping[str, Screen]) -> tuple[Area, ...]:
    """Return the entries of the rail for the screens there are."""
    known = (
        Area("stories", _("Stories"), "stories"),
        Area("photos", _("Photos"), "photos"),
        Area("tags", _("Tags"), "tags"),
        Area("terms", _("Terms"), "terms"),
        Area("sync", _("Sync"), "sync"),
        Area("settings", _("Settings"), "settings", foot=True),
    )
    return tuple(area for area in known if area.key == "stories" or area.key in screens)
