"""States, times and languages in the editor's words, the same in every panel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCollator, QCollatorSortKey, QDate, QDateTime, QLocale, QTime

from editor_app.domain.article import ArticleStatus, Shown
from editor_app.domain.edition import Edition
from editor_app.domain.history import RevisionReason
from editor_app.domain.ids import CHINESE, Language
from editor_app.domain.shown import Progress
from editor_app.domain.site import OutboxState
from editor_app.domain.story import Role
from editor_app.sentences import _, ngettext, pgettext, spoken
from editor_app.text.counting import main_language

_FULL_STOPS = ("。", "！", "？", "；")


def shown_words(shown: Shown) -> str:
    """Return the state of a language version in words."""
    return {
        Shown.NOT_STARTED: _("Not started"),
        Shown.DRAFT: _("Draft"),
        Shown.IN_TRANSLATION: _("In translation"),
        Shown.SOURCE_CHANGED: _("Source changed"),
        Shown.FOR_APPROVAL: _("For approval"),
        Shown.APPROVED: _("Approved"),
        Shown.SCHEDULED: _("Scheduled"),
        Shown.PUBLISHED: _("Published"),
        Shown.CORRECTED: _("Corrected"),
        Shown.WITHDRAWN: _("Withdrawn"),
        Shown.CONFLICT: _("Conflict"),
    }[shown]


def shown_briefly(shown: Shown) -> str:
    """Return the state of a story for a narrow column that shows the time beside it."""
    return {
        Shown.DRAFT: pgettext("list", "Draft"),
        Shown.IN_TRANSLATION: pgettext("list", "In translation"),
        Shown.SOURCE_CHANGED: pgettext("list", "Source changed"),
        Shown.SCHEDULED: pgettext("list", "Scheduled"),
        Shown.PUBLISHED: pgettext("list", "Published"),
        Shown.CORRECTED: pgettext("list", "Corrected"),
    }.get(shown) or shown_words(shown)


def shown_tone(shown: Shown) -> str:
    """Return the tone of a state: plain, ok, warn, err or info."""
    return {
        Shown.IN_TRANSLATION: "warn",
        Shown.SOURCE_CHANGED: "err",
        Shown.CONFLICT: "err",
        Shown.FOR_APPROVAL: "info",
        Shown.APPROVED: "ok",
        Shown.SCHEDULED: "ok",
        Shown.PUBLISHED: "ok",
        Shown.CORRECTED: "ok",
    }.get(shown, "plain")


def tab_badge(shown: Shown | None, progress: Progress | None, *, source: bool) -> tuple[str, str]:
    """Return words and tone of the badge on a language tab."""
    if shown is None:
        return _("not started"), "plain"
    if source and shown is Shown.DRAFT:
        return _("source"), "ok"
    if progress is not None and progress.left and shown in _STILL_TRANSLATING:
        left = ngettext("{count} left", "{count} left", progress.left).format(count=progress.left)
        return left, "warn"
    return shown_words(shown).lower(), shown_tone(shown)


_STILL_TRANSLATING = {Shown.NOT_STARTED, Shown.IN_TRANSLATION, Shown.DRAFT}


def status_words(status: ArticleStatus) -> str:
    """Return what an editor has said of a text."""
    return {
        ArticleStatus.DRAFT: _("Draft"),
        ArticleStatus.FOR_APPROVAL: _("For approval"),
        ArticleStatus.APPROVED: _("Approved"),
    }[status]


def role_words(role: Role) -> str:
    """Return what a person did for a story."""
    return {
        Role.REPORTER: _("reporter"),
        Role.TRANSLATOR: _("translator"),
        Role.EDITOR: _("editor"),
        Role.PHOTOGRAPHER: _("photographer"),
    }[role]


def reason_words(reason: RevisionReason) -> str:
    """Return why a copy of the text was kept."""
    return {
        RevisionReason.REST: _("Pause in writing"),
        RevisionReason.LEFT: _("Left the story"),
        RevisionReason.TAKEN_IN: _("Taken in"),
        RevisionReason.PASTE: _("Before a paste"),
        RevisionReason.RESTORED: _("Before a restore"),
        RevisionReason.PUBLISHED: _("Published"),
        RevisionReason.MERGED: _("Before a merge"),
        RevisionReason.OVERRULED: _("Finding overruled"),
    }[reason]


def outbox_words(state: OutboxState) -> str:
    """Return how far an entry of the outbox is."""
    return {
        OutboxState.WAITING: _("Waits"),
        OutboxState.SENDING: _("Sending"),
        OutboxState.DONE: _("Sent, verified"),
        OutboxState.NEEDS_YOU: _("Needs you"),
        OutboxState.CANCELLED: _("Taken back"),
    }[state]


# -- languages and names


def autonym(language: Language, editions: Mapping[Language, Edition]) -> str:
    """Return how a language calls itself: as its edition has it, else as the system knows it."""
    edition = editions.get(language)
    return edition.autonym if edition else QLocale(language).nativeLanguageName() or language


def language_name(language: Language) -> str:
    """Return the name of a language in the language of the interface."""
    return {"vi": _("Vietnamese"), "en": _("English"), "zh": _("Chinese")}.get(language, language)


def length_words(count: int, language: Language) -> str:
    """Return how long a text is: Chinese in characters, as its editors count, others in words."""
    if main_language(language) == CHINESE:
        words = ngettext("{count} character", "{count} characters", count)
    else:
        words = ngettext("{count} word", "{count} words", count)
    return words.format(count=f"{count:,}")


def name_in(names: Mapping[Language, str], *languages: Language) -> str:
    """Return the first name there is in these languages, else any."""
    for language in languages:
        if names.get(language):
            return names[language]
    return next(iter(names.values()), "")


def listed(words: list[str]) -> str:
    """Join words as a sentence does: "English and 中文", "A, B and C"."""
    if len(words) < 2:
        return "".join(words)
    most = _(", ").join(words[:-1])
    return _("{most} and {last}").format(most=most, last=words[-1])


def labelled(name: str, words: str) -> str:
    """Return what is said of one thing, or by somebody: "English: 2 warnings"."""
    return _("{name}: {words}").format(name=name, words=words)


def own_first(editions: Sequence[Edition]) -> tuple[Edition, ...]:
    """Return the editions with that in the language of the interface before the others."""
    return tuple(sorted(editions, key=lambda edition: edition.language != spoken()))


def paragraph(*sentences: str) -> str:
    """Join sentences to a text; after a Chinese full stop stands no space."""
    text = ""
    for said in filter(None, sentences):
        text += said if not text or text.endswith(_FULL_STOPS) else f" {said}"
    return text


def beginning_of(text: str, most: int) -> str:
    """Return the beginning of a text as one line: at most so many letters, and that it goes on."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most].rstrip()}…"


def reading_key(language: Language) -> Callable[[str], QCollatorSortKey]:
    """Return a sort key for words as a list in this language has them: Chinese by its sounds."""
    return QCollator(QLocale(language)).sortKey


# -- times


def ago(then: datetime, now: datetime) -> str:
    """Return how long ago something was: "just now", "2 s ago", "5 min ago", then the time."""
    seconds = max(0, int((now - then).total_seconds()))
    if seconds < 1:
        return _("just now")
    if seconds < 60:
        return _("{count} s ago").format(count=seconds)
    if seconds < 3600:
        return _("{count} min ago").format(count=seconds // 60)
    return moment(then, now)


def moment(then: datetime, now: datetime, zone: ZoneInfo | None = None) -> str:
    """Return an instant as briefly as it is clear: "17:00", "yesterday 17:00", "Fri 20 Nov"."""
    local, today = then.astimezone(zone), now.astimezone(zone).date()
    clock = _clock(local)
    if local.date() == today:
        return clock
    if local.date() == today - timedelta(days=1):
        return _("yesterday {time}").format(time=clock)
    if local.date() == today + timedelta(days=1):
        return _("tomorrow {time}").format(time=clock)
    day = _locale().toString(_date(local), day_form(same_year=local.year == today.year))
    return _("{day}, {time}").format(day=day, time=clock) if local.date() > today else day


def brief_moment(then: datetime, now: datetime, zone: ZoneInfo | None = None) -> str:
    """Return an instant for a narrow column: the clock within a day's reach, else the date."""
    local = then.astimezone(zone)
    if abs(then - now) < timedelta(hours=18):
        return _clock(local)
    return _locale().toString(_date(local), _("d MMM"))


def is_today(then: datetime, now: datetime, zone: ZoneInfo | None = None) -> bool:
    """Say whether an instant lies on this day."""
    return then.astimezone(zone).date() == now.astimezone(zone).date()


def capital(words: str) -> str:
    """Return words as they stand at the beginning of a line."""
    return words[:1].upper() + words[1:]


def full_moment(then: datetime, zone: ZoneInfo | None = None) -> str:
    """Return an instant in full with its zone: "Mon 23 Nov 2026, 17:00 · GMT+7"."""
    local = then.astimezone(zone)
    day = _locale().toString(_date(local), day_form(same_year=False))
    return _("{day}, {time} · {zone}").format(day=day, time=_clock(local), zone=zone_words(local))


def zone_words(local: datetime) -> str:
    """Return the offset of a local time: "GMT+7", "GMT+5:30", "GMT"."""
    offset = local.utcoffset() or timedelta()
    minutes = int(offset.total_seconds()) // 60
    if not minutes:
        return "GMT"
    hours, rest = divmod(abs(minutes), 60)
    return f"GMT{'+' if minutes > 0 else '-'}{hours}" + (f":{rest:02}" if rest else "")


def day_form(*, same_year: bool) -> str:
    """Return the form of a day for QLocale, in the order of the interface language."""
    return _("ddd d MMM") if same_year else _("ddd d MMM yyyy")


def utc_now() -> datetime:
    """Return this instant."""
    return datetime.now(UTC)


def _locale() -> QLocale:
    return QLocale(spoken())


def _date(local: datetime) -> QDateTime:
    day = QDate(local.year, local.month, local.day)
    return QDateTime(day, QTime(local.hour, local.minute))


def _clock(local: datetime) -> str:
    return f"{local.hour:02}:{local.minute:02}"


def part_names() -> Mapping[str, str]:
    """Return the names of the fields of a text and of a photo in it, by their parts."""
    return {
        "headline": _("Headline"),
        "standfirst": _("Standfirst"),
        "dateline": _("Dateline"),
        "push": _("Push headline"),
        "home": _("Home headline"),
        "social": _("Social headline"),
        "seo": _("Search headline"),
        "caption": _("Caption"),
        "alt": _("Alt text"),
    }
