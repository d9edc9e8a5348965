"""What an editor types: the same verbs without a window.

Each verb reads its arguments, calls ``services`` and prints what came of it,
as sentences or as one JSON document, with the exit codes 0 (done), 1 (done
with findings, or not ready), 2 (wrong use) and 3 (could not).

Not here: Qt (pictures of pages come through a function that ``__main__`` hands
in), and any reach to ``storage`` or ``connectors``.
"""
