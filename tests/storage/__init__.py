"""Tests of storage: real SQLite files in real folders."""
