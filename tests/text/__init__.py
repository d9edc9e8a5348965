"""Tests of the words: blocks, links, differences, numbers, folding, counting."""
