"""Deciding conflicts: the chosen text is written, nothing is lost, the article goes on its way."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from editor_app.domain.article import Article, Shown
from editor_app.domain.conflict import Resolution
from editor_app.domain.errors import Ambiguous, ChangedMeanwhile, NotFound, Refused
from editor_app.domain.ids import (
    ENGLISH,
    VIETNAMESE,
    ArticleId,
    ConflictId,
    OutboxId,
    PhotoId,
    PublicationId,
    SiteId,
    UseId,
    new_id,
)
from editor_app.domain.photo import DeskCaption, Photo
from editor_app.domain.site import (
    LogLine,
    Operation,
    OutboxEntry,
    OutboxState,
    Publication,
    RemoteStatus,
    Site,
    SiteKind,
)
from editor_app.services.conflicts import ConflictService
from editor_app.services.merging import merge_in
from editor_app.services.site_versions import Author, SiteVersion
from tests.desks import NOON, Clock, Desk, empty_desk

ONE, TWO, THREE = "Một chiếc phà chạy điện.", "Hai bến đò ngang sông.", "Ba người lái phà."
OURS, THEIRS = "Hai bến đò của ta trên sông.", "Hai bến đò của họ ở biển."
PHOTO = Photo(PhotoId("a" * 32), "0" * 64, "a.jpg", "image/jpeg", 1, 1, 1, NOON, credit="A")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return empty_desk(tmp_path / "desk", Clock())


@pytest.fixture
def conflicts(desk: Desk) -> ConflictService:
    return ConflictService(desk.place)


@pytest.fixture
def article(desk: Desk) -> ArticleId:
    story = desk.story(f"{ONE}\n\n{TWO}\n\n{THREE}", "Phà điện")
    return desk.stories.view(story).articles[0].id


@pytest.fixture
def site(desk: Desk, article: ArticleId) -> SiteId:
    """A site on which the article stands, with an entry that needs somebody."""
    made = Site(SiteId(new_id()), "Portal", SiteKind.WORDPRESS, "https://a.example", "x")
    with desk.place.database.writing() as records:
        records.sites.add(made)
        records.publications.put(
            Publication(
                PublicationId(new_id()),
                article,
                made.id,
                new_id(),
                remote_id="7",
                status=RemoteStatus.PUBLIC,
            )
        )
        records.outbox.add(_entry(article, made.id, OutboxState.NEEDS_YOU))
    return made.id


def _entry(article: ArticleId, site: SiteId, state: OutboxState) -> OutboxEntry:
    operation = Operation.BRING_UP_TO_DATE
    return OutboxEntry(
        OutboxId(new_id()), operation, article, site, NOON, state, answer="conflict-waits"
    )


BASE = SiteVersion({"headline": "Phà điện"}, (ONE, TWO, THREE))


def clash(desk: Desk, article: ArticleId, site: SiteId) -> ConflictId:
    """Let both sides change the second paragraph; return the conflict."""
    desk.write(article, body=f"{ONE}\n\n{OURS}\n\n{THREE}")
    return merge(desk, article, site, replace(BASE, blocks=(ONE, THEIRS, THREE)))[0]


def merge(
    desk: Desk, article: ArticleId, site: SiteId, theirs: SiteVersion, base: SiteVersion = BASE
) -> tuple[ConflictId, ...]:
    """Merge the site's version in; return the open conflicts."""
    author = Author("linh.tran", NOON, NOON - timedelta(hours=1))
    with desk.place.database.writing() as records:
        report = merge_in(records, desk.place, article, site, base, theirs, author)
    return tuple(conflict.id for conflict in report.conflicts)


def now(desk: Desk, article: ArticleId) -> Article:
    """Return the article as it is."""
    return desk.stories.find_article(article)


def entries(desk: Desk, article: ArticleId) -> list[tuple[OutboxState, str]]:
    """Return the states and answers of the article's outbox entries."""
    with desk.place.database.reading() as records:
        return [(entry.state, entry.answer) for entry in records.outbox.of_article(article)]


def test_a_conflict_is_shown_with_all_that_is_needed_to_decide_it(
    desk: Desk, article: ArticleId, site: SiteId, conflicts: ConflictService
) -> None:
    english = desk.translations.start(now(desk, article).story, ENGLISH).article
    texts = ("A ferry runs on power.", "Two landings on the river.", "Three ferry skippers.")
    desk.write(english, headline="Ferries", body="\n\n".join(texts))
    base = SiteVersion({"headline": "Ferries"}, texts)
    desk.write(english, body="\n\n".join((texts[0], "Two landings upstream.", texts[2])))
    theirs = replace(base, blocks=(texts[0], "Two closed landings on the river.", texts[2]))
    (conflict,) = merge(desk, english, site, theirs, base)
    (view,) = conflicts.open()
    assert view == conflicts.view(conflict)
    assert conflicts.open(article) == ()
    assert conflicts.open(english) == (view,)
    assert conflicts.count() == 1
    assert (view.headline, view.language, view.site_name) == ("Ferries", ENGLISH, "Portal")
    assert (view.mine, view.conflict.theirs) == (
        "Two landings upstream.",
        "Two closed landings on the river.",
    )
    assert (view.sources, view.source_language) == ((TWO,), VIETNAMESE)
    assert (view.before, view.following) == (texts[0], texts[2])


def test_ours_is_shown_as_it_reads_now(
    desk: Desk, article: ArticleId, site: SiteId, conflicts: ConflictService
) -> None:
    conflict = clash(desk, article, site)
    desk.write(article, body=f"{ONE}\n\n{OURS} Thêm nữa.\n\n{THREE}")
    assert conflicts.view(conflict).mine == f"{OURS} Thêm nữa."
    conflicts.resolve(conflict, Resolution.MINE)
    assert f"{OURS} Thêm nữa." in now(desk, article).markdown
    assert conflicts.decided(article)[0].mine == f"{OURS} Thêm nữa."


def test_nothing_is_decided_on_a_text_that_is_no_longer_the_newest(
    desk: Desk, article: ArticleId, site: SiteId, conflicts: ConflictService
) -> None:
    conflict = clash(desk, article, site)
    with desk.place.database.writing() as records:
        records.conflicts.put(replace(records.conflicts.get(conflict), theirs="Một câu mới hơn."))
    with pytest.raises(Refused) as refused:
        conflicts.resolve(conflict, Resolution.THEIRS, read=THEIRS)
    assert refused.value.message.key == "conflict-newer"
    assert conflicts.count() == 1
    assert OURS in now(desk, article).markdown
    conflicts.resolve(conflict, Resolution.THEIRS, read="Một câu mới hơn.")
    assert "Một câu mới hơn." in now(desk, article).markdown


@pytest.mark.parametrize(
    ("resolution", "text", "wanted"),
    [
        (Resolution.MINE, None, OURS),
        (Resolution.THEIRS, None, THEIRS),
        (Resolution.BOTH, None, f"{OURS}\n\n{THEIRS}"),
        (Resolution.BOTH, "Hai bến đò.", "Hai bến đò."),
        (Resolution.EDITED, "  Hai bến\n\nvà một nữa. ", "Hai bến\n\nvà một nữa."),
    ],
)
def test_the_chosen_text_stands_in_the_article_and_both_versions_in_history(
    desk: Desk,
    article: ArticleId,
    site: SiteId,
    conflicts: ConflictService,
    resolution: Resolution,
    text: str | None,
    wanted: str,
) -> None:
    conflict = clash(desk, article, site)
    assert desk.stories.view(now(desk, article).story).shown[article] is Shown.CONFLICT
    desk.clock.advance(60)
    changes = conflicts.resolve(conflict, resolution, text)
    assert changes.articles == {article}
    assert now(desk, article).markdown == f"{ONE}\n\n{wanted}\n\n{THREE}"
    (decided,) = conflicts.decided(article)
    assert (decided.resolution, decided.resolved_by) == (resolution, "Lan")
    assert decided.resolved == NOON + timedelta(seconds=60)
    kept = [revision.kept.markdown for revision in desk.history.revisions(article)]
    assert any(OURS in markdown for markdown in kept)
    assert any(THEIRS in markdown for markdown in kept)
    assert conflicts.open() == ()
    assert desk.stories.view(now(desk, article).story).shown[article] is Shown.PUBLISHED


def test_a_paragraph_keeps_its_id_whatever_is_chosen(
    desk: Desk, article: ArticleId, site: SiteId, conflicts: ConflictService
) -> None:
    conflict = clash(desk, article, site)
    before = [block.id for block in now(desk, article).body]
    conflicts.resolve(conflict, Resolution.THEIRS)
    assert [block.id for block in now(desk, article).body] == before


def test_theirs_of_a_deleted_paragraph_comes_back_in_its_place(
    desk: Desk, article: ArticleId, site: SiteId, conflicts: ConflictService
) -> None:
    desk.write(article, body=f"{ONE}\n\n{THREE}")
    (conflict,) = merge(desk, article, site, replace(BASE, blocks=(ONE, THEIRS, THREE)))
    view = conflicts.view(conflict)
    assert (view.before, view.following, view.mine) == (ONE, THREE, "")
    conflicts.resolve(conflict, Resolution.THEIRS)
    assert now(desk, article).markdown == f"{ONE}\n\n{THEIRS}\n\n{THREE}"


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (f"Mới.\n\n{THREE}", f"Mới.\n\n{THEIRS}\n\n{THREE}"),
        (THREE, f"{THREE}\n\n{THEIRS}"),
        ("", THEIRS),
    ],
    ids=["edited neighbour", "neighbour gone", "everything gone"],
)
def test_theirs_finds_a_place_also_when_its_neighbours_have_changed(
    desk: Desk,
    article: ArticleId,
    site: SiteId,
    conflicts: ConflictService,
    body: str,
    wanted: str,
) -> None:
    desk.write(article, body=f"{ONE}\n\n{THREE}")
    (conflict,) = merge(desk, article, site, replace(BASE, blocks=(ONE, THEIRS, THREE)))
    desk.write(article, body=body)
    conflicts.resolve(conflict, Resolution.THEIRS)
    assert now(desk, article).markdown == wanted


def test_their_deletion_takes_the_paragraph_out(
    desk: Desk, article: ArticleId, site: SiteId, conflicts: ConflictService
) -> None:
    desk.write(article, body=f"{ONE}\n\n{OURS}\n\n{THREE}")
    (conflict,) = merge(desk, article, site, replace(BASE, blocks=(ONE, THREE)))
    conflicts.resolve(conflict, Resolution.THEIRS)
    assert now(desk, article).markdown == f"{ONE}\n\n{THREE}"


def test_a_field_takes_the_chosen_words_on_one_line(
    desk: Desk, article: ArticleId, site: SiteId, conflicts: ConflictService
) -> None:
    desk.write(article, headline="Tít của ta")
    theirs = replace(BASE, fields={"headline": "Tít của họ"})
    (conflict,) = merge(desk, article, site, theirs)
    assert conflicts.view(conflict).both == "Tít của ta / Tít của họ"
    conflicts.resolve(conflict, Resolution.EDITED, "Tít\nchung")
    assert now(desk, article).headline == "Tít chung"


def test_of_two_slugs_only_one_can_be_kept(
    desk: Desk, article: ArticleId, site: SiteId, conflicts: ConflictService
) -> None:
    base = SiteVersion({"slug": "pha"})
    version = now(desk, article).version
    desk.stories.change_article(article, version, slug="pha-cua-ta")
    (conflict,) = merge(desk, article, site, SiteVersion({"slug": "pha-cua-ho"}), base)
    with pytest.raises(Refused) as refused:
        conflicts.resolve(conflict, Resolution.BOTH)
    assert refused.value.message.key == "conflict-not-both"
    conflicts.resolve(conflict, Resolution.THEIRS)
    assert now(desk, article).slug == "pha-cua-ho"


def clash_of_captions(desk: Desk, article: ArticleId, site: SiteId) -> tuple[UseId, ConflictId]:
    """Let a caption be changed here and on the site; return whose it is, and the conflict."""
    line = f"![](photo:{PHOTO.id})"
    with desk.place.database.writing() as records:
        records.photos.add(PHOTO)
    desk.write(article, body=f"{ONE}\n\n{line}")
    with desk.place.database.reading() as records:
        (use,) = records.uses.of_article(article)
    desk.drafts.save(use.id, "caption", "Chú thích của ta")
    desk.drafts.settle(article)
    base = SiteVersion({}, (ONE, line), {PHOTO.id: DeskCaption("Chú thích")})
    theirs = replace(base, captions={PHOTO.id: DeskCaption("Chú thích của họ")})
    (conflict,) = merge(desk, article, site, theirs, base)
    return use.id, conflict


def test_a_caption_takes_the_chosen_words_and_undo_brings_ours_back(
    desk: Desk, article: ArticleId, site: SiteId, conflicts: ConflictService
) -> None:
    use, conflict = clash_of_captions(desk, article, site)
    changes = conflicts.resolve(conflict, Resolution.THEIRS)
    with desk.place.database.reading() as records:
        assert records.uses.get(use).caption == "Chú thích của họ"
    assert changes.inverse is not None
    changes.inverse()
    with desk.place.database.reading() as records:
        assert records.uses.get(use).caption == "Chú thích của ta"
    with desk.place.database.writing() as records:
        records.uses.remove(use)
    assert conflicts.view(conflict).mine == ""
    conflicts.resolve(conflict, Resolution.THEIRS)
    assert conflicts.open() == ()


def test_the_entry_goes_on_when_the_last_conflict_is_decided(
    desk: Desk, article: ArticleId, site: SiteId, conflicts: ConflictService
) -> None:
    desk.write(article, headline="Của ta", body=f"{ONE}\n\n{OURS}\n\n{THREE}")
    theirs = replace(BASE, fields={"headline": "Của họ"}, blocks=(ONE, THEIRS, THREE))
    first, second = merge(desk, article, site, theirs)
    conflicts.resolve(first, Resolution.MINE)
    assert entries(desk, article) == [(OutboxState.NEEDS_YOU, "conflict-waits")]
    conflicts.resolve(second, Resolution.MINE)
    assert entries(desk, article) == [(OutboxState.WAITING, "")]
    with desk.place.database.reading() as records:
        (entry,) = records.outbox.open()
        assert records.outbox.due(NOON) == ()
        assert records.outbox.due(NOON + timedelta(seconds=10)) == (entry,)


def test_an_article_without_an_entry_is_queued_again_and_undo_cancels_it(
    desk: Desk, article: ArticleId, site: SiteId, conflicts: ConflictService
) -> None:
    with desk.place.database.writing() as records:
        (entry,) = records.outbox.open()
        records.outbox.save(replace(entry, state=OutboxState.DONE))
    changes = conflicts.resolve(clash(desk, article, site), Resolution.BOTH)
    states = {state for state, _ in entries(desk, article)}
    assert states == {OutboxState.DONE, OutboxState.WAITING}
    assert changes.inverse is not None
    changes.inverse()
    states = {state for state, _ in entries(desk, article)}
    assert states == {OutboxState.DONE, OutboxState.CANCELLED}


def test_an_article_that_never_went_to_the_site_does_not_go_now(
    desk: Desk, article: ArticleId, site: SiteId, conflicts: ConflictService
) -> None:
    with desk.place.database.writing() as records:
        known = records.publications.find(article, site)
        assert known is not None
        records.publications.put(replace(known, remote_id=""))
    conflicts.resolve(clash(desk, article, site), Resolution.MINE)
    assert entries(desk, article) == [(OutboxState.NEEDS_YOU, "conflict-waits")]


@pytest.mark.parametrize("resolution", [Resolution.MINE, Resolution.THEIRS, Resolution.BOTH])
def test_undo_opens_the_conflict_again_and_redo_decides_it_again(
    desk: Desk,
    article: ArticleId,
    site: SiteId,
    conflicts: ConflictService,
    resolution: Resolution,
) -> None:
    conflict = clash(desk, article, site)
    before, shown = now(desk, article), conflicts.view(conflict)
    decided = conflicts.resolve(conflict, resolution)
    after = now(desk, article)
    assert decided.inverse is not None
    undone = decided.inverse()
    assert conflicts.view(conflict) == shown
    assert now(desk, article).body == before.body
    assert entries(desk, article) == [(OutboxState.NEEDS_YOU, "conflict-waits")]
    assert undone.inverse is not None
    undone.inverse()
    assert now(desk, article).markdown == after.markdown
    assert conflicts.open() == ()


def test_undo_of_a_decision_takes_back_nothing_that_was_written_since(
    desk: Desk, article: ArticleId, site: SiteId, conflicts: ConflictService
) -> None:
    conflict = clash(desk, article, site)
    changes = conflicts.resolve(conflict, Resolution.THEIRS)
    desk.write(article, body=f"{ONE}\n\n{THEIRS}\n\n{THREE} Viết tiếp.")
    assert changes.inverse is not None
    with pytest.raises(ChangedMeanwhile):
        changes.inverse()
    assert now(desk, article).markdown.endswith("Viết tiếp.")
    assert conflicts.open() == ()


def test_undo_of_a_decision_takes_back_no_caption_that_was_written_since(
    desk: Desk, article: ArticleId, site: SiteId, conflicts: ConflictService
) -> None:
    use, conflict = clash_of_captions(desk, article, site)
    changes = conflicts.resolve(conflict, Resolution.THEIRS)
    desk.drafts.save(use, "caption", "Chú thích của họ, viết tiếp")
    assert changes.inverse is not None
    with pytest.raises(ChangedMeanwhile):
        changes.inverse()
    desk.drafts.settle(article)
    with desk.place.database.reading() as records:
        assert records.uses.get(use).caption == "Chú thích của họ, viết tiếp"
    assert conflicts.open() == ()


def test_two_decisions_in_one_article_are_taken_back_one_after_the_other(
    desk: Desk, article: ArticleId, site: SiteId, conflicts: ConflictService
) -> None:
    desk.write(article, headline="Của ta", body=f"{ONE}\n\n{OURS}\n\n{THREE}")
    theirs = replace(BASE, fields={"headline": "Của họ"}, blocks=(ONE, THEIRS, THREE))
    before = now(desk, article)
    first, second = merge(desk, article, site, theirs)
    done = [conflicts.resolve(each, Resolution.THEIRS) for each in (first, second)]
    for changes in reversed(done):
        assert changes.inverse is not None
        changes.inverse()
    assert now(desk, article).headline == before.headline
    assert now(desk, article).markdown == before.markdown
    assert len(conflicts.open()) == 2


@pytest.mark.parametrize("state", [OutboxState.SENDING, OutboxState.DONE])
def test_what_was_decided_and_has_gone_out_is_not_taken_back(
    desk: Desk, article: ArticleId, site: SiteId, conflicts: ConflictService, state: OutboxState
) -> None:
    changes = conflicts.resolve(clash(desk, article, site), Resolution.MINE)
    with desk.place.database.writing() as records:
        (entry,) = records.outbox.open()
        records.outbox.save(replace(entry, state=state))
        if state is OutboxState.DONE:
            records.log.add(LogLine(NOON, "log-published", {}, article, site))
    for _press in range(2):  # and no earlier decision instead
        assert changes.inverse is not None
        with pytest.raises(Refused) as refused:
            changes.inverse()
        assert refused.value.message.key == "sent-already"
    assert conflicts.open() == ()


def test_a_decision_is_not_made_again_on_a_text_of_the_site_that_nobody_has_read(
    desk: Desk, article: ArticleId, site: SiteId, conflicts: ConflictService
) -> None:
    conflict = clash(desk, article, site)
    decided = conflicts.resolve(conflict, Resolution.MINE)
    assert decided.inverse is not None
    undone = decided.inverse()
    merge(desk, article, site, replace(BASE, blocks=(ONE, f"{THEIRS} Sửa nữa.", THREE)))
    assert undone.inverse is not None
    with pytest.raises(Refused) as refused:
        undone.inverse()
    assert refused.value.message.key == "conflict-newer"
    assert len(conflicts.open()) == 1


def test_typing_that_is_not_settled_survives_a_decision(
    desk: Desk, article: ArticleId, site: SiteId, conflicts: ConflictService
) -> None:
    conflict = clash(desk, article, site)
    desk.drafts.save(article, "body", f"{ONE} Gõ dở.\n\n{OURS}\n\n{THREE}")
    conflicts.resolve(conflict, Resolution.THEIRS)
    assert now(desk, article).markdown == f"{ONE} Gõ dở.\n\n{THEIRS}\n\n{THREE}"


def test_a_conflict_is_decided_once(
    desk: Desk, article: ArticleId, site: SiteId, conflicts: ConflictService
) -> None:
    conflict = clash(desk, article, site)
    conflicts.resolve(conflict, Resolution.MINE)
    with pytest.raises(Refused) as refused:
        conflicts.resolve(conflict, Resolution.THEIRS)
    assert refused.value.message.key == "conflict-decided"
    assert OURS in now(desk, article).markdown


def test_an_edited_decision_needs_its_text(
    desk: Desk, article: ArticleId, site: SiteId, conflicts: ConflictService
) -> None:
    conflict = clash(desk, article, site)
    with pytest.raises(ValueError, match="edited text"):
        conflicts.resolve(conflict, Resolution.EDITED)
    assert conflicts.count() == 1


def test_conflicts_are_found_by_the_start_of_their_id(
    desk: Desk, article: ArticleId, site: SiteId, conflicts: ConflictService
) -> None:
    conflict = clash(desk, article, site)
    assert conflicts.find(conflict[:6]) == conflict
    with pytest.raises((NotFound, Ambiguous)):
        conflicts.find("nothing")
    with pytest.raises(NotFound):
        conflicts.view(ConflictId("f" * 32))
