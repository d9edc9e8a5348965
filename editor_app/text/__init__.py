"""Words: what can be worked out from text alone.

Here live blocks and their reconciliation, segments, alignment, word difference,
three-way merge, memory matching, counting, slugs and, in ``checks/``, the desk
checks. Values in, values out: no file, no network, no clock, no Qt.

Not here: outside file shapes (``formats``), and rules about what a thing is or
whether it is allowed (``domain``).
"""
