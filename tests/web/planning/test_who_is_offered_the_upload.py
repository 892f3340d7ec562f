"""Pages offer to upload a plan only to those who may."""

import pytest

from khuyencong.directory.roles import Role
from tests.support.reference import officer_of

NEW = "/planning/drafts/new/"


@pytest.mark.parametrize("path", ["/", "/planning/", "/proposals/"])
@pytest.mark.parametrize(("role", "offered"), [(Role.CENTRE_OFFICER, True), (Role.INSPECTOR, False)])
def test_the_upload_is_offered_to_those_who_draw_up_plans(client, reference_data, path, role, offered):
    client.force_login(officer_of("Lào Cai", role, enrolled=True))

    answer = client.get(path)

    assert answer.status_code == 200
    assert (NEW in answer.content.decode()) is offered
