"""Copydesk: an editorial workstation for articles in more than one language.

The package is a house of rooms. Everything looks down, never up; rooms on one
line do not import each other::

    ui | cli                what an editor sees | types  (Qt only in ui)
    services                what an editor can do
    storage | connectors    what we keep | whom we talk to
    formats                 outside shapes: bytes in, values out
    text                    words
    domain                  what things are, and their rules

The hall beside the rooms: ``__main__`` (the command), ``wiring`` (builds
storage, connectors and services) and ``desk`` (what it builds), ``sentences``
with the tables ``wording*`` and ``tongue`` (a message in the reader's language),
``paths`` (where files of the program and of its user lie), ``outgoing`` (files
for others), ``marking``, ``workers``, ``log``.
"""

__version__ = "0.1.0.dev0"
