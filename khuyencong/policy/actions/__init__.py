"""The verbs of policy."""

from khuyencong.policy.actions.judgements import keep_judgement, keep_judgements
from khuyencong.policy.actions.loading import Loaded, load_policy
from khuyencong.policy.actions.norms import confirm_norm, enter_local_norm, enter_norm, repeal_norm

__all__ = [
    "Loaded",
    "confirm_norm",
    "enter_local_norm",
    "enter_norm",
    "keep_judgement",
    "keep_judgements",
    "load_policy",
    "repeal_norm",
]
