"""Translate: source and target beside each other, row by row, on the same Manuscript as Write."""
