"""Speeds as ratios: each figure beside a baseline that is measured in the same run.

``make bench`` prints them; nothing here passes or fails. Machines are noisy, so every figure is the
median of several runs, and only the ratios mean something from one machine to another.
"""
