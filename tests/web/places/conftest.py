"""The small map of the establishments' tests."""

from tests.web.establishments.conftest import as_role, departments, places, somebody

__all__ = ["as_role", "departments", "places", "somebody"]
