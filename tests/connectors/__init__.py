"""Tests of the door to other programs' servers and folders."""
