"""Outside shapes: bytes in, values out, and the other way round.

Here live Markdown and HTML, WordPress blocks, the page (the only renderer),
DOCX, ODT, XLIFF, TMX, TBX, photo metadata and renditions. Every function is
pure: it gets bytes or values and gives them back, so that it can run in a
worker process with limits on time and memory.

Not here: reading or writing a file (``storage``), asking a server
(``connectors``), and what words mean (``text``).
"""
