"""An officer of the centre of Lào Cai, signed in, among the places and law an office has."""

import pytest

from tests.planning.books import HERE, row
from tests.planning.workbook.books import book
from tests.support.reference import officer_of, reference_data

__all__ = ["reference_data"]


@pytest.fixture
def officer(reference_data):
    return officer_of("Lào Cai", enrolled=True)


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def workbook(tmp_path):
    """A workbook of Lào Cai with these lines; facts of the plan may be changed."""

    def written(*lines, **plan):
        return book(tmp_path / "ke-hoach.xlsx", *(lines or (row(),)), plan={**HERE, **plan})

    return written


@pytest.fixture
def uploaded(signed_in):
    """Uploads a file through the page; returns the address of its draft."""

    def upload(path):
        with path.open("rb") as file:
            answer = signed_in.post("/planning/drafts/new/", {"file": file})
        assert answer.status_code == 302, answer.content.decode()
        return answer["Location"]

    return upload
