"""What is said of a term that stands in a source text."""

from __future__ import annotations

from datetime import date

from editor_app.domain.ids import Language
from editor_app.domain.term import TermKind
from editor_app.sentences import _
from editor_app.text.term_offers import Origin, Standing, TermOffer
from editor_app.ui.article.text_marks import MarkLook
from editor_app.ui.desk.term_screen import kind_words
from editor_app.ui.photos.photo_words import day_words
from editor_app.ui.words import language_name


def look_of(offer: TermOffer) -> MarkLook:
    """Return how the words of the source are marked."""
    if offer.wrong:
        return MarkLook.TERM_WRONG
    if offer.standing is not Standing.HOLDS:
        return MarkLook.TERM_OVER
    if offer.term.kind is TermKind.KEEP or offer.origin is Origin.NAME:
        return MarkLook.TERM_KEEP
    return MarkLook.TERM


def standing_words(offer: TermOffer) -> str:
    """Return from or until when a term holds that does not hold today; nothing for others."""
    if offer.standing is Standing.OVER and offer.term.valid_to is not None:
        return _("only until {day}").format(day=day_words(offer.term.valid_to))
    if offer.standing is Standing.COMING and offer.term.valid_from is not None:
        return _("only from {day}").format(day=day_words(offer.term.valid_from))
    return ""


def kind_note(offer: TermOffer, source: str = "") -> str:
    """Return what a form is when it is no plain term of the desk: why it is offered."""
    if offer.origin is Origin.NAME and not offer.targets:
        return kind_words(offer.term.kind)
    if offer.origin is Origin.NAME:
        return _("name, marks kept") if offer.source == offer.target else _("name, no marks")
    if offer.origin is Origin.TABLE:
        return _("office of that country") if offer.term.kind is TermKind.OFFICE else _("own name")
    return _("stays as it is") if offer.term.kind is TermKind.KEEP else source


def notes_of(offer: TermOffer) -> str:
    """Return what stands below a term in the Assist panel."""
    parts = (standing_words(offer), kind_note(offer), offer.term.note)
    return " · ".join(part for part in parts if part)


def empty_words(language: Language) -> str:
    """Return what stands where a term has no form in a language yet."""
    return _("no form in {language} yet").format(language=language_name(language))


def tip_of_offer(offer: TermOffer, language: Language) -> str:
    """Return what is said when the mouse rests on the words in the source."""
    said = ", ".join(offer.targets) or empty_words(language)
    lines = [f"{offer.source} → {said}"]
    if offer.wrong:
        lines.append(_("This form is not used here."))
    if offer.forbidden:
        lines.append(_("Not: {forms}").format(forms=", ".join(offer.forbidden)))
    lines += [part for part in (standing_words(offer), kind_note(offer), offer.term.note) if part]
    if offer.origin is Origin.DESK:
        lines += _where(offer)
    return "\n".join(lines)


def _where(offer: TermOffer) -> list[str]:
    """Return where a term is taken from and since when it holds."""
    parts = []
    if offer.term.source:
        parts.append(_("from {source}").format(source=offer.term.source))
    if offer.standing is Standing.HOLDS:
        parts += _holds(offer.term.valid_from, offer.term.valid_to)
    return [" · ".join(parts)] if parts else []


def _holds(begin: date | None, end: date | None) -> list[str]:
    said = []
    if begin is not None:
        said.append(_("since {day}").format(day=day_words(begin)))
    if end is not None:
        said.append(_("until {day}").format(day=day_words(end)))
    return said


def spoken_name(offer: TermOffer, used: bool) -> str:
    """Return what a screen reader says of a line of terms."""
    parts = [f"{offer.source}: {', '.join(offer.targets)}"]
    if used:
        parts.append(_("used"))
    if offer.forbidden:
        parts.append(_("Not: {forms}").format(forms=", ".join(offer.forbidden)))
    return " · ".join((*parts, *filter(None, [notes_of(offer)])))
