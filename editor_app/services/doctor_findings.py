"""What the doctor makes of what it saw: what each thing means, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from editor_app.connectors.web_origins import origin_of
from editor_app.domain.diagnosis import Diagnosis, Severity
from editor_app.domain.errors import ConnectionTrouble, EditorError, NotAllowed, SignedOut
from editor_app.domain.messages import Field, Message
from editor_app.services import site_facts as facts
from editor_app.services.doctor_sight import Sight

OK, WEAK, BAD = Severity.OK, Severity.WEAK, Severity.BAD
MEGABYTE = 1024 * 1024
SMALL_UPLOAD = 4 * MEGABYTE
NOTICED, SERIOUS = 60.0, 15 * 60.0
"""Seconds by which clocks may differ before it is said, and before it is called bad."""

NEEDED_RIGHTS = {"may-write": BAD, "may-publish": WEAK, "may-edit-others": WEAK, "may-upload": BAD}
LESSER_RIGHTS = {"may-manage-terms": WEAK, "unfiltered-html": WEAK}
COMMON_TYPES = frozenset({"image/jpeg", "image/png"})


def findings(sight: Sight) -> Iterator[Diagnosis]:
    """Give what was found, in the order in which it is read."""
    if sight.unreached is not None:
        yield _trouble("reach", sight.unreached)
        return
    yield from _address(sight)
    yield from _account(sight)
    if sight.me is None:
        return
    yield from _rights(sight)
    yield from _photos(sight)
    yield from _times(sight)
    yield from _writing(sight)
    yield from _languages(sight)
    yield from _companion(sight)


def facts_of(sight: Sight, now: datetime) -> dict[str, str]:
    """Return what is to be known of the site from now on; empty values are not told."""
    found = {"examined": now.isoformat()}
    if sight.discovered is not None:
        index = sight.discovered.index
        found |= {
            "zone": index.zone,
            "plain": facts.said(sight.discovered.plain),
            "polylang": facts.said(index.polylang),
            "companion": str(sight.companion.version) if sight.companion else facts.NO,
            "threshold": str(index.threshold or ""),
        }
    if sight.me is not None:
        found |= facts.of_account(sight.me, sight.site.account)
    if sight.companion is not None:
        found["upload-limit"] = str(sight.companion.upload or "")
        found["upload-types"] = ",".join(sight.companion.types)
        found["threshold"] = str(sight.companion.threshold or "")
    trial = sight.trial
    return found | {
        "skew": str(round(sight.skew.total_seconds())) if sight.skew is not None else "",
        "languages": ",".join(sight.languages),
        "sizes": ",".join(sight.sizes),
        "noisy": facts.said(sight.noisy > 0),
        "emoji": sight.emoji,
        "trash": _told(sight.trash),
        "revisions": _told(trial.revisions if trial else None),
        "footnotes": _told(trial.footnotes if trial else None),
    }


def _told(value: bool | None) -> str:
    return "" if value is None else facts.said(value)


def _say(
    check: str, severity: Severity, key: str, advice: str = "", /, **fields: Field
) -> Diagnosis:
    told: Mapping[str, Field] = fields
    return Diagnosis(check, severity, Message(key, told), Message(advice, told) if advice else None)


def _trouble(check: str, trouble: EditorError) -> Diagnosis:
    """Return a trouble as a finding, with what helps against it."""
    means = trouble.message
    if isinstance(trouble, SignedOut):
        key = {
            "signed-out-here": "doctor-sign-in",
            "signed-out-disabled": "doctor-passwords-advice",
            "signed-out-gate": "doctor-gate-advice",
        }.get(means.key, "doctor-account-advice")
    elif isinstance(trouble, NotAllowed):
        firewall = means.key == "not-allowed-firewall"
        key = "doctor-firewall-advice" if firewall else "doctor-role-advice"
    elif isinstance(trouble, ConnectionTrouble) and trouble.retry:
        key = "doctor-again-later"
    else:
        key = "doctor-ask-administrator"
    return Diagnosis(check, BAD, means, Message(key, means.fields))


def _address(sight: Sight) -> Iterator[Diagnosis]:
    found = sight.discovered
    if found is None:
        return
    root, kept = found.root, sight.site.target
    if root != kept:
        yield _say("api", BAD, "doctor-api-moved", "doctor-api-moved-advice", root=root, kept=kept)
    elif found.told:
        yield _say("api", OK, "doctor-api", root=root)
    else:
        yield _say("api", WEAK, "doctor-api-guessed", "doctor-api-guessed-advice", root=root)
    if found.plain:
        yield _say("permalinks", WEAK, "doctor-plain", "doctor-plain-advice")
    else:
        yield _say("permalinks", OK, "doctor-permalinks")
    if origin_of(root).loopback:
        yield _say("https", OK, "doctor-this-computer")
    else:
        yield _say("https", OK, "doctor-https")
    if found.moved:
        yield _say(
            "redirects",
            WEAK,
            "doctor-moved",
            "doctor-moved-advice",
            host=origin_of(root).host,
            url=sight.site.url,
        )
    else:
        yield _say("redirects", OK, "doctor-no-redirects")
    if found.index.authorize:
        yield _say("passwords", OK, "doctor-passwords")
    else:
        yield _say("passwords", BAD, "doctor-passwords-off", "doctor-passwords-advice")


def _account(sight: Sight) -> Iterator[Diagnosis]:
    if sight.refused is not None:
        yield _trouble("account", sight.refused)
    elif sight.me is not None:
        role = ", ".join(sight.me.roles) or "–"
        yield _say("account", OK, "doctor-account", account=sight.site.account, role=role)


def _rights(sight: Sight) -> Iterator[Diagnosis]:
    me = sight.me
    if me is None:
        return
    lacking = {
        name: severity
        for name, severity in (NEEDED_RIGHTS | LESSER_RIGHTS).items()
        if not me.may(facts.CAPABILITIES[name])
    }
    for name, severity in lacking.items():
        yield _say(name, severity, f"doctor-{name}-not", "doctor-role-advice")
    if not lacking:
        yield _say("rights", OK, "doctor-rights")


def _photos(sight: Sight) -> Iterator[Diagnosis]:
    if not sight.upload:
        yield _say("upload", OK, "doctor-upload-untold")
    elif sight.upload < SMALL_UPLOAD:
        yield _say(
            "upload",
            WEAK,
            "doctor-upload-small",
            "doctor-upload-advice",
            megabytes=round(sight.upload / MEGABYTE, 1),
        )
    else:
        yield _say("upload", OK, "doctor-upload", megabytes=sight.upload // MEGABYTE)
    types = set(sight.companion.types) if sight.companion else set()
    if types and not types >= COMMON_TYPES:
        missing = ", ".join(sorted(COMMON_TYPES - types))
        yield _say("types", WEAK, "doctor-types", "doctor-ask-administrator", types=missing)
    if sight.sizes:
        yield _say("sizes", OK, "doctor-sizes", count=len(sight.sizes))
    else:
        yield _say("sizes", OK, "doctor-sizes-untold")


def _times(sight: Sight) -> Iterator[Diagnosis]:
    index = sight.discovered.index if sight.discovered else None
    if index is not None and not index.zone:
        yield _say(
            "zone",
            WEAK,
            "doctor-zone-offset",
            "doctor-zone-offset-advice",
            hours=f"{index.offset:+g}",
        )
    elif index is not None and index.zone != sight.site.zone:
        yield _say(
            "zone",
            WEAK,
            "doctor-zone-other",
            "doctor-zone-advice",
            zone=index.zone,
            ours=sight.site.zone,
        )
    elif index is not None:
        yield _say("zone", OK, "doctor-zone", zone=index.zone)
    seconds = sight.skew.total_seconds() if sight.skew is not None else 0.0
    if abs(seconds) <= NOTICED:
        yield _say("clock", OK, "doctor-clock")
        return
    key = "doctor-clock-ahead" if seconds > 0 else "doctor-clock-behind"
    severity = BAD if abs(seconds) > SERIOUS else WEAK
    minutes = round(abs(seconds) / 60)
    yield _say("clock", severity, key, "doctor-clock-advice", minutes=minutes)


def _writing(sight: Sight) -> Iterator[Diagnosis]:
    if sight.noisy:
        yield _say("noise", WEAK, "doctor-noise", "doctor-noise-advice")
    if sight.trial_trouble is not None:
        yield _trouble("writing", sight.trial_trouble)
    elif sight.trial is not None:
        yield _say("writing", OK, "doctor-writing")
    elif sight.me is not None and sight.me.may("edit_posts"):
        yield _say("writing", OK, "doctor-not-tried")
    if sight.trial is not None and sight.trial.left:
        yield _say("left", WEAK, "doctor-left", "doctor-left-advice", id=sight.trial.left)
    emoji = {
        "yes": (OK, "doctor-emoji", ""),
        "entities": (WEAK, "doctor-emoji-entities", "doctor-emoji-advice"),
        "no": (WEAK, "doctor-emoji-refused", "doctor-emoji-advice"),
    }.get(sight.emoji)
    if emoji is not None:
        yield _say("emoji", *emoji)
    if sight.trash is not None:
        yield _either("trash", sight.trash)
    if sight.trial is not None and not sight.trial.history:
        yield _say("revisions", WEAK, "doctor-revisions-refused", "doctor-firewall-advice")
    elif sight.trial is not None and sight.trial.revisions is not None:
        yield _either("revisions", sight.trial.revisions)


def _either(check: str, there: bool) -> Diagnosis:
    if there:
        return _say(check, OK, f"doctor-{check}")
    return _say(check, WEAK, f"doctor-{check}-off", f"doctor-{check}-advice")


def _languages(sight: Sight) -> Iterator[Diagnosis]:
    index = sight.discovered.index if sight.discovered else None
    if sight.languages:
        mapped = set(sight.site.languages)
        missing = [language for language in sight.editions if language not in mapped]
        if missing:
            names = ", ".join(missing)
            yield _say(
                "languages",
                WEAK,
                "doctor-languages-missing",
                "doctor-languages-advice",
                names=names,
            )
        else:
            yield _say("languages", OK, "doctor-languages", names=", ".join(sight.languages))
    elif index is not None and index.companion:
        yield _say("languages", OK, "doctor-languages-companion")
    else:
        yield _say("languages", WEAK, "doctor-languages-here", "doctor-companion-advice")


def _companion(sight: Sight) -> Iterator[Diagnosis]:
    if sight.companion is not None:
        yield _say("companion", OK, "doctor-companion", version=sight.companion.version)
    else:
        yield _say("companion", WEAK, "doctor-companion-none", "doctor-companion-advice")
