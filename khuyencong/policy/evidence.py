"""The papers a đề án must have in the end, by its activity."""

from collections.abc import Sequence
from dataclasses import dataclass

from khuyencong.policy import data
from khuyencong.policy.lawbook import LawBook, Paper


@dataclass(frozen=True, slots=True)
class Papers:
    """A list of papers with the article that asks for them and what is not known of it."""

    items: Sequence[Paper]
    source: str
    caveat_vi: str
    caveat_en: str


def papers_for(activity: str | None, lawbook: LawBook) -> Papers:
    """The papers for an activity: its own list, then those that every đề án needs; empty where no list is known."""
    file = data.read("evidence")
    known = lawbook.activities.get(activity or "")
    own = lawbook.evidence.get(known.evidence_list, ()) if known and known.evidence_list else ()
    return Papers(
        items=(*own, *lawbook.evidence.get("common", ())) if own else (),
        source=f"{file['source']['instrument']}, {file['source']['article']}",
        caveat_vi=file["caveat_vi"],
        caveat_en=file["caveat_en"],
    )
