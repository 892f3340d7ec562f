"""What planning keeps: plans, proposals with their beneficiaries, uploaded workbooks, saved views."""

from khuyencong.planning.models.drafts import PlanDraft, PlanDraftLine
from khuyencong.planning.models.numbering import ReferenceSeries
from khuyencong.planning.models.plans import AnnualPlan
from khuyencong.planning.models.proposals import Beneficiary, Proposal
from khuyencong.planning.models.views import SavedView

__all__ = ["AnnualPlan", "Beneficiary", "PlanDraft", "PlanDraftLine", "Proposal", "ReferenceSeries", "SavedView"]
