"""What the checks say of an article in a few words: counts, the badge, and what is left to do."""

from __future__ import annotations

from editor_app.domain.finding import Severity
from editor_app.sentences import _, ngettext
from editor_app.services.check_views import CheckReport


def counts_words(report: CheckReport) -> str:
    """Return how many findings there are of each severity."""
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    notes, proved = report.count(Severity.INFORMATION), len(report.probation)
    said = [
        ngettext("{count} error", "{count} errors", errors).format(count=errors),
        ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings),
        ngettext("{count} note", "{count} notes", notes).format(count=notes),
        _("{count} on probation").format(count=proved),
    ]
    counted = (errors, warnings, notes, proved)
    known = [words for words, many in zip(said, counted, strict=True) if many]
    return " · ".join(known) or _("The checks have found nothing.")


def badge_of(report: CheckReport) -> tuple[str, str]:
    """Return the number on the tab: errors and warnings; notes are no work."""
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    return (str(errors + warnings) if errors + warnings else "", "err" if errors else "warn")


def not_translated_words(report: CheckReport) -> str:
    """Return how much of a translation under way waits; fields are counted with paragraphs."""
    count = len(report.to_do)
    if any(finding.address.block is None for finding in report.to_do):
        words = ngettext(
            "{count} paragraph or field not translated yet",
            "{count} paragraphs and fields not translated yet",
            count,
        )
    else:
        words = ngettext(
            "{count} paragraph not translated yet",
            "{count} paragraphs not translated yet",
            count,
        )
    return words.format(count=count)


def more_words(count: int) -> str:
    """Return what the link says that shows further findings."""
    words = ngettext("Show {count} more finding", "Show {count} more findings", count)
    return words.format(count=count)
