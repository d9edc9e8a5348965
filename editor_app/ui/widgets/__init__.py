"""Small parts that several panels use: buttons, badges, chips, fields, notices, sheets.

They know the theme and nothing of stories.
"""
