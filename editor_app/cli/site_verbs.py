"""Verbs on sites: which there are, adding and removing them, signing out, looking one over."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from editor_app.cli.answers import DONE, FINDINGS, Answer, plain, tell
from editor_app.cli.desk_verbs import site_named
from editor_app.cli.passwords import password_said, say_trouble
from editor_app.cli.said import WrongUse, words_said
from editor_app.domain.diagnosis import Diagnosis, Severity
from editor_app.domain.messages import Message
from editor_app.domain.site import Site, SiteKind
from editor_app.sentences import sentence
from editor_app.wiring import Desk

SIGNS = {Severity.OK: " ", Severity.WEAK: "~", Severity.BAD: "!"}
"""What stands before a line of the doctor."""


def list_sites(desk: Desk, arguments: Namespace) -> Answer:
    """``site list``: with account, and whether there is a password for it."""
    found = [_document(desk, site) for site in desk.publishing.sites()]
    return Answer(found, tuple(map(_line, found)))


def _document(desk: Desk, site: Site) -> dict[str, Any]:
    wordpress = site.kind is SiteKind.WORDPRESS
    signed_in = desk.accounts.signed_in(site.id) if wordpress else None
    return {**plain(site), "signed_in": signed_in}


def _line(site: dict[str, Any]) -> str:
    parts = [site["name"], site["kind"], site["url"], site["target"]]
    if site["signed_in"] is not None:
        key = "site-signed-in" if site["signed_in"] else "site-signed-out"
        parts.append(sentence(Message(key, {"account": site["account"]})))
    return "  ".join(parts)


def add_site(desk: Desk, arguments: Namespace) -> Answer:
    """``site add NAME --kind folder|wordpress --url U [--target DIR] [--account A]``."""
    if not words_said(arguments.name).strip():
        raise WrongUse("site-without-name")
    if arguments.kind == "wordpress":
        return _add_wordpress(desk, arguments)
    web = "://" in arguments.url
    if web and not arguments.target:
        raise WrongUse("site-without-folder", name=words_said(arguments.name))
    target = Path(arguments.target or arguments.url).resolve()
    url = arguments.url if web else target.as_uri()
    target.mkdir(parents=True, exist_ok=True)
    site, _ = desk.publishing.add_folder_site(arguments.name, target, url)
    return Answer(site, (f"{site.name}: {site.target}",))


def _add_wordpress(desk: Desk, arguments: Namespace) -> Answer:
    """Look for the site before a password is asked for: it goes to the host that was said only."""
    if not arguments.account:
        raise WrongUse("site-without-account", name=words_said(arguments.name))
    found = desk.accounts.find(words_said(arguments.url))
    if found.moved:
        raise WrongUse("site-elsewhere", url=words_said(arguments.url), host=found.host)
    password = password_said(arguments.account, found.host)
    site, _ = desk.accounts.add_wordpress(arguments.name, found, arguments.account, password)
    say_trouble(desk, arguments)
    return Answer(_document(desk, site), (f"{site.name}: {site.target}",))


def remove_site(desk: Desk, arguments: Namespace) -> Answer:
    """``site remove NAME``; out of a WordPress it is signed out first."""
    site = site_named(desk, arguments.name)
    if desk.accounts.signed_in(site):
        parted = desk.accounts.sign_out(site)
        tell(sentence(parted.said), quiet=arguments.quiet)
    desk.publishing.remove_site(site)
    return Answer({"removed": arguments.name}, (arguments.name,))


def sign_out(desk: Desk, arguments: Namespace) -> Answer:
    """``site sign-out NAME``: exit 1 when the password has to be revoked on the site by hand."""
    site = site_named(desk, arguments.name)
    if not any(one.id == site and one.account for one in desk.publishing.sites()):
        raise WrongUse("site-without-password", name=words_said(arguments.name))
    parted = desk.accounts.sign_out(site)
    document = {"site": arguments.name, "revoked": parted.revoked, "said": parted.said}
    return Answer(document, (sentence(parted.said),), DONE if parted.revoked else FINDINGS)


def doctor(desk: Desk, arguments: Namespace) -> Answer:
    """``doctor NAME [--look-only]``: exit 1 when something does not work."""
    site = site_named(desk, arguments.site)

    def told(done: int, total: int, said: Message | None = None) -> None:
        if said is not None:
            tell(sentence(said), quiet=arguments.quiet)

    found, _changes = desk.doctor.examine(site, told, trial=not arguments.look_only)
    bad = any(one.severity is Severity.BAD for one in found)
    lines = [line for one in found for line in _lines(one)]
    return Answer(found, tuple(lines), FINDINGS if bad else DONE)


def _lines(one: Diagnosis) -> list[str]:
    lines = [f"{SIGNS[one.severity]} {one.check}: {sentence(one.means)}"]
    return lines + ([f"    {sentence(one.advice)}"] if one.advice else [])
