"""What planning does when an earlier stage announces something."""

from khuyencong.core.events import reacts_to
from khuyencong.directory.actions import move_references, return_references
from khuyencong.directory.events import EstablishmentsMerged, MergeUndone
from khuyencong.planning.models import Beneficiary


@reacts_to(EstablishmentsMerged)
def lines_follow_the_kept_establishment(event: EstablishmentsMerged) -> None:
    """What the merged record was to be supported with is the kept one's: earlier support must not be lost."""
    move_references(merge_id=event.merge_id, model=Beneficiary)


@reacts_to(MergeUndone)
def lines_return_to_their_establishment(event: MergeUndone) -> None:
    """Exactly the lines that the merge moved stand with their own record again."""
    return_references(merge_id=event.merge_id, model=Beneficiary)
