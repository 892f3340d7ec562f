"""Khuyến công: the industrial promotion programme, run in the open."""
