"""The tests of Copydesk, in the rooms of the house they test."""
