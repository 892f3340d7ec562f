"""Stories are walked in a real browser."""

from tests.support.site import chromium, site

__all__ = ["chromium", "site"]
