"""Answers across the tables of planning, as plain values."""
