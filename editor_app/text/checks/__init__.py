"""The desk checks, a file per family: an article and one ``Reference`` in, findings out.

``material`` holds what a check looks at, ``reference`` what it knows, ``running`` all checks in
their order. Every check is a pure function; ids and rules are those of the house's list of checks.
"""
