"""The checks on a desk: what is found, waved through, overruled, and what stops a publish."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Thread

import pytest

from editor_app.domain.article import Article, ArticleStatus
from editor_app.domain.edition import Section
from editor_app.domain.errors import NotReady, Refused
from editor_app.domain.finding import Finding, Severity
from editor_app.domain.history import RevisionReason
from editor_app.domain.ids import (
    CHINESE,
    ENGLISH,
    VIETNAMESE,
    ArticleId,
    BlockId,
    SectionId,
    StandingId,
    TagId,
    new_id,
)
from editor_app.domain.link import State, block_address
from editor_app.domain.site import Site
from editor_app.domain.standing import StandingParagraph
from editor_app.domain.vocabulary import Tag
from editor_app.services.check_views import CheckReport, Scope
from editor_app.services.checking import CheckService
from editor_app.services.pages import PageService
from editor_app.services.publishing import PublishingService
from editor_app.services.standing import StandingService
from editor_app.storage.records import Records
from editor_app.storage.resources import read_check_tables, read_theme
from editor_app.text.checks.house import Wanted
from tests.desks import Desk
from tests.servers.processes import PATIENCE

SOURCE = "Có 64 thợ đan ở làng này.\n\nHôm 17/10 bão vào."
TARGET = "There are 46 weavers in the village.\n\nThe storm came on 17 October."


NEWS, BOATS = SectionId("5ec7" * 8), TagId("7a65" * 8)


@pytest.fixture
def checks(desk: Desk) -> CheckService:
    """Return the checks of the desk, which has a section and a tag."""
    with desk.place.database.writing() as records:
        records.sections.put(Section(NEWS, 1, {VIETNAMESE: "Thời sự", ENGLISH: "News"}, {}))
        records.tags.put(Tag(BOATS, {VIETNAMESE: "thuyền", ENGLISH: "boats"}))
    return CheckService(desk.place, read_check_tables)


def translated(desk: Desk, target: str = TARGET) -> Article:
    """Return the English version of a Vietnamese story, all confirmed."""
    story = desk.story(SOURCE, "Làng thuyền")
    with desk.place.database.reading() as records:
        version = records.stories.get(story).version
    desk.stories.change(story, version, section=NEWS, tags=(BOATS,))
    made = desk.translations.start(story, ENGLISH)
    desk.write(made.article, headline="The village", body=target)
    return read(desk, made.article)


def read(desk: Desk, article: ArticleId) -> Article:
    """Return an article as the library has it."""
    with desk.place.database.reading() as records:
        return records.articles.get(article)


def only(findings: tuple[Finding, ...]) -> Finding:
    """Return the one finding there is."""
    (one,) = findings
    return one


def test_a_whole_article_is_checked_as_it_is_settled(desk: Desk, checks: CheckService) -> None:
    article = translated(desk)
    report = checks.report(article.id)
    assert [(item.check, item.severity) for item in report.open] == [("N1", Severity.ERROR)]
    assert (report.count(Severity.ERROR), report.count(Severity.WARNING)) == (1, 0)
    assert report.version == article.version
    assert only(report.open).address == block_address(article.id, article.body[0].id)


def test_a_source_is_checked_too(desk: Desk, checks: CheckService) -> None:
    story = desk.story("Hôm (thứ Năm mưa.", "Tít")
    with desk.place.database.reading() as records:
        (source,) = records.articles.of_story(story)
    assert [item.check for item in checks.report(source.id).open] == ["Q1", "M3"]


def test_one_place_is_checked_as_it_is_typed(desk: Desk, checks: CheckService) -> None:
    article = translated(desk)
    here = block_address(article.id, article.body[0].id)
    assert [item.check for item in checks.at(article.id, here, "There are 46 (weavers.")] == [
        "N1",
        "Q1",
    ]
    assert checks.at(article.id, here, "There are 64 weavers.") == ()
    gone = block_address(article.id, BlockId("gone"))
    assert checks.at(article.id, gone, "There are 46 weavers.") == ()


def test_what_is_ignored_here_does_not_come_back_when_text_moves(
    desk: Desk, checks: CheckService
) -> None:
    moved = "There are 46 weavers in the village.\n\nThe storm came on 17 October (."
    article = translated(desk, moved)
    quotes = next(item for item in checks.report(article.id).open if item.check == "Q1")
    changes = checks.ignore(article.id, quotes, Scope.HERE)
    assert [item.check for item in checks.report(article.id).open] == ["N1"]
    assert [item.by for item in checks.report(article.id).ignored] == ["Lan"]
    desk.write(article.id, body=f"A new beginning.\n\n{moved}")
    assert "Q1" not in {item.check for item in checks.report(article.id).open}
    assert changes.inverse is not None
    changes.inverse()
    assert "Q1" in {item.check for item in checks.report(article.id).open}


def test_a_warning_may_be_ignored_in_the_story_or_always(desk: Desk, checks: CheckService) -> None:
    target = "There are 64 weavers, nguoi truoc.\n\nThe storm came on 17 October, nguoi truoc."
    article = translated(desk, target)
    first, second = checks.report(article.id).open
    assert (first.check, second.check) == ("L2", "L2")
    checks.ignore(article.id, first, Scope.STORY)
    report = checks.report(article.id)
    assert report.open == ()
    assert {item.scope for item in report.ignored} == {Scope.STORY}
    other = translated(desk, target)
    assert len(checks.report(other.id).open) == 2
    checks.ignore(other.id, first, Scope.ALWAYS)
    assert checks.report(other.id).open == ()
    checks.heed(other.id, checks.report(other.id).ignored[0])
    assert len(checks.report(other.id).open) == 2


def test_a_word_waved_through_in_a_story_is_so_in_all_its_languages_until_it_is_heeded(
    desk: Desk, checks: CheckService
) -> None:
    article = translated(desk, "The 64 weavers of Cửa Thúng.\n\nThe storm came on 17 October.")
    chinese = desk.translations.start(article.story, CHINESE)
    desk.write(
        chinese.article, headline="船村", body="Cửa Thúng有64名编织工。\n\n10月17日来了风暴。"
    )
    left = only(checks.report(article.id).open)
    assert (left.check, left.evidence) == ("L1", "Cửa Thúng")
    checks.ignore(article.id, left, Scope.STORY)
    assert checks.report(article.id).open == ()
    there = checks.report(chinese.article)
    assert "L1" not in {item.check for item in there.open}
    (waved,) = [item for item in there.ignored if item.finding.check == "L1"]
    assert (waved.scope, waved.by) == (Scope.STORY, "Lan")
    checks.heed(chinese.article, waved)
    assert only(checks.report(article.id).open) == left


def test_an_error_is_overruled_by_name_and_the_overrule_is_kept_in_history(
    desk: Desk, checks: CheckService
) -> None:
    article = translated(desk)
    checks.overrule(article.id, checks.report(article.id).errors)
    report = checks.report(article.id)
    assert report.errors == ()
    assert [item.by for item in report.ignored] == ["Lan"]
    newest = desk.history.revisions(article.id)[0]
    assert (newest.reason, newest.by) == (RevisionReason.OVERRULED, "Lan")


def test_nobody_without_a_name_overrules_an_error(desk: Desk, checks: CheckService) -> None:
    article = translated(desk)
    nameless = CheckService(replace(desk.place, editor=lambda: " "), read_check_tables)
    found = checks.report(article.id).errors
    with pytest.raises(Refused) as refused:
        nameless.overrule(article.id, found)
    assert refused.value.message.key == "overruled-by-nobody"
    assert checks.report(article.id).errors == found


def test_an_empty_headline_cannot_be_waved_through(desk: Desk, checks: CheckService) -> None:
    article = translated(desk)
    desk.write(article.id, headline="")
    empty = next(item for item in checks.report(article.id).to_do if item.check == "S1")
    with pytest.raises(Refused) as refused:
        checks.ignore(article.id, empty, Scope.HERE)
    assert refused.value.message.key == "finding-not-dismissed"


def test_an_open_error_stops_a_publish_until_it_is_overruled(
    desk: Desk, checks: CheckService, tmp_path: Path
) -> None:
    pages = PageService(desk.place, read_theme)
    publishing = PublishingService(desk.place, pages, looked=checks.looked)
    (tmp_path / "site").mkdir()
    site, _ = publishing.add_folder_site("Site", tmp_path / "site", "https://s.example")
    article = translated(desk)
    with desk.place.database.reading() as records:
        targets = tuple(records.links.renderings(article.id))
    desk.translations.confirm(article.id, targets, State.REVIEWED)
    with pytest.raises(NotReady) as stopped:
        publishing.publish(site.id, [(article.id, None)])
    assert stopped.value.message.key == "checks-open"
    rows = {row.language: row for row in publishing.sheet(article.story, site.id)}
    assert rows[ENGLISH].findings == 1
    assert [refusal.key for refusal in rows[ENGLISH].refusals] == ["checks-open"]
    checks.overrule(article.id, checks.report(article.id).errors)
    assert publishing.publish(site.id, [(article.id, None)]).entries


def test_who_types_need_not_wait_for_the_checks_of_a_publish(
    desk: Desk, checks: CheckService, tmp_path: Path
) -> None:
    article = translated(desk)
    looks: list[str] = []

    def looked(records: Records, one: Article, site: Site) -> CheckReport:
        if not looks:
            typing = Thread(target=desk.drafts.save, args=(one.id, "headline", "Somebody typed"))
            typing.start()
            typing.join(PATIENCE)
            assert not typing.is_alive()
        looks.append(one.headline)
        return checks.looked(records, one, site)

    publishing = PublishingService(desk.place, PageService(desk.place, read_theme), looked=looked)
    (tmp_path / "site").mkdir()
    site, _ = publishing.add_folder_site("Site", tmp_path / "site", "https://s.example")
    with pytest.raises(NotReady):
        publishing.publish(site.id, [(article.id, None)])
    assert looks == [article.headline, "Somebody typed"]  # once more: it is another text by then
    desk.drafts.settle(article.id)
    looks[:] = ["nobody types"]
    with pytest.raises(NotReady):
        publishing.publish(site.id, [(article.id, None)])
    assert looks == ["nobody types", "Somebody typed"]


LONG = "Có 64 thợ đan ở làng này.\n\nHôm 17/10 bão vào.\n\nGió to.\n\nNăm nay có 12 thuyền."


def test_what_nobody_has_translated_is_work_to_do_and_no_finding_while_it_is_a_draft(
    desk: Desk, checks: CheckService
) -> None:
    story = desk.story(LONG, "Làng thuyền")
    made = desk.translations.start(story, ENGLISH)
    desk.write(made.article, body="There are 64 weavers in the village.")
    report = checks.report(made.article)
    assert {item.check for item in report.open}.isdisjoint({"S1", "S3"})
    assert [item.check for item in report.to_do] == ["S1", "S3", "S3", "S3"]
    told = [item.message.fields.get("text") for item in report.to_do[1:]]
    assert told == ["Hôm 17/10 bão vào.", "Gió to.", "Năm nay có 12 thuyền."]
    assert [item.severity for item in report.unfinished] == [Severity.ERROR] * 3
    article = read(desk, made.article)
    desk.stories.change_article(article.id, article.version, status=ArticleStatus.FOR_APPROVAL)
    sent = checks.report(made.article)
    assert sent.to_do == ()
    assert [item.check for item in sent.errors] == ["S1", "S3", "S3"]


def test_what_nobody_has_translated_stops_a_publish_once_and_by_its_name(
    desk: Desk, checks: CheckService, tmp_path: Path
) -> None:
    publishing = PublishingService(
        desk.place, PageService(desk.place, read_theme), looked=checks.looked
    )
    (tmp_path / "site").mkdir()
    site, _ = publishing.add_folder_site("Site", tmp_path / "site", "https://s.example")
    story = desk.story(LONG, "Làng thuyền")
    with desk.place.database.reading() as records:
        version = records.stories.get(story).version
    desk.stories.change(story, version, section=NEWS, tags=(BOATS,))
    made = desk.translations.start(story, ENGLISH)
    empty = {row.language: row for row in publishing.sheet(story, site.id)}[ENGLISH]
    assert [item.key for item in empty.refusals] == ["no-headline", "no-body"]
    desk.write(made.article, headline="The village", body="There are 64 weavers in the village.")
    rows = {row.language: row for row in publishing.sheet(story, site.id)}
    assert [item.key for item in rows[ENGLISH].refusals] == ["not-translated-stops"]
    assert rows[ENGLISH].refusals[0].fields == {"count": 3}
    with pytest.raises(NotReady) as stopped:
        publishing.publish(site.id, [(made.article, None)])
    assert stopped.value.message.key == "not-translated-stops"
    report = rows[ENGLISH].report
    assert report is not None
    checks.overrule(made.article, report.unfinished)
    rows = {row.language: row for row in publishing.sheet(story, site.id)}
    assert rows[ENGLISH].refusals == ()
    assert [item.severity for item in checks.report(made.article).to_do] == [Severity.WARNING]


def test_a_fix_is_an_edit_that_can_be_undone(desk: Desk, checks: CheckService) -> None:
    wrong = "There are 64 weavers in the village.\n\nThe storm came on 17/10/2025, so they say."
    article = translated(desk, wrong)
    finding = only(checks.report(article.id).open)
    assert (finding.check, finding.fix) == ("N4", "17 October 2025")
    changes = checks.mend(article.id, finding, "17/10/2025")
    mended = read(desk, article.id)
    assert mended.body[1].text == "The storm came on 17 October 2025, so they say."
    assert [block.id for block in mended.body] == [block.id for block in article.body]
    assert "N4" not in {item.check for item in checks.report(article.id).open}
    assert changes.inverse is not None
    changes.inverse()
    assert read(desk, article.id).markdown == wrong


def test_a_fix_in_a_headline_takes_along_the_slug_that_no_reader_has_seen(
    desk: Desk, checks: CheckService
) -> None:
    article = translated(desk)
    desk.write(article.id, headline="The storm of 17/10/2025")
    [finding] = [item for item in checks.report(article.id).open if item.check == "N4"]
    assert read(desk, article.id).slug == "the-storm-of-17-10-2025"
    checks.mend(article.id, finding, "17/10/2025")
    mended = read(desk, article.id)
    assert (mended.headline, mended.slug) == (
        "The storm of 17 October 2025",
        "the-storm-of-17-october-2025",
    )


def test_a_fix_never_touches_words_that_are_no_longer_there(
    desk: Desk, checks: CheckService
) -> None:
    article = translated(desk, "There are 64 weavers.\n\nThe storm came on 17/10/2025.")
    finding = only(checks.report(article.id).open)
    desk.write(article.id, body="There are 64 weavers.\n\nThe storm came in October 2025.")
    with pytest.raises(Refused) as refused:
        checks.mend(article.id, finding, "17/10/2025")
    assert refused.value.message.key == "finding-moved"
    assert read(desk, article.id).body[1].text == "The storm came in October 2025."


# -- the rules of the house


def test_a_rule_of_the_house_is_heeded_by_report_typing_and_gate(
    desk: Desk, checks: CheckService
) -> None:
    article = translated(desk)
    changes = checks.rule("N1", Wanted.WARNING)
    assert only(checks.report(article.id).open).severity is Severity.WARNING
    address = block_address(article.id, article.body[0].id)
    typed = checks.at(article.id, address, article.body[0].text)
    assert only(typed).severity is Severity.WARNING
    with desk.place.database.reading() as records:
        assert checks.looked(records, article).stops == ()
    assert changes.inverse is not None
    changes.inverse()
    assert only(checks.report(article.id).open).severity is Severity.ERROR
    checks.rule("N1", Wanted.OFF)
    assert checks.report(article.id).open == ()
    assert next(rule.wanted for rule in checks.rules() if rule.check == "N1") is Wanted.OFF


@pytest.mark.parametrize("check", ["S1", "S9", "F1", "X7"])
def test_what_no_house_can_change_is_refused(checks: CheckService, check: str) -> None:
    with pytest.raises(Refused) as refused:
        checks.rule(check, Wanted.OFF)
    assert refused.value.message.key == "house-rule-fixed"


def test_what_is_found_on_probation_is_counted_apart(desk: Desk, checks: CheckService) -> None:
    story = desk.story("Hôm qua ở làng này có một cơn mưa rất to, ai cũng ở nhà.", "Làng")
    made = desk.translations.start(story, ENGLISH)
    desk.write(made.article, headline="The village", body="It rained.")
    report = checks.report(made.article)
    assert [item.check for item in report.open] == ["M3"]
    assert [item.check for item in report.probation] == ["S4"]
    checks.rule("S4", Wanted.INFORMATION)
    report = checks.report(made.article)
    assert [item.check for item in report.open] == ["S4", "M3"]
    assert report.probation == ()


def test_old_background_in_an_article_is_a_warning_until_it_was_looked_at(
    desk: Desk, checks: CheckService
) -> None:
    article = translated(desk, TARGET.replace("46", "64"))
    standing = StandingService(desk.place)
    dam = StandingParagraph(
        StandingId(new_id()),
        "The dam",
        {ENGLISH: "The dam is old.\n\nIt holds.", VIETNAMESE: "Đập cũ.\n\nĐập vững."},
        checked=date(2026, 3, 1),
        lasts=30,
    )
    standing.put(dam)
    source = article.translated_from
    assert source is not None
    standing.insert(source, dam.id)
    found = only(checks.report(article.id).open)
    assert (found.check, found.severity) == ("M16", Severity.WARNING)
    assert found.message.fields == {"text": "The dam", "day": "2026-03-01"}
    standing.checked(dam.id)
    assert checks.report(article.id).open == ()
