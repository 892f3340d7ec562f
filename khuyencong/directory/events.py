"""What the directory announces; later stages react in the same transaction."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EstablishmentsMerged:
    """Two records turned out to be one establishment. What points to ``merged_id`` shall point to ``kept_id``."""

    merge_id: int
    kept_id: int
    merged_id: int


@dataclass(frozen=True, slots=True)
class MergeUndone:
    """The merge was taken back. What the merge moved shall point to ``merged_id`` again."""

    merge_id: int
    kept_id: int
    merged_id: int
