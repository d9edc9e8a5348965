"""What WordPress means by its error codes, put into the classes of ``domain.errors``.

The codes were observed on WordPress 6.1 to 7.1; the same code comes as 401 for nobody and as 403
for an account that may not.
"""

from __future__ import annotations

import re

from editor_app.connectors.web_troubles import Refusal, judge_by_status, not_the_site
from editor_app.domain.errors import (
    Busy,
    ChangedThere,
    ConnectionTrouble,
    FieldRefused,
    FileRefused,
    GoneThere,
    NotAllowed,
    SignedOut,
)

# 500 with JSON that no repetition will cure.
FINAL_500: dict[str, tuple[type[ConnectionTrouble], str]] = {
    "rest_upload_sideload_error": (FileRefused, "file-refused-kind"),
    "rest_upload_unknown_error": (FileRefused, "file-refused"),
    "rest_upload_file_error": (FileRefused, "file-refused"),
    "empty_term_name": (FieldRefused, "field-refused-name"),
    "db_insert_error": (FieldRefused, "field-refused-database"),
    "db_update_error": (FieldRefused, "field-refused-database"),
}

FORBIDDEN = {
    "rest_cannot_create": "not-allowed-create",
    "rest_cannot_edit": "not-allowed-edit",
    "rest_cannot_edit_others": "not-allowed-author",
    "rest_cannot_publish": "not-allowed-publish",
    "rest_cannot_delete": "not-allowed-trash",
    "rest_user_cannot_delete_post": "not-allowed-trash",
    "rest_cannot_assign_term": "not-allowed-terms",
    "rest_forbidden_context": "not-allowed-read",
    "rest_forbidden_status": "not-allowed-read",
    "rest_cannot_read": "not-allowed-read",
}

SIGNED_OUT = {
    "incorrect_password": "signed-out-wrong",
    "invalid_username": "signed-out-wrong",
    "invalid_email": "signed-out-wrong",
    "application_passwords_disabled": "signed-out-disabled",
    "application_passwords_disabled_for_user": "signed-out-disabled",
}

THERE_ALREADY = "copydesk_there_already"
UNKNOWN_ACCOUNT = frozenset({"signed-out", "signed-out-wrong"})

OUR_NAMES = {
    "title": "headline",
    "content": "body",
    "excerpt": "standfirst",
    "date": "planned",
    "date_gmt": "planned",
    "categories": "section",
}
"""Fields that are called otherwise here; what is not in the table has the same name or none."""

UNKNOWN_THING = re.compile(r"rest_(\w+_)?(invalid(_id)?|not_found)$|rest_term_invalid")
FILE_400 = re.compile(r"rest_upload_\w+")


def judge(refusal: Refusal) -> ConnectionTrouble:
    """Return the trouble in an unsuccessful answer of WordPress."""
    judged = {
        400: _bad_request,
        401: _signed_out,
        403: _forbidden,
        404: _not_found,
        409: _conflict,
        410: _not_found,
        412: _precondition,
        500: _server_error,
        501: _server_error,
    }.get(refusal.status)
    kept = _number(refusal.whole.headers.get("x-wp-upload-attachment-id"))
    if kept and refusal.status >= 500:
        # The server died over the sizes of a photo that it has kept.
        return refusal.trouble(Busy, "busy-crashed", doubtful=True, remote=kept)
    found = judged(refusal) if judged and refusal.code else None
    return found or judge_by_status(refusal)


def judge_known(refusal: Refusal) -> ConnectionTrouble:
    """Return the trouble for an account that the site took before: refused, it was revoked."""
    found = judge(refusal)
    if found.message.key in UNKNOWN_ACCOUNT:
        return refusal.trouble(SignedOut, "signed-out-revoked")
    return found


def _bad_request(refusal: Refusal) -> ConnectionTrouble | None:
    code, details = refusal.code, refusal.details
    if _forbids_status(details):
        return refusal.trouble(NotAllowed, "not-allowed-read")
    if code == "term_exists":
        return refusal.trouble(FieldRefused, field="name", remote=_number(details.get("term_id")))
    if code == "empty_content":
        return refusal.trouble(FieldRefused, "field-refused-empty")
    if refusal.upload and FILE_400.match(code):
        return refusal.trouble(FileRefused)
    named = _named_field(details.get("params"))
    return refusal.trouble(FieldRefused, None if named else "field-refused-unnamed", field=named)


def _forbids_status(details: dict[str, object]) -> bool:
    """Say whether drafts were asked for without the right to: that comes as a bad value."""
    named = details.get("details")
    status = named.get("status") if isinstance(named, dict) else None
    return isinstance(status, dict) and status.get("code") == "rest_forbidden_status"


def _named_field(params: object) -> str:
    """Return the first field that the site complains about, as the desk calls it."""
    if isinstance(params, dict | list) and params:
        first = str(next(iter(params)))
        return OUR_NAMES.get(first, first)
    return ""


def _signed_out(refusal: Refusal) -> ConnectionTrouble:
    return refusal.trouble(SignedOut, SIGNED_OUT.get(refusal.code))


def _forbidden(refusal: Refusal) -> ConnectionTrouble:
    key = FORBIDDEN.get(refusal.code)
    return refusal.trouble(NotAllowed, "not-allowed-upload" if key and refusal.upload else key)


def _not_found(refusal: Refusal) -> ConnectionTrouble:
    if refusal.code == "rest_already_trashed":
        return refusal.trouble(GoneThere, "gone-there-trash")
    if UNKNOWN_THING.match(refusal.code):
        return refusal.trouble(GoneThere)
    # rest_no_route and what plugins say: the API is not as it should, the thing may well be there.
    return not_the_site(refusal, "not-the-site-api")


def _conflict(refusal: Refusal) -> ConnectionTrouble:
    """Take the word of our companion alone that a post is there: any plugin may answer a 409."""
    known = _number(refusal.details.get("id")) if refusal.code == THERE_ALREADY else 0
    if not known:
        return refusal.trouble(NotAllowed, "not-allowed-conflict")
    return refusal.trouble(ChangedThere, "there-already", remote=known)


def _precondition(refusal: Refusal) -> ConnectionTrouble:
    if refusal.code == "rest_upload_hash_mismatch":
        return refusal.trouble(FileRefused, "file-refused-damaged")
    return refusal.trouble(ChangedThere)


def _server_error(refusal: Refusal) -> ConnectionTrouble | None:
    if refusal.code == "rest_trash_not_supported":
        return refusal.trouble(NotAllowed, "not-allowed-no-trash")
    if refusal.code == "rest_cannot_delete":  # a plugin has a hand on it
        return refusal.trouble(NotAllowed, "not-allowed-trash")
    kind, key = FINAL_500.get(refusal.code, (None, ""))
    return None if kind is None else refusal.trouble(kind, key)


def _number(value: object) -> int:
    return int(value) if isinstance(value, int | str) and str(value).isdecimal() else 0
