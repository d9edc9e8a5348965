"""The scenes of ``tests.shots`` around Sync: outbox, decisions, accounts, posts on a site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError, Unreachable
from editor_app.domain.ids import ENGLISH, VIETNAMESE, ArticleId
from editor_app.domain.site import RemoteStatus
from editor_app.services.accounts import Found
from editor_app.services.approval import Granted
from editor_app.services.data_saving import Held
from editor_app.ui.sync.publish_sheet import PublishSheet
from editor_app.ui.sync.sync_screen import SyncScreen
from editor_app.ui.words import utc_now
from tests.portals import place_of, portal
from tests.shots_stage import Scene, Stage
from tests.ui.sync.clashes import clash_in_translation, queue_in_every_state
from tests.ui.sync.posts_there import Listed, posts_there


def _question(stage: Stage) -> None:
    """Publish where a page of somebody else stands, so that the site asks."""
    desk = stage.sitting.desk
    asking = [row.entry for row in desk.publishing.outbox() if row.asks is not None]
    desk.publishing.cancel(asking)
    site = desk.publishing.sites()[0]
    kept = {path: path.read_bytes() for path in Path(site.target).iterdir() if path.is_file()}
    manifest = next(path for path in kept if path.suffix == ".json")
    manifest.unlink()
    (manifest.parent / "index.html").write_bytes(b"<p>Somebody else's page</p>")
    article = desk.stories.view(stage.story("Kite season")).articles[0].id
    stage.sitting.jobs.change(lambda: desk.publishing.publish(site.id, [(article, None)]))
    stage.sitting.settle()
    stage.sitting.perform("desk.send")
    stage.sitting.show_area("sync")
    for path, data in kept.items():
        path.write_bytes(data)


def _conflict(stage: Stage) -> None:
    """Decide between what was written here and on a WordPress."""
    desk = stage.sitting.desk
    if not desk.conflicts.count():
        site = portal(desk)
        clash_in_translation(desk, site, stage.story("Solar ferries"))
        queue_in_every_state(desk, site)
        everything = Changes(
            articles=frozenset({ArticleId("")}), sites=frozenset({site.id}), outbox=True
        )
        stage.sitting.jobs.change(lambda: everything)
        stage.sitting.settle()
    stage.sitting.show_area("stories")
    stage.sitting.show_area("sync")


def _side(key: str) -> Scene:
    """Show log or accounts beside the conflict."""

    def scene(stage: Stage) -> None:
        _conflict(stage)
        stage.part(SyncScreen).show_tab(key)
        stage.sitting.settle()

    return scene


def _add_site(stage: Stage) -> None:
    _side("accounts")(stage)
    stage.part(SyncScreen).accounts.add_site()


def _sign_in(stage: Stage) -> None:
    _side("accounts")(stage)
    panel = stage.part(SyncScreen).accounts
    panel.site_sheet.change(next(site for site in panel._sites if site.account))
    stage.sitting.settle()


def _another_account(stage: Stage) -> None:
    """Come back from a browser that is signed in as somebody else."""
    _sign_in(stage)
    stage.part(SyncScreen).accounts.site_sheet._on_granted(Granted("linh.tran", "not a secret"))


def _moved_site(stage: Stage) -> None:
    """Be approved on another host than the site was on."""
    _sign_in(stage)
    sheet = stage.part(SyncScreen).accounts.site_sheet
    assert sheet._site is not None
    sheet._found = Found(
        "https://www.delta.example/wp-json/",
        sheet._site.name,
        "https://www.delta.example",
        "",
        "https://www.delta.example/wp-admin/authorize-application.php",
        moved=True,
        told=True,
        plain=False,
        companion=False,
        polylang=False,
    )
    sheet._on_granted(Granted(sheet._site.account, "not a secret"))


def _remove_site(stage: Stage) -> None:
    """Ask before a WordPress goes on which posts of the desk stand."""
    _side("accounts")(stage)
    panel = stage.part(SyncScreen).accounts
    panel._ask_remove(next(site for site in panel._sites if site.account))
    stage.sitting.settle()


def _scheduled(stage: Stage) -> None:
    """Show the details of a version that a site has for an hour."""
    desk = stage.sitting.desk
    story = stage.story("Kite season")
    article = desk.stories.view(story).articles[0]
    hour = utc_now() + timedelta(days=2)
    with place_of(desk).database.writing() as records:
        known = records.publications.find(article.id, desk.publishing.sites()[0].id)
        assert known is not None
        kept = known
        records.publications.put(replace(known, status=RemoteStatus.SCHEDULED, goes_out=hour))
    stage.open("Kite season", article.language, "write")
    stage.sitting.perform("go.details")
    stage.sitting.settle()
    with place_of(desk).database.writing() as records:
        records.publications.put(kept)


def _doctor(stage: Stage) -> None:
    """Examine the folder; a WordPress is not here."""
    _side("accounts")(stage)
    panel = stage.part(SyncScreen).accounts
    panel.doctor_sheet.examine(next(site for site in panel._sites if not site.account))
    stage.sitting.settle()


def _settings_of(*, account: bool) -> Scene:
    """Show the settings of the WordPress, which does not answer, or of the folder."""

    def scene(stage: Stage) -> None:
        _side("accounts")(stage)
        panel = stage.part(SyncScreen).accounts
        panel.settings_sheet.open(
            next(site for site in panel._sites if bool(site.account) is account)
        )
        stage.sitting.settle()

    return scene


def _site_posts(*, empty: bool = False, error: EditorError | None = None) -> Scene:
    """Show what was written on the site, as it would answer."""

    def scene(stage: Stage) -> None:
        _side("outbox")(stage)
        view = stage.part(SyncScreen).centre.posts
        view._service = Listed(() if empty or error else posts_there(), error)
        view._posts = ()
        view.fetch()
        stage.part(SyncScreen).show_posts()
        stage.sitting.settle()
        for number in (400, 398):
            view.table.tick(number)

    return scene


def _data_saver(stage: Stage) -> None:
    """Ask whether photos go out."""
    _side("outbox")(stage)
    screen = stage.part(SyncScreen)
    screen.show_conflict(ArticleId(""))
    desk = stage.sitting.desk
    entry = next(row.entry for row in desk.publishing.outbox() if row.state.open)
    screen.bar.saver.setChecked(True)
    screen.ask(Held((entry,), 7_200_000))


def _publish_wordpress(stage: Stage) -> None:
    _conflict(stage)
    stage.open("Kite season", VIETNAMESE, "write")
    stage.sitting.perform("story.publish")
    sheet = stage.part(PublishSheet)
    wordpress = next(site for site in sheet._sites if site.account)
    sheet._site.choose(wordpress.id)
    sheet._site.activated.emit(sheet._site.currentIndex())
    stage.sitting.settle()


def _conflict_in_story(stage: Stage) -> None:
    _conflict(stage)
    stage.open("Solar ferries", ENGLISH, "write")


def _withdraw(stage: Stage) -> None:
    stage.open("Kite season", VIETNAMESE, "write")
    stage.sitting.perform("story.withdraw")


SYNC_SCENES: Mapping[str, Scene] = {
    "sync-withdraw": _withdraw,
    "sync-question": _question,
    "conflict": _conflict,
    "conflict-story": _conflict_in_story,
    "sync-log": _side("log"),
    "sync-accounts": _side("accounts"),
    "sync-posts": _site_posts(),
    "sync-posts-none": _site_posts(empty=True),
    "sync-posts-offline": _site_posts(error=Unreachable(site="estuary.example")),
    "sync-saver": _data_saver,
    "sync-add-site": _add_site,
    "sync-sign-in": _sign_in,
    "sync-another-account": _another_account,
    "sync-moved-site": _moved_site,
    "sync-remove-site": _remove_site,
    "sync-scheduled": _scheduled,
    "sync-doctor": _doctor,
    "sync-settings": _settings_of(account=False),
    "sync-settings-offline": _settings_of(account=True),
    "sync-publish": _publish_wordpress,
}
