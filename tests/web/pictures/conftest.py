import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def pictures_kept_apart(settings, tmp_path):
    """Each test draws anew; words are read in English, which needs no compiled catalogue."""
    settings.VAR_DIR = tmp_path
    with translation.override("en"):
        yield
