"""Verbs on sites: which there are, adding, removing, signing in and out, looking one over."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from editor_app.cli.answers import DONE, FINDINGS, Answer, plain, tell
from editor_app.cli.desk_verbs import site_named
from editor_app.cli.passwords import password_said, say_trouble
from editor_app.cli.said import WrongUse, words_said
from editor_app.domain.diagnosis import Diagnosis, Severity
from editor_app.domain.errors import EditorError, Unreadable
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
    """``site add NAME --kind folder|wordpress --url U [--target DIR] [--account A]``.

    Of a folder the address may be the folder itself. What a kind has no use for is wrong use.
    """
    name = words_said(arguments.name)
    if not name.strip():
        raise WrongUse("site-without-name")
    try:
        if arguments.kind == "wordpress":
            return _add_wordpress(desk, arguments)
        return _add_folder(desk, arguments, name)
    except Unreadable as error:
        if error.message.key != "address-not-web":
            raise
        raise WrongUse(error.message.key, **error.message.fields) from None


def _add_folder(desk: Desk, arguments: Namespace, name: str) -> Answer:
    if arguments.account is not None:
        raise WrongUse("site-folder-with-account", name=name)
    web = "://" in arguments.url
    if not web and arguments.target:
        raise WrongUse("site-with-two-folders", url=words_said(arguments.url))
    if not (arguments.target or arguments.url) or (web and not arguments.target):
        raise WrongUse("site-without-folder", name=name)
    target = Path(arguments.target or arguments.url).resolve()
    url = arguments.url if web else target.as_uri()
    with _folder(target):
        site, _ = desk.publishing.add_folder_site(arguments.name, target, url)
    return Answer(site, (f"{site.name}: {site.target}",))


@contextmanager
def _folder(target: Path) -> Iterator[None]:
    """Make a folder, and take away what was made of it when it finds no use."""
    missing = [folder for folder in (target, *target.parents) if not folder.exists()]
    target.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except EditorError:
        with suppress(OSError):
            for folder in missing:
                folder.rmdir()
        raise


def _add_wordpress(desk: Desk, arguments: Namespace) -> Answer:
    """Look for the site before a password is asked for: it goes to the host that was said only."""
    if not arguments.account:
        raise WrongUse("site-without-account", name=words_said(arguments.name))
    if arguments.target is not None:
        raise WrongUse("site-wordpress-with-folder", name=words_said(arguments.name))
    found = desk.accounts.find(words_said(arguments.url))
    if found.moved:
        raise WrongUse("site-elsewhere", url=words_said(arguments.url), host=found.host)
    password = password_said(arguments.account, found.host)
    site, _ = desk.accounts.add_wordpress(arguments.name, found, arguments.account, password)
    say_trouble(desk, arguments)
    return Answer(_document(desk, site), (f"{site.name}: {site.target}",))


def remove_site(desk: Desk, arguments: Namespace) -> Answer:
    """``site remove NAME``; out of a WordPress it is signed out first.

    Exit 1 when its password has to be revoked there by hand; the site is removed then too.
    """
    site = _site(desk, arguments.name)
    parted = desk.accounts.part(site.id)
    revoked, said = (parted.revoked, parted.said) if parted is not None else (None, None)
    desk.publishing.remove_site(site.id)
    document = {"removed": arguments.name, "revoked": revoked, "said": said}
    lines = (arguments.name, *([sentence(said)] if said else []))
    return Answer(document, lines, FINDINGS if revoked is False else DONE)


def sign_in(desk: Desk, arguments: Namespace) -> Answer:
    """``site sign-in NAME [--account A] [--moved HOST]``: keeps another password.

    The site has taken it by then. ``--moved`` follows a site to that host; where its address leads
    to another one no password is asked for.
    """
    site = _with_password(desk, arguments.name)
    account = site.account if arguments.account is None else arguments.account
    if not account.strip():
        raise WrongUse("site-without-account", name=site.name)
    there = desk.accounts.find(site.url) if arguments.moved is not None else None
    if there is not None and there.host != arguments.moved:
        raise WrongUse("site-not-moved-there", url=site.url, host=there.host)
    password = password_said(account, site.name if there is None else there.host)
    desk.accounts.change_password(site.id, password, account, there)
    say_trouble(desk, arguments)
    found = _document(desk, _site(desk, site.id))
    return Answer(found, (_line(found),))


def sign_out(desk: Desk, arguments: Namespace) -> Answer:
    """``site sign-out NAME``: exit 1 when the password has to be revoked on the site by hand."""
    parted = desk.accounts.sign_out(_with_password(desk, arguments.name).id)
    document = {"site": arguments.name, "revoked": parted.revoked, "said": parted.said}
    return Answer(document, (sentence(parted.said),), DONE if parted.revoked else FINDINGS)


def _site(desk: Desk, name: str) -> Site:
    named = site_named(desk, name)
    return next(site for site in desk.publishing.sites() if site.id == named)


def _with_password(desk: Desk, name: str) -> Site:
    """Return the site of that name. Raises WrongUse for one that has no password."""
    site = _site(desk, name)
    if not site.account:
        raise WrongUse("site-without-password", name=site.name)
    return site


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
