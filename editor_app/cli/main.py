"""Runs one verb and answers with its exit code."""

from __future__ import annotations

import locale
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from editor_app.cli import desk_verbs, story_verbs, word_verbs
from editor_app.cli.answers import COULD_NOT, WRONG_USE, Answer, show, tell
from editor_app.cli.demo import Pictures, demo
from editor_app.cli.parser import parser
from editor_app.domain.errors import DeskError, EditorError, NotFound
from editor_app.sentences import sentence
from editor_app.services.preferences import SettingsService
from editor_app.tongue import choose_language
from editor_app.wiring import Desk, open_desk

READING = {"show", "list", "export", "page", "verify"}
"""Verbs that open the desk read-only, beside a window that has it."""

ON_DESK: dict[str, Callable[[Desk, Namespace], Answer]] = {
    "import": story_verbs.take_in,
    "export": story_verbs.export,
    "show": story_verbs.show_article,
    "list": story_verbs.list_stories,
    "set": story_verbs.set_fields,
    "tag": story_verbs.tag,
    "attach": story_verbs.attach,
    "translate": story_verbs.translate,
    "memory": word_verbs.memory,
    "terms": word_verbs.terms,
    "publish": story_verbs.publish,
    "backup": desk_verbs.back_up,
    "verify": desk_verbs.verify,
    "site list": desk_verbs.list_sites,
    "site add": desk_verbs.add_site,
    "site remove": desk_verbs.remove_site,
}

ALONE: dict[str, Callable[[Namespace], Answer]] = {
    "new-desk": desk_verbs.make_desk,
    "convert": word_verbs.convert,
    "photo inspect": word_verbs.inspect_photo,
    "photo render": word_verbs.render_photo,
}


def run(argv: Sequence[str], pictures: Pictures | None = None) -> int:
    """Run the verb of ``argv`` (without the program's name); return the exit code.

    ``pictures`` takes pictures of pages and windows; ``__main__`` hands it, so that nothing here
    needs Qt.
    """
    arguments = parser().parse_args(argv)
    settings = SettingsService()
    choose_language(settings, locale.getlocale()[0] or "en")
    try:
        answer = _answer(arguments, settings, pictures)
    except (DeskError, NotFound) as error:
        tell(sentence(error.message))
        return COULD_NOT if isinstance(error, DeskError) else WRONG_USE
    except EditorError as error:
        tell(sentence(error.message))
        return COULD_NOT
    except OSError as error:
        tell(f"{error.strerror}: {error.filename}")
        return COULD_NOT
    show(answer, as_json=arguments.json, quiet=arguments.quiet)
    return answer.code


def _answer(arguments: Namespace, settings: SettingsService, pictures: Pictures | None) -> Answer:
    action = getattr(arguments, "action", None)
    verb = arguments.verb if action is None or arguments.verb in ON_DESK else None
    name = verb or f"{arguments.verb} {action}"
    if name in ALONE:
        return ALONE[name](arguments)
    if name == "demo":
        return demo(arguments, pictures)
    folder = arguments.desk or settings.load().desk_folder
    if not folder:
        raise NotFound("no-desk-said")
    desk = open_desk(Path(folder), read_only=arguments.verb in READING, settings=settings)
    try:
        if arguments.verb not in READING:
            desk.drafts.recover()
            desk.publishing.resume()
        if name == "page":
            take = pictures.page if pictures else None
            return story_verbs.page(desk, arguments, take)
        return ON_DESK[name](desk, arguments)
    finally:
        desk.close()
