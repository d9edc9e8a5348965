"""What can go wrong and is known to us. Anything else is a bug.

::

    EditorError                       has a Message: what happened, what was kept, what to do
    ├── NotFound                      an id or name that the desk does not know
    ├── Ambiguous                     a name that fits more than one
    ├── ChangedMeanwhile              a verb saw an older version than the desk holds
    ├── Refused                       a rule says no
    │   ├── MissingCredit             a photo without credit cannot be published
    │   ├── RightsNotCovered          the photo's rights have ended or are unknown
    │   └── NotReady                  a required field is empty, or machine text is unread
    ├── Unreadable                    a file or paste that cannot be taken in
    │   ├── Protected                 the file asks for a password
    │   ├── TooLarge                  over the limit of size, pixels or unpacked bytes
    │   └── NoText                    readable, but there is nothing in it to take in
    ├── DeskError                     the work folder
    │   ├── DeskMissing               there is no desk there
    │   ├── DeskInUse                 another window has it
    │   ├── DeskNewer                 made by a newer Copydesk: nothing was opened or changed
    │   ├── DeskReadOnly              the folder cannot be written
    │   ├── DeskDamaged               the library cannot be read
    │   └── DiskFull                  nothing more could be written; the text is still here
    ├── SecretsUnavailable            no keyring, a locked one, or a refusal
    ├── ConnectionTrouble             the site or provider could not be reached or refused
    │   ├── Unreachable               nothing was sent: refused, unknown name, no connection in time
    │   ├── AnswerLost                sent, but no whole answer came back
    │   ├── Busy                      the server says later, or fell over (408 429 5xx)
    │   ├── NotTheSite                somebody else answered, or the site not as it should
    │   ├── CertificateRefused        the connection would not be safe
    │   ├── Redirected                the site points elsewhere and we do not follow
    │   ├── SignedOut                 the account is not accepted (401)
    │   ├── NotAllowed                the account may not do this (403, 409)
    │   ├── FieldRefused              the site refuses a value (400, or a known 500)
    │   ├── GoneThere                 what was asked for is not on the site any more (404, 410)
    │   ├── FileRefused               the site does not take the file (413, 412, a known 500)
    │   └── ChangedThere              the site holds another version than we saw (412; 409 of ours)
    └── Cancelled                     the editor stopped it
"""

from __future__ import annotations

from editor_app.domain.messages import Field, Message


class EditorError(Exception):
    """A known trouble with a sentence for the editor; ``key`` and ``fields`` as in Message."""

    key = "error"

    def __init__(self, key: str | None = None, **fields: Field) -> None:
        """Keep the message key (default: the class's own) and the fields of its sentence."""
        self.message = Message(key or self.key, fields)
        super().__init__(str(self.message))


class NotFound(EditorError):
    """An id or name that the desk does not know."""

    key = "not-found"


class Ambiguous(EditorError):
    """A name or id prefix that fits more than one thing."""

    key = "ambiguous"


class ChangedMeanwhile(EditorError):
    """The verb was given an older version than the desk holds; nothing was written."""

    key = "changed-meanwhile"


class Refused(EditorError):
    """A rule of the house or of the site says no; nothing was changed."""

    key = "refused"


class MissingCredit(Refused):
    """A photo without credit cannot be published."""

    key = "missing-credit"


class RightsNotCovered(Refused):
    """The photo's rights have ended, are unknown, or do not cover this use."""

    key = "rights-not-covered"


class NotReady(Refused):
    """A required field is empty, or text of a machine was read by nobody."""

    key = "not-ready"


class Unreadable(EditorError):
    """A file or paste that cannot be taken in; the desk is as it was."""

    key = "unreadable"


class Protected(Unreadable):
    """The file asks for a password."""

    key = "protected"


class TooLarge(Unreadable):
    """Over the limit of bytes, pixels or unpacked size."""

    key = "too-large"


class NoText(Unreadable):
    """Readable, but nothing in it can be taken in."""

    key = "no-text"


class DeskError(EditorError):
    """Something about the work folder itself."""

    key = "desk"


class DeskMissing(DeskError):
    """There is no desk in that folder."""

    key = "desk-missing"


class DeskInUse(DeskError):
    """Another window or command has the desk open for writing."""

    key = "desk-in-use"


class DeskNewer(DeskError):
    """The library was made by a newer Copydesk; nothing was opened or changed."""

    key = "desk-newer"


class DeskReadOnly(DeskError):
    """The folder cannot be written."""

    key = "desk-read-only"


class DeskDamaged(DeskError):
    """The library cannot be read."""

    key = "desk-damaged"


class DiskFull(DeskError):
    """Nothing more could be written; what was typed is still in the window."""

    key = "disk-full"


class SecretsUnavailable(EditorError):
    """No keyring, a locked one, or one that refused."""

    key = "secrets-unavailable"


class ConnectionTrouble(EditorError):
    """The site or provider could not be reached, or refused.

    What the outbox does with it: ``retry`` (try again by itself, later; else a person is needed),
    ``doubtful`` (the request may have been carried out: look before doing it again), ``after``
    (seconds that the server asked to wait, or None).
    """

    key = "connection-trouble"
    retry = False
    doubtful = False

    def __init__(
        self,
        key: str | None = None,
        *,
        doubtful: bool | None = None,
        after: float | None = None,
        **fields: Field,
    ) -> None:
        """Keep the sentence and, where they differ from the class, what to do about it."""
        super().__init__(key, **fields)
        self.after = after
        if doubtful is not None:
            self.doubtful = doubtful

    @property
    def status(self) -> int:
        """The HTTP status of the answer, or 0 when there was none."""
        return int(self.message.fields.get("status", 0))

    @property
    def code(self) -> str:
        """What the server calls the error (``rest_cannot_edit``), or nothing."""
        return str(self.message.fields.get("code", ""))


class Unreachable(ConnectionTrouble):
    """No connection came about: nothing was sent."""

    key = "unreachable"
    retry = True


class AnswerLost(ConnectionTrouble):
    """The request went out, but no whole answer came back."""

    key = "answer-lost"
    retry = True
    doubtful = True


class Busy(ConnectionTrouble):
    """The server asks to come back later, or fell over; a 5xx may have been carried out."""

    key = "busy"
    retry = True


class NotTheSite(ConnectionTrouble):
    """What came is no answer of the site: a web page, another kind of content, a wrong shape."""

    key = "not-the-site"
    retry = True


class CertificateRefused(ConnectionTrouble):
    """The certificate is not valid for this site, or no safe connection can be agreed on."""

    key = "certificate-refused"


class Redirected(ConnectionTrouble):
    """The site points to another address; nothing is sent there."""

    key = "redirected"


class SignedOut(ConnectionTrouble):
    """The site does not accept the account; the key says why as far as that can be known."""

    key = "signed-out"


class NotAllowed(ConnectionTrouble):
    """The account may not do this, or something in front of the site forbids it."""

    key = "not-allowed"


class FieldRefused(ConnectionTrouble):
    """The site refuses a value; the field ``field`` names it where the site does."""

    key = "field-refused"


class GoneThere(ConnectionTrouble):
    """The post, photo or term is not on the site any more."""

    key = "gone-there"


class FileRefused(ConnectionTrouble):
    """The site does not take the file: too large, of a refused kind, or damaged on its way."""

    key = "file-refused"


class ChangedThere(ConnectionTrouble):
    """The site holds another version than the one seen, or has the thing already."""

    key = "changed-there"


class Cancelled(EditorError):
    """The editor stopped it; what had been finished by then is kept."""

    key = "cancelled"
