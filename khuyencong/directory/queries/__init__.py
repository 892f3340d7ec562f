"""Answers across the tables of the directory, as plain values."""
