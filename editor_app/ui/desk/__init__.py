"""The frame around the text: rail, story list, header, status bar, palette, first run.

Each part shows what it is given and tells by signals what the editor wants; the main window
connects them. What is inside the centre views lives in ``article``, ``translation``, ``preview``.
"""
