"""What is said of photos: kinds, rights, files, and what never leaves the desk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale

from editor_app.domain.ids import Language
from editor_app.domain.photo import DeskCaption, Photo, PhotoKind, Rights, RightsStatus
from editor_app.sentences import _, ngettext, spoken
from editor_app.ui.words import day_form, listed

SOON = timedelta(days=14)
KINDS_OF_FILE = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WebP",
    "image/gif": "GIF",
    "image/tiff": "TIFF",
    "image/avif": "AVIF",
}


def kind_words(kind: PhotoKind) -> str:
    """Return what kind of picture it is."""
    return {
        PhotoKind.PHOTO: _("Photo"),
        PhotoKind.FILE_PHOTO: _("File photo"),
        PhotoKind.ILLUSTRATION: _("Illustration"),
        PhotoKind.SCREENSHOT: _("Screenshot"),
        PhotoKind.COURTESY: _("Courtesy photo"),
        PhotoKind.GRAPHIC: _("Graphic"),
        PhotoKind.AI_MADE: _("Made by AI"),
    }[kind]


def status_words(status: RightsStatus) -> str:
    """Return what may be done with a photo."""
    return {
        RightsStatus.UNKNOWN: _("Unknown"),
        RightsStatus.CLEARED: _("Cleared"),
        RightsStatus.ONE_TIME: _("One-time use"),
        RightsStatus.REFUSED: _("May not be used"),
    }[status]


def rights_words(rights: Rights, today: date) -> tuple[str, str]:
    """Return what must be known of a photo's rights, with its tone; nothing when all is well."""
    if rights.status is RightsStatus.UNKNOWN:
        return _("rights unknown"), "warn"
    if rights.status is RightsStatus.REFUSED:
        return _("may not be used"), "err"
    if rights.until is None or rights.until > today + SOON:
        return "", ""
    ended = rights.until < today
    words = _("rights ended {day}") if ended else _("rights end {day}")
    return words.format(day=day_words(rights.until, today)), "err" if ended else "warn"


def day_words(day: date, today: date | None = None) -> str:
    """Return a day in the interface language: "18 Nov", with its year when it is another one."""
    same_year = today is not None and day.year == today.year
    form = day_form(same_year=same_year).replace("ddd", "").strip(" ,")
    return QLocale(spoken()).toString(QDate(day.year, day.month, day.day), form)


def title_of(photo: Photo) -> str:
    """Return what a photo is called in lists: a caption, else what its file says, else its name."""
    captions = (item.caption for item in in_order(photo))
    return next(filter(None, (*captions, photo.original_caption)), photo.file_name)


def in_order(photo: Photo) -> tuple[DeskCaption, ...]:
    """Return the desk captions, that of the interface language first."""
    first = photo.captions.get(Language(spoken()))
    rest = [item for tag, item in photo.captions.items() if tag != spoken()]
    return (*([first] if first else []), *rest)


def line_of(photo: Photo, today: date) -> tuple[str, str]:
    """Return the second line of a photo in lists, with its tone: what is lacking comes first."""
    rights, tone = rights_words(photo.rights, today)
    day = day_words(photo.taken.date(), today) if photo.taken else ""
    if not photo.credit:
        return joined(_("no credit"), day), "err"
    if rights:
        return joined(photo.credit, rights), tone
    if not any(item.alt for item in photo.captions.values()):
        return joined(photo.credit, _("no alt text")), "warn"
    return joined(photo.credit, day), ""


def file_words(photo: Photo) -> str:
    """Return the facts of a file: "2400 × 1600 JPEG, 1.9 MB"."""
    kind = KINDS_OF_FILE.get(photo.media_type, photo.media_type)
    return _("{width} × {height} {kind}, {size}").format(
        width=photo.width, height=photo.height, kind=kind, size=size_words(photo.size)
    )


def size_words(size: int) -> str:
    """Return a number of bytes as people say it."""
    if size < 100_000:
        return _("{count} KB").format(count=max(1, round(size / 1000)))
    return _("{count} MB").format(count=QLocale(spoken()).toString(size / 1_000_000, "f", 1))


def used_words(count: int) -> str:
    """Return in how many stories a photo is used."""
    if not count:
        return _("used in no story yet")
    return ngettext("used in {count} story", "used in {count} stories", count).format(count=count)


def sent_words(widths: Iterable[int]) -> str:
    """Return in which widths a photo is sent."""
    numbers = ", ".join(str(width) for width in widths)
    return _("Sent as {widths} px").format(widths=numbers)


def removed_words(private: Iterable[str]) -> str:
    """Return what is in the file and never leaves the desk."""
    names = {
        "location": _("location"),
        "serial-numbers": _("serial numbers"),
        "owner": _("the owner's name"),
        "persons": _("names of persons"),
        "contact": _("contact data"),
        "maker-notes": _("the camera's notes"),
        "thumbnail": _("the embedded small picture"),
        "editing-history": _("the editing history"),
    }
    found = [names[item] for item in private if item in names]
    if not found:
        return _("The file holds nothing private.")
    return _("Removed when sent: {things}.").format(things=listed(found))


def joined(*words: str) -> str:
    """Join what there is with a middle dot."""
    return " · ".join(filter(None, words))
