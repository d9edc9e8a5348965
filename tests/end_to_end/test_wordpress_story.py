"""One report in three languages, all the way on a real WordPress and back, as three roles."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from editor_app.domain.conflict import Resolution
from editor_app.domain.diagnosis import Severity
from editor_app.domain.history import RevisionReason
from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE
from editor_app.domain.site import OutboxState, RemoteStatus
from tests.end_to_end.published import private_things
from tests.end_to_end.wordpress_material import WORDS
from tests.end_to_end.wordpress_people import (
    all_media,
    all_posts,
    all_terms,
    column,
    status_for_readers,
    uploaded_files,
)
from tests.end_to_end.wordpress_scene import LANGUAGES, Scene
from tests.servers.fault_proxy import Seen
from tests.servers.faults import PASS, Fault, drop_request

ROLES = ("administrator", "editor", "author")
LAST = {
    VIETNAMESE: "Trẻ em đứng chờ với đèn pin, người lớn mang trà nóng.",
    ENGLISH: "Children wait with torches, their parents bring tea.",
    CHINESE: "孩子们打着手电等候，大人端来热茶。",
}
THEIRS = {
    VIETNAMESE: "Trẻ em chờ từ chín giờ, người lớn mang trà nóng và bánh.",
    ENGLISH: "Children have been waiting since nine, their parents bring cake.",
    CHINESE: "孩子们从九点起就在等候，大人端来热茶和糕点。",
}
MINE = {
    VIETNAMESE: "Trẻ em đứng chờ với đèn pin, ông bà mang trà gừng.",
    ENGLISH: "Children wait with torches, their grandparents bring ginger tea.",
    CHINESE: "孩子们打着手电等候，老人端来姜茶。",
}


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("role", ROLES)
def test_a_report_in_three_languages_goes_all_the_way(scene: Scene, role: str) -> None:
    steps = (
        looked_over,
        sent_through_a_lost_connection,
        merged_by_itself,
        decided_where_both_changed,
        published_and_scheduled,
        corrected,
        public_when_its_hour_came,
        withdrawn,
        counted,
    )
    told = []
    for step in steps:
        began, before = time.monotonic(), len(scene.faults.requests)
        step(scene)
        scene.settled()
        asked = len(scene.faults.requests) - before
        told.append(f"{step.__name__} {asked} in {time.monotonic() - began:.1f} s")
    version, seconds = scene.wordpress.version, time.monotonic() - scene.room.began
    entries = len(scene.room.desk.publishing.outbox())
    print(
        f"WordPress {version} as {role}: {len(scene.faults.requests)} requests,"
        f" {len(scene.faults.writes)} writes, {entries} entries, {seconds:.1f} s;"
        f" requests: {', '.join(told)}"
    )


def looked_over(scene: Scene) -> None:
    """The doctor finds nothing bad, and says what is weaker without the companion."""
    found, _changes = scene.room.desk.doctor.examine(scene.room.site.id)
    assert [one for one in found if one.severity is Severity.BAD] == []
    said = {one.check: (one.severity, one.means.key) for one in found}
    assert said["languages"] == (Severity.WEAK, "doctor-languages-here")
    assert said["companion"] == (Severity.WEAK, "doctor-companion-none")
    assert ("unfiltered-html" in said) == (scene.role == "author")
    assert all_posts(scene.wordpress) == [], "its trial is gone for good"


def sent_through_a_lost_connection(scene: Scene) -> None:
    """Three drafts with four photos go up, though the line is cut at the third photo."""
    room, faults = scene.room, scene.faults

    def cut(seen: Seen) -> Fault:
        if faults.count("POST", "/wp/v2/media") < 3:
            return PASS
        faults.offline()
        return drop_request()

    faults.decide = cut
    room.send_drafts(*LANGUAGES)
    lost = room.sync()
    assert (lost.sent, lost.waiting, lost.needs_you) == (0, 3, 0), room.open_entries()
    assert lost.troubles, "the reading of the site failed as well, and that is said"
    assert {state for state, _ in room.open_entries()} == {OutboxState.WAITING}
    faults.decide = None
    faults.online()
    room.desk.publishing.try_now(room.site.id)
    report = room.sync()
    assert (report.sent, report.waiting, report.needs_you, report.troubles) == (3, 0, 0, ())
    for language in LANGUAGES:
        words, text = WORDS[language], scene.content(language)
        assert column(scene.wordpress, room.post(language), "post_title") == words.headline
        assert (scene.status(language), scene.for_readers(language)) == ("draft", 404)
        for mark in ("<h2", "<li>", "<blockquote", "<cite>", "<td>21:40</td>", "https://estuary."):
            assert mark in text
        assert text.count("<!-- wp:image {") == 4
        assert ("data-fn=" in text) == (not scene.wordpress.version.startswith("6.1"))
        assert all(f">{caption} " in text for caption in words.captions)
    media = all_media(scene.wordpress)
    assert len(media) == 4, "one upload of each, for three languages"
    files = uploaded_files(scene.wordpress)
    assert len(files) >= 4
    assert [private_things(file) for file in files] == [[]] * len(files)


def merged_by_itself(scene: Scene) -> None:
    """What only one side changed is taken; a block of the site's own comes back as it was."""
    room, colleague = scene.room, scene.colleague
    post, gallery = room.post(VIETNAMESE), colleague.gallery()
    colleague.replace(post, "người lớn mang trà.", "người lớn mang trà nóng.")
    colleague.replace(post, "Kệ sách trên boong", "Kệ sách gỗ trên boong")
    colleague.append(post, gallery)
    colleague.tag(post, "sách", "Tin nóng")
    colleague.change(room.post(ENGLISH), post_title="A ferry brings books by night")
    room.write(VIETNAMESE, "nước lên nhanh", "nước lên rất nhanh")
    room.write(ENGLISH, "for 30 years", "for three decades")
    room.type(CHINESE, standfirst="每周四夜里，*一班渡船*载书过河。")
    report = room.sync()
    assert (report.conflicts, report.waiting, report.needs_you) == (0, 0, 0)
    assert report.sent == 3
    for text in (room.markdown(VIETNAMESE), scene.content(VIETNAMESE)):
        assert "người lớn mang trà nóng." in text
        assert "nước lên rất nhanh" in text
    assert "for three decades" in scene.content(ENGLISH)
    view = room.desk.stories.view(room.story)
    english = view.article(ENGLISH)
    assert english is not None
    assert english.headline == "A ferry brings books by night"
    captions = {
        language: [use.caption for use in view.uses[room.articles[language]]]
        for language in LANGUAGES
    }
    assert "Kệ sách gỗ trên boong" in captions[VIETNAMESE]
    assert sorted(captions[ENGLISH]) == sorted(WORDS[ENGLISH].captions)
    assert scene.spelt(gallery) in scene.content(VIETNAMESE)
    assert [message.key for message in view.foreign.values()] != []
    assert len(room.tags()) == 2, "the tag that the desk knows came in, whatever its letters"
    room.sync()
    names = scene.wordpress.run(f"return wp_get_post_tags({post}, ['fields' => 'names']);")
    assert isinstance(names, list)
    assert sorted(names) == ["Bến phà", "Tin nóng", "sách"]
    quiet = room.sync()
    assert (quiet.sent, quiet.received, quiet.merged) == (0, 0, 0)


def decided_where_both_changed(scene: Scene) -> None:
    """A paragraph that both changed waits for somebody, with both texts; then it goes up."""
    room = scene.room
    for language in LANGUAGES:
        scene.colleague.replace(room.post(language), LAST[language], THEIRS[language])
        room.write(language, LAST[language], MINE[language])
    before = len(scene.faults.writes)
    report = room.sync()
    assert (report.sent, report.conflicts, report.needs_you) == (0, 3, 3)
    assert len(scene.faults.writes) == before, "nothing is written before somebody has chosen"
    assert {key for _, key in room.open_entries()} == {"conflict-waits"}
    views = {view.language: view for view in room.desk.conflicts.open()}
    for language, view in views.items():
        texts = (view.base, view.mine, view.theirs)
        assert texts == (LAST[language], MINE[language], THEIRS[language])
        assert view.conflict.theirs_by == "Colleague"
        assert view.sources == (() if language == VIETNAMESE else (MINE[VIETNAMESE],))
    chosen = zip(LANGUAGES, (Resolution.THEIRS, Resolution.MINE, Resolution.BOTH), strict=True)
    for language, resolution in chosen:
        room.desk.conflicts.resolve(views[language].conflict.id, resolution)
    report = room.sync()
    assert (report.sent, report.conflicts, report.needs_you) == (3, 0, 0)
    assert THEIRS[VIETNAMESE] in scene.content(VIETNAMESE)
    assert MINE[VIETNAMESE] not in scene.content(VIETNAMESE)
    assert MINE[ENGLISH] in scene.content(ENGLISH)
    assert THEIRS[ENGLISH] not in scene.content(ENGLISH)
    assert views[CHINESE].both in room.markdown(CHINESE)
    for language in LANGUAGES:
        kept = room.desk.history.revisions(room.articles[language])
        merged = [one.kept.markdown for one in kept if one.reason is RevisionReason.MERGED]
        assert any(THEIRS[language] in text for text in merged)
        assert any(MINE[language] in text for text in merged)


def published_and_scheduled(scene: Scene) -> None:
    """Two become public now, and one is left to the site for its hour."""
    room, hour = scene.room, datetime.now(UTC).replace(second=0, microsecond=0)
    hour += timedelta(hours=3)
    room.publish(VIETNAMESE, CHINESE)
    room.publish(ENGLISH, at=hour)
    assert scene.statuses.raised() == [], "a wish in the outbox changes nothing there yet"
    report = room.sync()
    assert (report.sent, report.needs_you) == (3, 0)
    scene.wished += [
        (room.post(VIETNAMESE), "publish"),
        (room.post(CHINESE), "publish"),
        (room.post(ENGLISH), "future"),
    ]
    assert [scene.status(one) for one in LANGUAGES] == ["publish", "future", "publish"]
    assert [scene.for_readers(one) for one in LANGUAGES] == [200, 404, 200]
    said = column(scene.wordpress, room.post(ENGLISH), "post_date_gmt")
    assert datetime.fromisoformat(f"{said}+00:00") == hour
    known = room.publication(ENGLISH)
    assert (known.status, known.goes_out) == (RemoteStatus.SCHEDULED, hour)
    status, page = status_for_readers(room.publication(VIETNAMESE).address)
    assert status == 200
    assert THEIRS[VIETNAMESE] in page


def corrected(scene: Scene) -> None:
    """Readers see a correction when somebody says Update published, and no sooner."""
    room, colleague = scene.room, scene.colleague
    dated = column(scene.wordpress, room.post(VIETNAMESE), "post_date_gmt")
    room.write(VIETNAMESE, "lái phà 30 năm", "lái phà 31 năm")
    colleague.replace(room.post(CHINESE), "开渡船已有30年", "开渡船已有31年")
    report = room.sync()
    assert (report.sent, report.received) == (0, 1)
    assert "lái phà 31 năm" not in scene.content(VIETNAMESE)
    assert "开渡船已有31年" in room.markdown(CHINESE)
    rows = room.desk.publishing.sheet(room.story, room.site.id)
    on_site = {row.language: row.on_site.key for row in rows}
    assert (on_site[VIETNAMESE], on_site[CHINESE]) == ("on-site-update", "on-site-same")
    before = len(scene.faults.writes)
    room.publish(VIETNAMESE)
    assert room.sync().sent == 1
    writes = scene.faults.writes[before:]
    assert [one.fields for one in writes] == [("content",)]
    assert "lái phà 31 năm" in scene.content(VIETNAMESE)
    assert column(scene.wordpress, room.post(VIETNAMESE), "post_date_gmt") == dated
    assert room.desk.stories.find_article(room.articles[VIETNAMESE]).updated is not None


def public_when_its_hour_came(scene: Scene) -> None:
    """The site makes the scheduled one public by itself, and the desk learns of it."""
    room = scene.room
    scene.colleague.hour_comes(room.post(ENGLISH))
    scene.wished.append((room.post(ENGLISH), "publish"))
    room.sync()
    known = room.publication(ENGLISH)
    assert (known.status, known.goes_out) == (RemoteStatus.PUBLIC, None)
    assert known.first_published is not None
    assert scene.for_readers(ENGLISH) == 200
    *_earlier, published, looked = room.log_keys(ENGLISH)
    assert (published, looked) == ("log-published", "log-page-same"), "it was wished for here"


def withdrawn(scene: Scene) -> None:
    """Two are taken off; their texts stay there as drafts, and no sync brings them back."""
    room, gone = scene.room, (ENGLISH, CHINESE)
    texts = [scene.content(language) for language in gone]
    for language in gone:
        room.withdraw(language)
    assert room.sync().sent == 2
    room.write(CHINESE, "河上一夜", "河上的一夜")
    room.sync()
    for language, text in zip(gone, texts, strict=True):
        assert (scene.status(language), scene.for_readers(language)) == ("draft", 404)
        assert scene.content(language) == text
        assert room.publication(language).status is RemoteStatus.WITHDRAWN
    assert (scene.status(VIETNAMESE), scene.for_readers(VIETNAMESE)) == ("publish", 200)


def counted(scene: Scene) -> None:
    """Nothing is there twice, nothing is left over, and the log tells it all but the password."""
    room, wordpress = scene.room, scene.wordpress
    posts = all_posts(wordpress)
    titles = [title for title, _, _ in posts]
    chinese = WORDS[CHINESE].headline
    english = "A ferry brings books by night"
    assert titles == [WORDS[VIETNAMESE].headline, english, chinese]
    assert not [slug for _, slug, _ in posts if slug.startswith("cd-")]
    media = all_media(wordpress)
    assert len([slug for slug in media if slug.startswith("cd-")]) == 4
    assert len(media) == len(set(media)) == 6
    assert all_terms(wordpress, "category") == ["Uncategorized", "Văn hóa"]
    assert sorted(all_terms(wordpress, "post_tag")) == sorted(
        ["Bến phà", "Ferries", "渡口", "sách", "Books", "图书", "Tin nóng"]
    )
    for language in LANGUAGES:
        keys = room.log_keys(language)
        assert keys[0] == "log-draft"
        assert {"log-published", "log-scheduled"} & set(keys)
        assert any(key.startswith(("log-joined", "log-merged", "log-taken-in")) for key in keys)
        assert ("log-withdrawn-draft" in keys) == (language != VIETNAMESE)
        assert all("Courier" in said for said in room.log_sentences(language))
    kept = {
        str(file.relative_to(room.desk.folder)): file.read_bytes()
        for file in room.desk.folder.rglob("*")
        if file.is_file()
    }
    assert {"library.sqlite3", "library.sqlite3-wal", "logs/copydesk.log"} <= kept.keys()
    for secret in (scene.password, scene.password.replace(" ", "")):
        assert [name for name, data in kept.items() if secret.encode() in data] == []
