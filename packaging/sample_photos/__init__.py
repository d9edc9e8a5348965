"""The painter of the sample photos: brushes, scenes and the caption data written into each file.

Nothing here is part of the program. It runs once, on a developer's machine, when the pictures
of the sample are made anew; what it makes is committed under `resources/sample`.
"""
