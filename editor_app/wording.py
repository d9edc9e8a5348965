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
    "desk-missing": N_("There is no desk in “{folder}”. Nothing was made; choose another folder or start a new desk."),
    "desk-in-use": N_("Another Copydesk window has the work folder “{folder}” open. Nothing was changed here."),
    "desk-newer": N_("The work folder “{folder}” was made by a newer Copydesk. Nothing was opened or changed; update this one."),
    "desk-read-only": N_("The work folder “{folder}” cannot be written. Nothing was changed; give yourself write permission or choose another folder."),
    "desk-damaged": N_("The library in “{folder}” cannot be read. It was left as it is; restore the newest backup."),
    "disk-full": N_("The disk is full. What you typed is still in this window; free some space and it will be saved."),
    # -- verbs
    "not-found": N_("“{name}” is not on this desk."),
    "ambiguous": N_("“{name}” fits more than one: {choices}."),
    "changed-meanwhile": N_("This was changed in the meantime. Your change was not made; look at the new version and try again."),
    "missing-credit": N_("The photo “{name}” has no credit. It was kept; add the credit, then publish."),
    "rights-unknown": N_("The rights of the photo “{name}” are unknown. Say what may be done with it, then publish."),
    "rights-ended": N_("The rights of the photo “{name}” ended on {day}. Replace it or renew the rights."),
    "cancelled": N_("Stopped. What was finished by then was kept."),
    # -- photos
    "photo-too-heavy": N_("“{name}” has {size} MB; photos up to {limit} MB are taken in. The story is as it was; save a smaller copy and add that."),
    "photo-too-many-pixels": N_("“{name}” has more than {limit} million pixels. The story is as it was; save a smaller copy and add that."),
    "photo-not-a-picture": N_("“{name}” is not a picture that can be read (JPEG, PNG, WebP, TIFF, AVIF and GIF can). The story is as it was."),
    "photo-heic": N_("“{name}” is in HEIC, which cannot be read here. The story is as it was; export the photo as JPEG and add that."),
    "photo-breaks-off": N_("“{name}” breaks off before its end, so a part of the picture is missing. The story is as it was; ask for the file again."),
    "photo-damaged": N_("“{name}” is damaged and cannot be shown whole. The story is as it was; ask for the file again."),
    "photo-conflict": N_("The file gives different wordings for {field}. IPTC: “{iptc}”; XMP: “{xmp}”; EXIF: “{exif}”."),
}
