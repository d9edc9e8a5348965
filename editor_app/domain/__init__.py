"""What things are and which rules they keep: frozen values, no effects, the standard library only.

Here live the story and everything it is made of. Text algorithms live in ``text``, outside shapes
in ``formats``, what is kept on disk in ``storage``.
"""
