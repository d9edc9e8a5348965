"""The sentences of the command line alone: what was said wrong to a verb."""

from __future__ import annotations

from editor_app.marking import N_

COMMAND_WORDING: dict[str, str] = {
    "wrong-use": N_("This cannot be understood. Nothing was done."),
    "no-such-choice": N_("“{name}” is none of: {choices}. Nothing was done."),
    "field-without-value": N_("“{text}” says no value; write FIELD=VALUE. Nothing was done."),
    "time-unclear": N_("“{text}” is no time. Write it like 2026-11-25T18:30; nothing was done."),
    "time-past": N_(
        "“{text}” is past. Say a time that is still to come, or leave it out to publish now;"
        " nothing was done."
    ),
    "text-without-language": N_(
        "“{text}” says no language. Write it like en=TEXT; nothing was done."
    ),
    "file-must-end": N_("“{name}” must end in one of these: {choices}. Nothing was written."),
    "no-such-version": N_(
        "The story has no version in “{language}”. Nothing was added; make that version first."
    ),
    "language-not-said": N_(
        "Say the language of the files with --language, and of --source with --source-language."
        " Nothing was checked."
    ),
    "site-without-name": N_("Give the site a name. Nothing was made."),
    "site-without-password": N_("“{name}” is a folder and has no password. Nothing was done."),
    "password-not-utf-8": N_(
        "The password on standard input is not in UTF-8. Nothing was done; write it in UTF-8 and"
        " try again."
    ),
    "site-without-folder": N_("The site “{name}” needs a folder: --target DIR. Nothing was made."),
    "site-folder-with-account": N_(
        "“{name}” would be a folder, which has no account. Say --kind wordpress, or leave out"
        " --account; nothing was made."
    ),
    "site-wordpress-with-folder": N_(
        "“{name}” would be a WordPress, which has no folder. Leave out --target; nothing was made."
    ),
    "site-with-two-folders": N_(
        "“{url}” is no address on the web. Write it with https:// before it, or leave out --target"
        " where it is the folder itself; nothing was made."
    ),
    "sending-paused": N_("Sending is paused. What waits is kept; go on sending under Sync."),
    "option-empty": N_(
        "{option} is empty. Say something there, or leave it out; nothing was done."
    ),
    "no-desk-said": N_("Say which work folder: --desk DIR."),
    "demo-version-missing": N_("The demo has no version in “{language}”."),
    "copy-damaged": N_(
        "“{name}” is no whole copy of a library. Nothing was changed; take another backup."
    ),
    "copy-newer": N_(
        "“{name}” was made by a newer Copydesk. Nothing was changed; update this one."
    ),
    "library-aside": N_("The library that was there is kept as “{file}”."),
    "photos-missing": N_(
        "Photos whose files are missing from the work folder: {count}. Copy them back into its"
        " media folder; verify names them."
    ),
    "entry-not-said": N_("Say which entries {option} is for. Nothing was done; outbox lists them."),
    "entry-asks-nothing": N_("“{name}” asks nothing any more. Nothing was done."),
    "conflict-twice": N_("“{name}” is chosen twice. Nothing was decided."),
    "option-without-use": N_("{option} says nothing to {action}. Nothing was done; leave it out."),
    "pair-half-said": N_("Say both --source and --target, or neither. Nothing was done."),
    "tag-without-name": N_("A tag needs a name. Nothing was done."),
}
