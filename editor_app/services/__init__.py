"""What an editor can do: the verbs, a file per noun.

Here stories are made, drafts settled, translations filled in, photos attached,
pages gathered, articles published and sites synchronised. A verb is plain,
synchronous Python; it takes ids and the version the caller saw, and returns
``domain.Changes`` that name what is different now.

Not here: how something is stored (``storage``), sent (``connectors``), written
as a file (``formats``) or shown (``ui``, ``cli``).
"""
