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
    """The site or provider could not be reached, or refused."""

    key = "connection-trouble"


class Cancelled(EditorError):
    """The editor stopped it; what had been finished by then is kept."""

    key = "cancelled"
