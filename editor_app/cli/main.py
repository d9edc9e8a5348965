"""Runs one verb and answers with its exit code."""

from __future__ import annotations

import locale
import logging
import traceback
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from editor_app.cli import (
    check_verbs,
    conflict_verbs,
    desk_verbs,
    exchange_verbs,
    outbox_verbs,
    site_verbs,
    story_verbs,
    sync_verbs,
    word_verbs,
)
from editor_app.cli.answers import (
    COULD_NOT,
    FINDINGS,
    WRONG_USE,
    Answer,
    file_trouble,
    show,
    speak_utf8,
    tell,
)
from editor_app.cli.demo import Pictures, demo
from editor_app.cli.parser import parser
from editor_app.cli.passwords import ask_for_passwords
from editor_app.cli.said import WrongUse
from editor_app.domain.errors import Ambiguous, Cancelled, EditorError, NotFound, Unreadable
from editor_app.domain.messages import Message
from editor_app.sentences import _, sentence
from editor_app.services.first_sight import is_behind
from editor_app.services.preferences import SettingsService
from editor_app.tongue import choose_language
from editor_app.wiring import Desk, open_desk

_log = logging.getLogger(__name__)
# Where no log is written Python would print it; standard error is for sentences.
logging.getLogger("editor_app").addHandler(logging.NullHandler())

READING = {"check", "show", "list", "export", "page", "verify", "site list", "log"}
"""Verbs that open the desk read-only, beside a window that has it."""

ASKING = {"publish", "sync", "doctor", "site remove", "site sign-out"}
"""Verbs that talk to sites: without a keyring they are handed the passwords each time."""

TABLES = {"terms", "memory"}
READING_TABLES = {"export", "lookup"}
"""What ``terms`` and ``memory`` do without writing."""

ON_DESK: dict[str, Callable[[Desk, Namespace], Answer]] = {
    "import": story_verbs.take_in,
    "reimport": story_verbs.take_in_again,
    "export": exchange_verbs.export,
    "show": story_verbs.show_article,
    "list": story_verbs.list_stories,
    "set": story_verbs.set_fields,
    "tag": story_verbs.tag,
    "attach": story_verbs.attach,
    "translate": story_verbs.translate,
    "check": check_verbs.check,
    "segments export": exchange_verbs.send,
    "segments import": exchange_verbs.take_back,
    "memory": exchange_verbs.memory,
    "terms": exchange_verbs.terms,
    "publish": story_verbs.publish,
    "conflicts": conflict_verbs.conflicts,
    "outbox": outbox_verbs.outbox,
    "sync": sync_verbs.sync,
    "log": sync_verbs.log,
    "backup": desk_verbs.back_up,
    "verify": desk_verbs.verify,
    "site list": site_verbs.list_sites,
    "site add": site_verbs.add_site,
    "site remove": site_verbs.remove_site,
    "site sign-in": site_verbs.sign_in,
    "site sign-out": site_verbs.sign_out,
    "doctor": site_verbs.doctor,
}

NEVER_EMPTY = ("out", "target", "to", "translate_to")
"""Options that mean something else when they are left out: an unset variable must not do that."""

ALONE: dict[str, Callable[[Namespace], Answer]] = {
    "new-desk": desk_verbs.make_desk,
    "check files": check_verbs.check_files,
    "convert": word_verbs.convert,
    "photo inspect": word_verbs.inspect_photo,
    "photo render": word_verbs.render_photo,
}


def run(argv: Sequence[str], pictures: Pictures | None = None) -> int:
    """Run the verb of ``argv`` (without the program's name); return the exit code.

    ``pictures`` takes pictures of pages and windows; ``__main__`` hands it, so that nothing here
    needs Qt.
    """
    speak_utf8()
    arguments = parser().parse_args(argv)
    settings = SettingsService()
    choose_language(settings, locale.getlocale()[0] or "en")
    try:
        answer = _answer(arguments, settings, pictures)
        return show(answer, as_json=arguments.json, quiet=arguments.quiet)
    except EditorError as error:
        tell(sentence(error.message))
        return _code_of(error)
    except OSError as error:
        tell(sentence(file_trouble(error)))
    except KeyboardInterrupt:
        tell(sentence(Cancelled().message))
    except Exception as error:  # noqa: BLE001  (Python would end with 1, as with findings)
        tell(sentence(Message("bug", {"reason": _kind_and_place(error)})))
    return COULD_NOT


def _kind_and_place(error: Exception) -> str:
    """Return what kind of mistake happened where; its own words may hold a password."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}, {Path(place.filename).name}:{place.lineno}"


def _answer(arguments: Namespace, settings: SettingsService, pictures: Pictures | None) -> Answer:
    name = _name(arguments)
    for option in NEVER_EMPTY:
        if getattr(arguments, option, None) == "":
            raise WrongUse("option-empty", option=f"--{option.replace('_', '-')}")
    if name in ALONE:
        return ALONE[name](arguments)
    if name == "demo":
        return demo(arguments, pictures)
    folder = settings.load().desk_folder if arguments.desk is None else arguments.desk
    if not folder:
        raise NotFound("no-desk-said")
    if name == "recover":
        return desk_verbs.recover(Path(folder), arguments.copy)
    reads = _reads_only(name, arguments)
    if not reads and is_behind(Path(folder)):
        tell(_("Bringing the library up to date…"), quiet=arguments.quiet)
    desk = open_desk(Path(folder), read_only=reads, settings=settings)
    try:
        if not reads:
            desk.drafts.recover()
            desk.publishing.resume()
        if name in ASKING:
            ask_for_passwords(desk, arguments)
        if name == "page":
            take = pictures.page if pictures else None
            return story_verbs.page(desk, arguments, take)
        return ON_DESK[name](desk, arguments)
    except (EditorError, OSError):
        raise
    except Exception:
        _log.exception("A verb ended by a mistake of our own")  # the log ends with the desk
        raise
    finally:
        desk.close()


def _reads_only(name: str, arguments: Namespace) -> bool:
    """Say whether a verb writes nothing, so that it may run beside a window that has the desk."""
    if name == "export":
        return arguments.to not in {"xliff", "machine"}
    if name == "conflicts":
        return not arguments.resolve
    if name == "outbox":
        return arguments.reply is None
    return name in READING or (name in TABLES and arguments.action in READING_TABLES)


def _name(arguments: Namespace) -> str:
    """Return the verb as the tables above name it."""
    if arguments.verb == "check" and arguments.language is not None:
        return "check files"
    action = getattr(arguments, "action", None)
    if action is None or arguments.verb in ON_DESK:
        return str(arguments.verb)
    return f"{arguments.verb} {action}"


def _code_of(error: EditorError) -> int:
    """Return the exit code of a known trouble."""
    if isinstance(error, (WrongUse, NotFound, Ambiguous)):
        return WRONG_USE
    return FINDINGS if isinstance(error, Unreadable) else COULD_NOT
