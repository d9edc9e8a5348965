"""Passwords on the command line: typed unseen or read from standard input, never an argument.

Arguments of a program can be read by everybody on a computer, and stay in a shell's history.
"""

from __future__ import annotations

import getpass
import sys
from argparse import Namespace

from editor_app.cli.answers import tell
from editor_app.cli.desk_verbs import site_named
from editor_app.cli.said import WrongUse
from editor_app.domain.messages import Message
from editor_app.domain.site import Site, SiteKind
from editor_app.sentences import sentence
from editor_app.wiring import Desk


def password_said(account: str, site: str) -> str:
    """Return a password: the next line of standard input, or typed unseen where that is a terminal.

    Empty when there is none. Raises WrongUse for one that is not in UTF-8.
    """
    password = _read(account, site)
    if password is None:  # raised out here: an error of decoding holds what was read
        raise WrongUse("password-not-utf-8")
    return password


def _read(account: str, site: str) -> str | None:
    """Return what was typed or stands on standard input; None where it is not in UTF-8."""
    stream = sys.stdin
    try:
        if stream is not None and stream.isatty():
            question = sentence(Message("password-asked", {"account": account, "site": site}))
            password = getpass.getpass(f"{question} ")
        else:
            password = stream.readline().strip("\r\n") if stream is not None else ""
        password.encode()  # Python may have read bytes that are no letters as halves of some
    except UnicodeError:
        return None
    except (EOFError, OSError):
        return ""
    return password


def ask_for_passwords(desk: Desk, arguments: Namespace) -> None:
    """Where there is no keyring, read the passwords that a verb needs; they are kept for it only.

    From standard input one line for each WordPress, in the order of ``site list``; with ``--site``
    one for that.
    """
    wanted = [site for site in _concerned(desk, arguments) if site.kind is SiteKind.WORDPRESS]
    if not wanted or desk.accounts.trouble() is None:
        return
    for site in wanted:
        password = password_said(site.account, site.name)
        if password:
            desk.accounts.use_for_now(site.id, password)


def _concerned(desk: Desk, arguments: Namespace) -> tuple[Site, ...]:
    """Return the sites that a verb talks to."""
    sites = desk.publishing.sites()
    said = arguments.name if arguments.verb == "site" else arguments.site
    if said is None and arguments.verb == "sync":
        return sites
    named = site_named(desk, said)
    return tuple(site for site in sites if site.id == named)


def say_trouble(desk: Desk, arguments: Namespace) -> None:
    """Say on standard error that passwords are not kept, where that is so."""
    trouble = desk.accounts.trouble()
    if trouble is not None:
        tell(sentence(trouble), quiet=arguments.quiet)
