"""The tables of the library, a file per group of nouns.

Names of tables are the plural of the noun, names of columns the fields of the value in ``domain``.
Every change here needs a migration beside it: a test compares the two.
"""
