"""One language version on the screen: its text being written, and the inspector beside it."""
