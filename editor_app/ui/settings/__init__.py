"""The settings page: choices of the person at this computer, each of which does something."""
