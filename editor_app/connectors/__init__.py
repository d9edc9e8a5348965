"""Whom we talk to: the door to other programs' servers and output folders.

Here live the one HTTP seam, WordPress, the site folder and machine
translation. A connector turns values into requests or files and answers into
values or errors of ``domain.errors``; it keeps nothing and decides nothing.

Not here: our own files and database (``storage``), and when to ask again
(``services``).
"""
