"""The verbs and their arguments."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError

WIDEST = 10_000
"""Pixels of the widest picture of a page."""
REPLIES = {
    "yes": "write over the files that the site has, or remove as many as were named; holds for all "
    "that asks the same there",
    "no": "leave the files as they are on the site; holds for all that asks the same there",
    "go-on": "go on in spite of what it says",
    "send-anyway": "send what data saver holds back",
    "retry": "try again what failed",
    "take-back": "send it no more",
}
"""What can be replied to an entry of the outbox, and what that does."""
EPILOG = (
    "ARTICLE is an id, the beginning of one, or STORY/LANGUAGE, where STORY is a slug word, "
    "a slug, an id or its beginning. Exit codes: 0 done; 1 done with findings, or what was not "
    "ready or not understood, which the output names; 2 wrong use, nothing was done; 3 could not: "
    "a verb that is refused as a whole, the desk, a file, a connection or a password, in one "
    "sentence on standard error."
)


def parser() -> ArgumentParser:
    """Return the parser of the whole command line."""
    common = _common()
    whole = ArgumentParser(
        prog="copydesk",
        description="Write, translate, illustrate, preview and publish. "
        "Without a verb the workstation opens.",
        epilog=EPILOG,
        parents=[_common()],
    )
    whole.set_defaults(desk=None, json=False, quiet=False)
    verbs = whole.add_subparsers(dest="verb", metavar="VERB", required=True)

    def verb(name: str, said: str) -> ArgumentParser:
        return verbs.add_parser(name, help=said, description=said, parents=[common])

    _desk_verbs(verb("new-desk", "make a new desk"), verb("demo", "do the main job once"))
    _take_in(verb("import", "take in files as stories"), verb("export", "write a file"))
    _take_in_again(verb("reimport", "take in a newer version of an article that is on the desk"))
    _look(verb("show", "show an article"), verb("list", "list stories"))
    _edit(verb("set", "set fields"), verb("tag", "add tags"), verb("attach", "add a photo"))
    _translate(verb("translate", "begin or update a language version"))
    _segments(verb("segments", "send a translation out as a file, and take it back"))
    actions = ["import", "export", "lookup"]
    _tables(verb("terms", "import, export or look up terms"), actions)
    memory = verb("memory", "import, export or look up memory, or take a file out of it again")
    _tables(memory, [*actions, "take-out"])
    memory.add_argument(
        "--memory", metavar="NAME", help="a memory by name (default: import: the desk's; else any)"
    )
    _check(verb("check", "run the desk checks on articles, or on files"))
    _convert(verb("convert", "convert a file to Markdown"))
    _photo(verb("photo", "look at a photo file, or make its renditions"))
    _publish(verb("page", "make the page of an article"), verb("publish", "publish articles"))
    _site(
        verb("site", "list, add or remove sites, sign in or out"),
        verb("doctor", "look a site over"),
    )
    _sync(verb("sync", "send what waits, and read what changed on the sites"))
    _choose(verb("conflicts", "list what was changed here and on a site, and choose"))
    _answer(verb("outbox", "list what is not out yet, and reply to what it asks; sync sends it"))
    verb("log", "what was sent of an article, and what came back").add_argument(
        "article", metavar="ARTICLE"
    )
    _keep(
        verb("backup", "copy the library (texts, not photos)"),
        verb("recover", "put a backup in the place of the library, which is kept beside it"),
    )
    verb("verify", "check the library and the photo files")
    return whole


def _common() -> ArgumentParser:
    """Return the options that stand before or behind any verb; what is not said sets nothing."""
    common = ArgumentParser(add_help=False, argument_default=SUPPRESS)
    common.add_argument(
        "--desk", metavar="DIR", type=_named, help="the work folder (default: the last one)"
    )
    common.add_argument("--json", action="store_true", help="one JSON document as the answer")
    common.add_argument("--quiet", action="store_true", help="say nothing but the answer's code")
    return common


def _named(folder: str) -> str:
    """Return a folder that has a name: a variable that is not set does not mean the last one."""
    if not folder:
        raise ArgumentTypeError("it is empty; name the work folder, or leave it out")
    return folder


def _desk_verbs(new: ArgumentParser, demo: ArgumentParser) -> None:
    new.add_argument("folder", metavar="DIR")
    new.add_argument("--sample", action="store_true", help="fill it with the sample")
    demo.add_argument("--out", metavar="DIR", required=True)
    demo.add_argument("--shots", action="store_true", help="pictures of page and window too")


def _take_in(take: ArgumentParser, out: ArgumentParser) -> None:
    take.add_argument("files", nargs="+", metavar="FILE")
    take.add_argument("--language", metavar="L")
    take.add_argument("--section", metavar="S")
    take.add_argument("--translate-to", metavar="L2,L3")
    out.add_argument("article", metavar="ARTICLE")
    out.add_argument(
        "--to", choices=["md", "html", "docx", "xliff", "json", "machine"], required=True
    )
    out.add_argument("--out", metavar="FILE")


def _take_in_again(again: ArgumentParser) -> None:
    again.add_argument("article", metavar="ARTICLE")
    again.add_argument("file", metavar="FILE")


def _look(show: ArgumentParser, rows: ArgumentParser) -> None:
    show.add_argument("article", metavar="ARTICLE")
    for name in ("query", "language", "status", "section"):
        rows.add_argument(f"--{name}")


def _edit(fields: ArgumentParser, tags: ArgumentParser, attach: ArgumentParser) -> None:
    fields.add_argument("article", metavar="ARTICLE")
    fields.add_argument(
        "fields",
        nargs="+",
        metavar="FIELD=VALUE",
        help="body, headline, standfirst, dateline, push, home, social, seo, slug, status, planned "
        "and embargo (ISO 8601; empty takes it away), confidential (yes or no), section, source "
        "(an address), slug_word",
    )
    tags.add_argument("article", metavar="ARTICLE")
    tags.add_argument("tags", nargs="+", metavar="TAG")
    attach.add_argument("article", metavar="ARTICLE")
    attach.add_argument("photo", metavar="PHOTO")
    attach.add_argument("--caption", action="append", metavar="L=TEXT")
    attach.add_argument("--alt", action="append", metavar="L=TEXT")
    attach.add_argument("--credit", metavar="TEXT")
    attach.add_argument("--at", metavar="BLOCK", help="after this block")


def _translate(translate: ArgumentParser) -> None:
    translate.add_argument("article", metavar="ARTICLE")
    translate.add_argument("--to", metavar="L", required=True)
    translate.add_argument("--memory", action="store_true", help="fill in exact matches")


def _segments(segments: ArgumentParser) -> None:
    actions = segments.add_subparsers(dest="action", required=True)
    out = actions.add_parser("export", parents=[_common()])
    out.add_argument("article", metavar="ARTICLE")
    out.add_argument("file", metavar="FILE", help="ends in .xlf, or in .docx for Word")
    out.add_argument("--version", choices=["1.2", "2.0", "2.1"], default="1.2", help="of XLIFF")
    out.add_argument("--note", default="", metavar="TEXT", help="for the translator")
    back = actions.add_parser("import", parents=[_common()])
    back.add_argument("file", metavar="FILE")
    back.add_argument("--article", metavar="ARTICLE", help="where the file does not say it")
    back.add_argument(
        "--take",
        nargs="*",
        metavar="UNIT",
        help="take these units; without any named, all that changed without conflict",
    )
    back.add_argument("--state", metavar="S", help="draft or translated (default: as it says)")


def _tables(table: ArgumentParser, actions: list[str]) -> None:
    table.add_argument("action", choices=actions)
    table.add_argument("what", metavar="FILE|TEXT")
    table.add_argument("--source", metavar="L", help="with --target (lookup: vi and en if none)")
    table.add_argument("--target", metavar="L")


def _check(check: ArgumentParser) -> None:
    check.add_argument("what", nargs="+", metavar="ARTICLE|FILE")
    check.add_argument("--language", metavar="L", help="of FILE; without it ARTICLEs are meant")
    check.add_argument("--source", metavar="FILE", help="what FILE was translated from")
    check.add_argument("--source-language", metavar="L")
    check.add_argument("--meta", metavar="JSON", help="headline, url, outlet, tags, photos ...")
    check.add_argument("--terms", metavar="FILE", help="terms as TSV or CSV")


def _convert(convert: ArgumentParser) -> None:
    convert.add_argument("file", metavar="FILE", help="- reads standard input")
    convert.add_argument("--from", dest="kind", choices=["html", "word", "docx"])
    convert.add_argument("--to", choices=["md"], default="md")


def _photo(photo: ArgumentParser) -> None:
    actions = photo.add_subparsers(dest="action", required=True)
    inspect = actions.add_parser("inspect", parents=[_common()])
    inspect.add_argument("files", nargs="+", metavar="FILE")
    render = actions.add_parser("render", parents=[_common()])
    render.add_argument("file", metavar="FILE")
    render.add_argument("--out", metavar="DIR", required=True)


def _publish(page: ArgumentParser, publish: ArgumentParser) -> None:
    page.add_argument("article", metavar="ARTICLE")
    page.add_argument("--out", metavar="FILE", required=True, help="ends in .html, .png or .pdf")
    page.add_argument("--site", metavar="S")
    page.add_argument("--width", type=_pixels, default=1200, metavar="PIXELS")
    publish.add_argument("articles", nargs="+", metavar="ARTICLE")
    publish.add_argument("--site", metavar="S", help="may be left out where there is one only")
    publish.add_argument("--at", metavar="TIME", help="ISO 8601; this computer's zone if none")
    status = publish.add_mutually_exclusive_group()
    status.add_argument(
        "--status",
        choices=["draft", "publish", "future"],
        help="what it is to be there (default: future with --at, else publish)",
    )
    status.add_argument("--withdraw", action="store_true", help="take it off the site")


def _pixels(text: str) -> int:
    """Return a width. Raises ValueError for what is none."""
    pixels = int(text)
    if not 0 < pixels <= WIDEST:
        raise ValueError
    return pixels


def _site(site: ArgumentParser, doctor: ArgumentParser) -> None:
    actions = site.add_subparsers(dest="action", required=True)
    actions.add_parser("list", parents=[_common()])
    add = actions.add_parser("add", parents=[_common()])
    add.add_argument("name", metavar="NAME")
    add.add_argument(
        "--kind", choices=["folder", "wordpress"], default="folder", help="(default: folder)"
    )
    add.add_argument(
        "--url", metavar="U", required=True, help="where readers find it; or the folder itself"
    )
    add.add_argument("--target", metavar="DIR", help="of a folder whose address is on the web")
    add.add_argument(
        "--account", metavar="A", help="of a WordPress; its password is read, never an argument"
    )
    for name in ("remove", "sign-out"):
        actions.add_parser(name, parents=[_common()]).add_argument("name", metavar="NAME")
    again = actions.add_parser("sign-in", parents=[_common()])
    again.add_argument("name", metavar="NAME")
    again.add_argument(
        "--account", metavar="A", help="(default: as before); its password is read as with add"
    )
    again.add_argument(
        "--moved", metavar="HOST", help="follow the site to this host, which it points to now"
    )
    doctor.add_argument("site", metavar="NAME")
    doctor.add_argument("--look-only", action="store_true", help="write no trial draft there")


def _sync(sync: ArgumentParser) -> None:
    sync.add_argument("--site", metavar="S", help="only this site is read (default: all)")
    sync.add_argument("--once", action="store_true", help="do not go round until all agree")
    answers = sync.add_mutually_exclusive_group()
    answers.add_argument(
        "--believe", action="store_true", help="take the site as it is; needs --site"
    )
    answers.add_argument(
        "--keep-ours", action="store_true", help="leave ours as they are; needs --site"
    )


def _choose(conflicts: ArgumentParser) -> None:
    conflicts.add_argument(
        "--resolve",
        action="append",
        metavar="ID=mine|theirs|both",
        help="may be said several times; mine is the desk's text",
    )


def _answer(outbox: ArgumentParser) -> None:
    outbox.add_argument("entries", nargs="*", metavar="ENTRY", help="an id, or the start of one")
    given = outbox.add_mutually_exclusive_group()
    for reply, said in REPLIES.items():
        given.add_argument(f"--{reply}", dest="reply", action="store_const", const=reply, help=said)


def _keep(backup: ArgumentParser, recover: ArgumentParser) -> None:
    backup.add_argument("--to", metavar="DIR", help="another folder than the desk's backups")
    recover.add_argument("copy", metavar="FROM", help="a file that backup made")
