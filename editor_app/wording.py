"""The sentence of every Message: key -> English pattern, which is also the gettext msgid.

Fields stand in braces. Translations live in ``resources/locale``; ``sentences`` puts them together.
An error's sentence says what happened, what was kept, and what to do.
"""

from __future__ import annotations


def N_(pattern: str) -> str:  # noqa: N802  (gettext's customary name for "mark, translate later")
    """Mark a pattern for the catalogues without translating it yet."""
    return pattern


WORDING: dict[str, str] = {
    # -- the desk folder
    "desk-missing": N_(
        "There is no desk in “{folder}”. Nothing was made; choose another folder or start a new desk."
    ),
    "desk-in-use": N_(
        "Another Copydesk window has the work folder “{folder}” open. Nothing was changed here."
    ),
    "desk-newer": N_(
        "The work folder “{folder}” was made by a newer Copydesk. Nothing was opened or changed; update this one."
    ),
    "desk-read-only": N_(
        "The work folder “{folder}” cannot be written. Nothing was changed; give yourself write permission or choose another folder."
    ),
    "desk-damaged": N_(
        "The library in “{folder}” cannot be read. It was left as it is; restore the newest backup."
    ),
    "disk-full": N_(
        "The disk is full. What you typed is still in this window; free some space and it will be saved."
    ),
    "desk-in-use-by": N_("The work folder “{folder}” is open elsewhere ({holder}). Nothing was changed here; close it there first."),
    "desk-older": N_("The work folder “{folder}” was made by an older Copydesk. Nothing was changed; open it once in the window to bring it up to date."),
    "desk-exists": N_("There is a desk in “{folder}” already. It was left as it is; choose another folder."),
    "desk-input-output": N_("The disk of “{folder}” does not answer as it should ({reason}). What you typed is still in this window; look after the disk and try again."),
    "migration-failed-check": N_("The work folder “{folder}” could not be brought up to date ({reason}). It is as it was; a copy of the library lies in its backups."),
    "backup-failed-check": N_("The new backup of “{folder}” did not pass its check and was not kept. The earlier backups are as they were; run verify."),
    "library-page-harmed": N_("The library is harmed: {reason}. Restore the newest backup."),
    "library-reference-broken": N_("Row {row} of the table {table} points at something in {to} that is gone."),
    "photo-file-missing": N_("The file of a photo is missing from the media folder ({name}). Copy it back or add the photo again."),
    "photo-file-harmed": N_("The file of a photo holds other bytes than when it was added ({name}). Copy it back or add the photo again."),
    # -- settings and passwords
    "settings-damaged": N_("The settings could not be read, so this computer starts with fresh ones. The old file was kept as “{file}”."),
    "settings-unreadable": N_("The settings could not be read ({reason}). The file was left as it is; until it can be read, fresh settings are used."),
    "settings-value-left-out": N_("Some settings made no sense and were left out: {names}."),
    "secrets-unavailable": N_("The keyring of this computer did not give or take the password ({reason}). Nothing was kept; unlock the keyring and try again."),
    "secret-too-long": N_("The password is longer than the {limit} characters that Windows keeps. It was not kept; use a shorter one."),
    "keyring-missing": N_("This computer has no keyring that encrypts. Passwords are asked for each time and forgotten when Copydesk is closed."),
    "keyring-silent": N_("The keyring of this computer does not answer; it may be waiting to be unlocked. Until then passwords are forgotten when Copydesk is closed."),
    "keyring-forgets": N_("The keyring of this computer forgets what it is given. Passwords are asked for each time and forgotten when Copydesk is closed."),
    # -- verbs
    "not-found": N_("“{name}” is not on this desk."),
    "ambiguous": N_("“{name}” fits more than one: {choices}."),
    "changed-meanwhile": N_(
        "This was changed in the meantime. Your change was not made; look at the new version and try again."
    ),
    "missing-credit": N_(
        "The photo “{name}” has no credit. It was kept; add the credit, then publish."
    ),
    "rights-unknown": N_(
        "The rights of the photo “{name}” are unknown. Say what may be done with it, then publish."
    ),
    "rights-ended": N_(
        "The rights of the photo “{name}” ended on {day}. Replace it or renew the rights."
    ),
    "cancelled": N_("Stopped. What was finished by then was kept."),
    # -- photos
    "photo-too-heavy": N_(
        "“{name}” has {size} MB; photos up to {limit} MB are taken in. The story is as it was; save a smaller copy and add that."
    ),
    "photo-too-many-pixels": N_(
        "“{name}” has more than {limit} million pixels. The story is as it was; save a smaller copy and add that."
    ),
    "photo-not-a-picture": N_(
        "“{name}” is not a picture that can be read (JPEG, PNG, WebP, TIFF, AVIF and GIF can). The story is as it was."
    ),
    "photo-heic": N_(
        "“{name}” is in HEIC, which cannot be read here. The story is as it was; export the photo as JPEG and add that."
    ),
    "photo-breaks-off": N_(
        "“{name}” breaks off before its end, so a part of the picture is missing. The story is as it was; ask for the file again."
    ),
    "photo-damaged": N_(
        "“{name}” is damaged and cannot be shown whole. The story is as it was; ask for the file again."
    ),
    "photo-conflict": N_(
        "The file gives different wordings for {field}. IPTC: “{iptc}”; XMP: “{xmp}”; EXIF: “{exif}”."
    ),
    # -- pages and site folders
    "theme-unreadable": N_(
        "The page theme “{name}” cannot be used: a file of it is missing or broken. Nothing was"
        " published; choose another theme or install Copydesk again."
    ),
    "zone-unknown": N_(
        "“{zone}” is not a known time zone. Nothing was published; choose one in the site’s settings."
    ),
    "site-folder-missing": N_(
        "The site folder “{folder}” is not there. Nothing is lost and nothing was published;"
        " connect the drive or choose the folder again."
    ),
    "site-folder-read-only": N_(
        "The site folder “{folder}” cannot be written. What was published stays as it is; give"
        " yourself write permission and publish again."
    ),
    "site-folder-full": N_(
        "The disk of the site folder “{folder}” is full. Every page there is whole, old or new;"
        " free some space and publish again, the rest follows."
    ),
    "site-folder-trouble": N_(
        "The site folder “{folder}” could not be written ({reason}). Every page there is whole;"
        " publish again when that is mended."
    ),
    "site-folder-taken": N_(
        "The folder “{folder}” belongs to another site of a desk. Nothing was written; choose"
        " another folder."
    ),
    "site-folder-foreign": N_(
        "In “{folder}”, {count} files that are not from here stand where pages would go, such as"
        " “{example}”. Nothing was written; choose another folder, or let them be replaced."
    ),
    "site-folder-removals": N_(
        "This would take {count} of {total} files off the site. Nothing was changed; look whether"
        " the right desk is open, or confirm."
    ),
    "site-address-unsafe": N_(
        "“{address}” cannot be an address on a site. Nothing was written; change the slug."
    ),
}
