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
    "desk-in-use-by": N_(
        "The work folder “{folder}” is open elsewhere ({holder}). Nothing was changed here; close it there first."
    ),
    "desk-on-network": N_(
        "“{folder}” lies on a network drive, where a library can be damaged. Nothing was made or opened; choose a folder on this computer."
    ),
    "desk-older": N_(
        "The work folder “{folder}” was made by an older Copydesk. Nothing was changed; open it once in the window to bring it up to date."
    ),
    "desk-exists": N_(
        "There is a desk in “{folder}” already. It was left as it is; choose another folder."
    ),
    "desk-input-output": N_(
        "The disk of “{folder}” does not answer as it should ({reason}). What you typed is still in this window; look after the disk and try again."
    ),
    "migration-failed-check": N_(
        "The work folder “{folder}” could not be brought up to date ({reason}). It is as it was; a copy of the library lies in its backups."
    ),
    "backup-failed-check": N_(
        "The new backup of “{folder}” did not pass its check and was not kept. The earlier backups are as they were; run verify."
    ),
    "library-page-harmed": N_("The library is harmed: {reason}. Restore the newest backup."),
    "library-reference-broken": N_(
        "Row {row} of the table {table} points at something in {to} that is gone."
    ),
    "photo-file-missing": N_(
        "The file of a photo is missing from the media folder ({name}). Copy it back or add the photo again."
    ),
    "photo-file-harmed": N_(
        "The file of a photo holds other bytes than when it was added ({name}). Copy it back or add the photo again."
    ),
    # -- settings and passwords
    "settings-damaged": N_(
        "The settings could not be read, so this computer starts with fresh ones. The old file was kept as “{file}”."
    ),
    "settings-unreadable": N_(
        "The settings could not be read ({reason}). The file was left as it is; until it can be read, fresh settings are used."
    ),
    "settings-value-left-out": N_("Some settings made no sense and were left out: {names}."),
    "secrets-unavailable": N_(
        "The keyring of this computer did not give or take the password ({reason}). Nothing was kept; unlock the keyring and try again."
    ),
    "secret-too-long": N_(
        "The password is longer than the {limit} characters that Windows keeps. It was not kept; use a shorter one."
    ),
    "keyring-missing": N_(
        "This computer has no keyring that encrypts. Passwords are asked for each time and forgotten when Copydesk is closed."
    ),
    "keyring-silent": N_(
        "The keyring of this computer does not answer; it may be waiting to be unlocked. Until then passwords are forgotten when Copydesk is closed."
    ),
    "keyring-forgets": N_(
        "The keyring of this computer forgets what it is given. Passwords are asked for each time and forgotten when Copydesk is closed."
    ),
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
    # -- services: what a verb did, named for the undo offer
    "story-made": N_("Story made"),
    "story-changed": N_("Story changed"),
    "story-trashed": N_("Story moved to the trash"),
    "story-restored": N_("Story restored"),
    "story-taken-in": N_("Story taken in"),
    "revision-restored": N_("Version restored"),
    "caption-changed": N_("Caption changed"),
    "photo-attached": N_("Photo “{name}” added"),
    "photos-attached": N_("Photos added"),
    "photo-adding": N_("{name}"),
    "photo-file-unreadable": N_(
        "“{name}” could not be read from the disk. Nothing was added; look whether the file is still there."
    ),
    "photo-changed": N_("Photo changed"),
    "photo-detached": N_("Photo removed from the story"),
    "segment-confirmed": N_("Paragraph confirmed"),
    "segment-looked-at": N_("Change of the source looked at"),
    "segment-left-out": N_("Paragraph left out"),
    "segment-taken-back": N_("Paragraph taken back"),
    "memory-filled": N_("Filled from the memory: {count}"),
    "publish-queued": N_("Going out: {count}"),
    "withdraw-queued": N_("“{name}” is being taken off the site"),
    "writing-file": N_("Writing {name}"),
    # -- services: refusals
    "refused": N_("This is not possible. Nothing was changed."),
    "delete-needs-trash": N_(
        "Only a story in the trash can be deleted for good. Nothing was changed."
    ),
    "language-exists": N_("This story already has a version in “{language}”. Nothing was changed."),
    "no-source": N_("“{name}” is not a translation. Nothing was changed."),
    "photo-already-there": N_("The photo “{name}” is already in this story. Nothing was changed."),
    "photo-not-in-translation": N_(
        "The translation does not hold this photo. Nothing was changed."
    ),
    "rendition-gone": N_(
        "A file of the photo “{name}” is missing. Publish the story again to make it anew."
    ),
    "site-name-taken": N_("There is a site “{name}” already. Choose another name."),
    "not-on-site": N_("“{name}” is not on that site. Nothing was changed."),
    "no-desk-said": N_("Say which work folder: --desk DIR."),
    "demo-version-missing": N_("The demo has no version in “{language}”."),
    "base-damaged": N_(
        "What was kept of the published page cannot be read. Publish the story again."
    ),
    # -- services: readiness
    "no-headline": N_("The headline is empty."),
    "no-body": N_("There is no text yet."),
    "no-section": N_("The story has no section."),
    "photo-unknown": N_("A photo line names a photo that is not on this desk ({name})."),
    "rights-refused": N_("The photo “{name}” may not be used. Take it out, then publish."),
    "machine-unread": N_("Paragraphs by machine that nobody has read against the source: {count}."),
    "embargoed": N_("Embargo until {until}."),
    "not-ready": N_("The article is not ready. Nothing was sent."),
    "ready-source": N_("Original"),
    "ready-source-changed": N_("Source changed: {count}"),
    "ready-left": N_("{count} left"),
    "ready-translated": N_("Translated"),
    "rights-no-photos": N_("no photos"),
    "rights-not-covered": N_("not cleared"),
    "rights-cleared": N_("cleared"),
    "rights-cleared-until": N_("cleared until {day}"),
    "on-site-new": N_("New page"),
    "on-site-again": N_("Published again"),
    "on-site-same": N_("Nothing changed"),
    "on-site-update": N_("Update"),
    "log-published": N_("Published on {site}: {address}"),
    "log-withdrawn": N_("Taken off {site}: {address}"),
    "site-differs": N_("“{name}” on the site is not what was sent. Try again."),
    # -- services: preview
    "preview-no-site": N_("No site yet · preview in the plain theme"),
    "preview-new-exact": N_("Not published yet · preview exact for this site"),
    "preview-new-approximate": N_("Not published yet · preview approximate for this site"),
    "preview-update-exact": N_("Published · preview of the update, exact for this site"),
    "preview-update-approximate": N_("Published · preview of the update, approximate"),
    "page-not-shown": N_("The page {address} could not be shown, so there is no picture of it."),
    "picture-not-written": N_("The picture could not be written to {path}."),
    # -- services: taking in and workers
    "file-not-readable": N_("“{name}” could not be opened. Nothing was taken in."),
    "photo-not-had": N_("A picture could not be had: {name}"),
    "took-too-long": N_("Reading took too long and was stopped. Nothing was taken in."),
    "reader-crashed": N_(
        "The file could not be read: it is damaged or not what it says. Nothing was taken in."
    ),
    "too-large-for-memory": N_("The file needs more memory than is allowed. Nothing was taken in."),
    "address-not-web": N_("“{url}” is not a web address. Nothing was fetched."),
    "address-other-kind": N_("“{url}” is not a web page. Nothing was taken in."),
    "page-refused": N_("The site refused the page ({status}): {url}"),
    "page-unreachable": N_(
        "The page could not be reached: {url}. Look at the connection and try again."
    ),
    "page-too-large": N_("The page is over {limit} MB. Nothing was taken in."),
}
