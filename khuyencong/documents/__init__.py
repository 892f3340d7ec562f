"""Official papers: office templates, the values that fill them, amounts and dates in Vietnamese words."""
