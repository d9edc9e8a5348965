"""The sentence of every Message: key -> English pattern, which is also the gettext msgid.

Fields stand in braces. Translations live in ``resources/locale``; ``sentences`` puts them together.
An error's sentence says what happened, what was kept, and what to do.
"""

from __future__ import annotations

from editor_app.marking import N_
from editor_app.wording_accounts import ACCOUNT_WORDING
from editor_app.wording_checks import CHECK_WORDING
from editor_app.wording_commands import COMMAND_WORDING
from editor_app.wording_exchange import EXCHANGE_WORDING
from editor_app.wording_machine import MACHINE_WORDING
from editor_app.wording_memory import MEMORY_WORDING
from editor_app.wording_notes import NOTE_WORDING
from editor_app.wording_pages import PAGE_WORDING
from editor_app.wording_posts import POST_WORDING
from editor_app.wording_sites import SITE_WORDING
from editor_app.wording_standing import STANDING_WORDING
from editor_app.wording_terms import TERM_WORDING

WORDING: dict[str, str] = (
    SITE_WORDING
    | POST_WORDING
    | CHECK_WORDING
    | PAGE_WORDING
    | ACCOUNT_WORDING
    | COMMAND_WORDING
    | EXCHANGE_WORDING
    | MEMORY_WORDING
    | STANDING_WORDING
    | MACHINE_WORDING
    | TERM_WORDING
    | NOTE_WORDING
    | {
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
            "The library in “{folder}” cannot be read. It was left as it is; “copydesk --desk FOLDER recover FILE” puts a backup in its place."
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
        "library-page-harmed": N_(
            "The library is harmed: {reason}. “copydesk --desk FOLDER recover FILE” puts a backup in its place."
        ),
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
        "keyring-refuses": N_(
            "The keyring of this computer gives and takes nothing ({reason}); it may be locked. Passwords are asked for each time and forgotten when Copydesk is closed."
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
        "row-changed": N_(
            "“{text}” was changed in the meantime and was left as it is. Read the row again."
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
        "error": N_("Something went wrong. Nothing was changed."),
        "bug": N_(
            "Copydesk made a mistake of its own ({reason}). What was saved is kept; try again."
        ),
        "unreadable": N_("“{name}” cannot be read: {reason}. Nothing was changed."),
        "protected": N_("The file is protected by a password. Nothing was taken in."),
        "too-large": N_("The file is too large. Nothing was taken in."),
        "no-text": N_("There is no text in the file. Nothing was taken in."),
        "desk": N_("The work folder does not answer as it should. Nothing was changed."),
        "connection-trouble": N_("The connection failed. Nothing is lost; try again later."),
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
        "site-folder-differs": N_(
            "“{address}” was written but reads back differently. Publish again; if it happens again,"
            " look at the drive of the site folder."
        ),
        "site-folder-taken": N_(
            "The folder “{folder}” belongs to another site of a desk. Nothing was written; choose"
            " another folder."
        ),
        "site-folder-foreign": N_(
            "In “{folder}”, files that are not from here stand where pages would go ({count}, such as “{example}”). Nothing was written. Write over them, or leave them and publish the rest."
        ),
        "site-folder-removals": N_(
            "This would take {count} of {total} files off the site. Nothing was changed. Look whether"
            " the right work folder is open, then remove them or keep them there."
        ),
        "site-address-unsafe": N_(
            "“{address}” cannot be an address on a site. Nothing was written; change the slug."
        ),
        # -- services: what a verb did, named for the undo offer
        "story-made": N_("Story made"),
        "fields-changed": N_("Changed: {fields}"),
        "story-trashed": N_("Story moved to the trash"),
        "story-restored": N_("Story restored"),
        "story-taken-in": N_("Story taken in"),
        "taken-in-again": N_("Newer version taken in"),
        "revision-restored": N_("Version restored"),
        "revision-restored-without": N_(
            "Version restored. Not in this text any more, so without their captions: {names}"
        ),
        "conflict-resolved": N_("Decided in “{name}”"),
        "conflict-reopened": N_("Decision in “{name}” taken back"),
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
        "segment-linked": N_("Paragraph linked"),
        "memory-filled": N_("Filled from the memory: {count}"),
        "repeats-filled": N_("Repeats filled in: {count}"),
        "publish-queued": N_("Going out: {count}"),
        "withdraw-queued": N_("“{name}” is being taken off the site"),
        "writing-file": N_("Writing {name}"),
        # -- services: refusals
        "refused": N_("This is not possible. Nothing was changed."),
        "delete-needs-trash": N_(
            "Only a story in the trash can be deleted for good. Nothing was changed."
        ),
        "language-exists": N_(
            "This story already has a version in “{language}”. Nothing was changed."
        ),
        "no-edition": N_("This desk has no edition in “{language}”. Nothing was changed."),
        "delete-on-site": N_(
            "“{name}” still stands on a site. It was left in the trash; take it off the site first."
        ),
        "conflict-decided": N_(
            "This has been decided already in “{name}”. Nothing was changed; both versions are in History."
        ),
        "conflict-newer": N_(
            "The site’s text of “{name}” has just changed again. Nothing was decided: read it and choose."
        ),
        "conflict-not-both": N_(
            "Only one of the two can stand in “{name}”. Choose yours or theirs; nothing was changed."
        ),
        "conflict-waits": N_("Changed here and on the site: {count}. Choose what is to stand."),
        "no-source": N_("“{name}” is not a translation. Nothing was changed."),
        "photo-already-there": N_(
            "The photo “{name}” is already in this story. Nothing was changed."
        ),
        "photo-not-in-translation": N_(
            "The translation does not hold this photo. Nothing was changed."
        ),
        "rendition-gone": N_(
            "A file of the photo “{name}” is missing. Publish the story again to make it anew."
        ),
        "site-name-taken": N_("There is a site “{name}” already. Choose another name."),
        "not-on-site": N_("“{name}” is not on that site. Nothing was changed."),
        "file-trouble": N_(
            "“{name}” could not be read or written ({reason}). Nothing was changed."
        ),
        "answer-not-written": N_(
            "The answer could not be written ({reason}). What had to be done is done and kept."
        ),
        "table-not-utf-8": N_(
            "“{name}” is not in UTF-8. Save it as text in UTF-8 and take that in; nothing was changed."
        ),
        "table-without-columns": N_(
            "The first line of “{name}” does not name the columns {columns}. Nothing was changed."
        ),
        "table-cell-empty": N_(
            "Line {line} of “{name}” is empty under {column}. Nothing was changed; fill it and try again."
        ),
        "table-cell-unclear": N_(
            "Line {line} of “{name}” says “{text}” under {column}, which cannot be understood. Nothing was changed."
        ),
        "base-damaged": N_(
            "What was kept of the published page cannot be read. Publish the story again."
        ),
        # -- services: readiness
        "no-headline": N_("The headline is empty."),
        "no-body": N_("There is no text yet."),
        "in-trash": N_("The story is in the trash. Take it out, then publish."),
        "no-section": N_("The story has no section."),
        "photo-unknown": N_("A photo line names a photo that is not on this desk ({name})."),
        "rights-refused": N_("The photo “{name}” may not be used. Take it out, then publish."),
        "machine-unread": N_(
            "Paragraphs by machine that nobody has read against the source: {count}."
        ),
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
        "on-site-leaving": N_("Is being taken off"),
        "on-site-same": N_("Nothing changed"),
        "on-site-update": N_("Update"),
        "log-published": N_("Published on {site}: {address}"),
        "log-withdrawn": N_("Taken off {site}: {address}"),
        "sending-failed": N_(
            "Publishing on “{site}” broke off because of a mistake of Copydesk’s own. Nothing is lost; try again, and send us the log if it happens again."
        ),
        "site-differs": N_("“{name}” on the site is not what was sent. Try again."),
        # -- services: preview
        "preview-no-site": N_("No site yet · preview in the plain theme"),
        "preview-new-exact": N_("Not published yet · preview exact for this site"),
        "preview-new-approximate": N_("Not published yet · preview approximate for this site"),
        "preview-update-exact": N_("Published · preview of the update, exact for this site"),
        "preview-update-approximate": N_("Published · preview of the update, approximate"),
        "page-not-shown": N_(
            "The page {address} could not be shown, so there is no picture of it."
        ),
        # -- taking in
        "taking-in": N_("Taking in {name}"),
        "intake-too-large": N_(
            "“{name}” has {size} MB; at most {limit} MB can be taken in. Nothing was taken in."
        ),
        "intake-unpacks-too-large": N_(
            "“{name}” unpacks to {size} MB, which is too much. Nothing was taken in."
        ),
        "intake-empty-file": N_("“{name}” is empty. Nothing was taken in."),
        "reimported": N_(
            "Newer version taken in. Paragraphs changed: {changed}, new: {added}, gone: {gone};"
            " headline, standfirst and captions changed: {fields}."
        ),
        "reimport-same": N_("The file says nothing new. Nothing was changed."),
        "reimport-language": N_(
            "“{name}” is in another language than the source of this story. Nothing was changed; take"
            " it in as a story of its own."
        ),
        "intake-no-text": N_("There is no text in “{name}”. Nothing was taken in."),
        "intake-picture": N_(
            "“{name}” is a {format} picture, whatever its name says. Attach it as a photo instead."
        ),
        "intake-protected": N_(
            "“{name}” is protected by a password. Take the protection off in the program that made it, then try again."
        ),
        "intake-damaged": N_(
            "“{name}” is damaged or not complete. Nothing was taken in; ask for it again."
        ),
        "intake-rtf": N_(
            "“{name}” is a rich text file (RTF), which cannot be read. Save it as .docx or .odt and take that in."
        ),
        "intake-pdf": N_(
            "“{name}” is a PDF, which holds pages, not text. Copy its text, or ask for the document it was made from."
        ),
        "intake-old-word": N_(
            "“{name}” is in the old Word format (.doc). Save it as .docx and take that in."
        ),
        "intake-other-office": N_(
            "“{name}” is an office file, but not a text document. Nothing was taken in."
        ),
        "intake-archive": N_(
            "“{name}” is an archive of files. Unpack it and take in what is inside."
        ),
        "intake-sound-or-film": N_("“{name}” is sound or film. Nothing was taken in."),
        "intake-not-text": N_("“{name}” is not a text. Nothing was taken in."),
        "intake-other-xml": N_(
            "“{name}” is XML that is not a page or a document. Nothing was taken in."
        ),
        "intake-entities": N_(
            "“{name}” defines entities of its own, which is not allowed in a document. Nothing was taken in."
        ),
        "encoding-guessed": N_(
            "The encoding was not said; it was read as {encoding}. Look whether all letters are right."
        ),
        "bytes-without-meaning": N_(
            "Bytes that mean nothing in this encoding, shown as �: {count}."
        ),
        "lone-surrogates": N_("Broken characters replaced by a sign that shows it: {count}."),
        "controls-dropped": N_("Invisible control characters left out: {count}."),
        "bidi-controls": N_("Signs that turn the direction of writing, kept and shown: {count}."),
        "dropped-invisible": N_("Invisible signs (soft hyphens and the like) left out: {count}."),
        "dropped-scripts": N_("Scripts left out: {count}."),
        "dropped-styles": N_("Style sheets left out: {count}."),
        "dropped-controls": N_("Forms and buttons left out: {count}."),
        "dropped-drawings": N_("Drawings made by the page left out: {count}."),
        "dropped-hidden": N_("Hidden texts left out: {count}."),
        "dropped-frames": N_("Frames of other pages left out: {count}."),
        "embeds-as-links": N_("Players and embedded pages turned into links: {count}."),
        "dropped-trackers": N_("Tracking pictures left out: {count}."),
        "dropped-decorations": N_("Icons and ornaments left out: {count}."),
        "dropped-pictures-elsewhere": N_(
            "Pictures that are only on the other computer, left out: {count}."
        ),
        "dropped-pictures-unreadable": N_(
            "Pictures in a format that cannot be read, left out: {count}."
        ),
        "dropped-pictures-far": N_(
            "Pictures of web pages, left out of a paste: {count}. Drag them in one by one."
        ),
        "cleaned-links": N_("Links freed of marks that follow readers: {count}."),
        "dropped-links": N_(
            "Links that lead nowhere outside their page, left out (their words stay): {count}."
        ),
        "dropped-cookie-banners": N_("Cookie notices left out: {count}."),
        "dropped-comments": N_("Readers' comments left out: {count}."),
        "dropped-share-bars": N_("Share buttons left out: {count}."),
        "dropped-related": N_("Links to other stories left out: {count}."),
        "dropped-advertising": N_("Advertisements left out: {count}."),
        "dropped-sign-up": N_("Sign-up boxes left out: {count}."),
        "dropped-navigation": N_("Menus and other site navigation left out: {count}."),
        "dropped-page-tools": N_("Page tools left out: {count}."),
        "dropped-outside-article": N_("Blocks outside the article left out: {count}."),
        "notes-from-comments": N_("Comments kept as private notes: {count}."),
        "notes-from-changes": N_("Tracked changes accepted and kept as private notes: {count}."),
        "dropped-underlines": N_("Underlining taken off: {count}."),
        "dropped-contents": N_("Tables of contents left out: {count}."),
        "dropped-page-heads": N_("Headers and footers of pages left out: {count}."),
        "dropped-charts": N_("Charts and drawings left out: {count}."),
        "formulas-as-text": N_("Formulas turned into plain text: {count}."),
        "dropped-attachments": N_("Attached objects left out: {count}."),
        "joined-cells": N_("Table cells that span others, put into the first place: {count}."),
        # -- services: taking in and workers
        "file-not-readable": N_("“{name}” could not be opened. Nothing was taken in."),
        "photo-not-had": N_("A picture could not be had: {name}"),
        "took-too-long": N_("Reading took too long and was stopped. Nothing was taken in."),
        "reader-crashed": N_(
            "The file could not be read: it is damaged or not what it says. Nothing was taken in."
        ),
        "too-large-for-memory": N_(
            "The file needs more memory than is allowed. Nothing was taken in."
        ),
        "address-not-web": N_("“{url}” is not a web address. Nothing was fetched."),
        "address-other-kind": N_("“{url}” is not a web page. Nothing was taken in."),
        "page-refused": N_("The site refused the page ({status}): {url}"),
        "page-unreachable": N_(
            "The page could not be reached: {url}. Look at the connection and try again."
        ),
        "page-too-large": N_("The page is over {limit} MB. Nothing was taken in."),
    }
)

# What a message calls "field", in words.
FIELD_WORDS: dict[str, str] = {
    "caption": N_("caption"),
    "headline": N_("headline"),
    "standfirst": N_("standfirst"),
    "body": N_("text"),
    "credit": N_("credit"),
    "creator": N_("creator"),
    "copyright": N_("copyright"),
    "source": N_("source outlet"),
    "place": N_("place of the photo"),
    "taken": N_("day of the photo"),
    "keywords": N_("keywords"),
    "slug_word": N_("name in the list"),
    "section": N_("section"),
    "origin": N_("source outlet"),
    "outlets": N_("outlets credited"),
    "byline": N_("byline"),
    "tags": N_("tags"),
    "uncertain": N_("marks of the intake"),
    "holder": N_("who has it"),
    "due": N_("due time"),
    "embargo": N_("embargo"),
    "sensitive": N_("confidential"),
    "slug": N_("slug"),
    "status": N_("status"),
    "planned": N_("time of publication"),
    "dateline": N_("dateline"),
    "push": N_("push headline"),
    "home": N_("headline of the front page"),
    "social": N_("headline for social media"),
    "seo": N_("headline for searches"),
}
