"""Sentences about machine translation."""

from __future__ import annotations

from editor_app.marking import N_

MACHINE_WORDING: dict[str, str] = {
    "machine-at-work": N_("Translating with {name}"),
    "machine-filled": N_("Translated by {name}, to be read: {count}"),
    "machine-page-title": N_("Written by a machine"),
    "machine-page-about": N_(
        "Texts of this language version that a machine wrote: {count}. Not yet read by a named"
        " person against the source: {unread}."
    ),
    "machine-page-none": N_("No text of this language version was written by a machine."),
    "machine-page-source": N_("Source"),
    "machine-page-target": N_("Translation"),
    "machine-page-written": N_("Written by"),
    "machine-page-read": N_("Read against the source by"),
    "machine-page-unread": N_("Not read"),
    "machine-page-unknown": N_("a machine"),
    "machine-page-edited": N_("Edited since"),
    "machine-page-made": N_("Made on {at} by {name}."),
    "machine-source": N_(
        "The source is not translated. Open a language version, then let the machine translate."
    ),
    "machine-sensitive": N_(
        "The story is confidential. Nothing was sent to the translation service."
    ),
    "machine-embargoed": N_(
        "The story is under embargo. Nothing was sent to the translation service; translate by hand"
        " or wait until the embargo ends."
    ),
    "machine-not-agreed": N_(
        "Nobody has agreed yet that texts go to {host}. Nothing was sent; agree to it under"
        " Translate, Machine translation."
    ),
    "machine-agreed-by-nobody": N_(
        "Say your name in Settings first: that texts may go out is agreed to under a name. Nothing"
        " was changed."
    ),
    "machine-read-by-nobody": N_(
        "Say your name in Settings first: what a machine wrote counts as read only under a name."
        " Nothing was confirmed."
    ),
    "machine-without-address": N_(
        "Give the translation service a name and an address. Nothing was changed."
    ),
    "machine-key-refused": N_(
        "{site} does not take the key. Nothing was translated; look at the key under Translate,"
        " Machine translation."
    ),
    "machine-quota": N_(
        "The quota of {site} is used up. What was translated stays; go on by hand or with another"
        " service."
    ),
    "machine-too-many": N_(
        "{site} asks for a pause. What was translated stays; try again in a minute."
    ),
    "machine-no-answer": N_(
        "{site} gives no translation now. What was translated stays; try again, or go on by hand."
    ),
    "machine-strange-answer": N_(
        "{site} did not answer as a translation service does. What was translated stays; look at"
        " its address under Translate, Machine translation."
    ),
}
