"""What an editor can do: the verbs, a file per noun, in plain synchronous Python.

Services decide in what order storage, connectors and the pure rooms are used. They know no window
and no command line; both call the same verbs.
"""
