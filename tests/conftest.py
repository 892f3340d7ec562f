"""What every test may ask for."""

from pathlib import Path

import pytest

from tests.support.race import test_database
from tests.support.reference_database import reference_database

__all__ = ["reference_database", "test_database"]


def pytest_addoption(parser):
    parser.addoption("--proof", action="store_true", help="run the full-size proofs")


def pytest_collection_modifyitems(config, items):
    """The full-size proofs run only when they are asked for; they are left out, not skipped."""
    if config.getoption("--proof"):
        return
    proofs = [item for item in items if "proof" in item.keywords]
    if proofs:
        config.hook.pytest_deselected(items=proofs)
        items[:] = [item for item in items if "proof" not in item.keywords]


def pytest_configure(config):
    """Words are compiled before the first page is asked for."""
    import khuyencong
    from khuyencong.core.messages import compile_all

    if not hasattr(config, "workerinput"):
        compile_all(Path(khuyencong.__file__).parent)


@pytest.fixture(scope="session")
def shared_folder():
    """The reference material that lies beside a checkout, where there is one."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the folder ../shared is not beside this checkout")
    return folder
