"""Every event and what reacts to it, written out, so that no chain is hidden."""

import ast
import importlib
from pathlib import Path

import khuyencong
from khuyencong.core.events import reactions

ROOT = Path(khuyencong.__file__).parent
REACTIONS = {
    "EstablishmentsMerged": ["khuyencong.planning.reactions.lines_follow_the_kept_establishment"],
    "MergeUndone": ["khuyencong.planning.reactions.lines_return_to_their_establishment"],
}


def stages(file):
    return [f"khuyencong.{path.parent.name}" for path in sorted(ROOT.glob(f"*/{file}"))]


def announced():
    """The names of all events: the classes of every stage's ``events.py``."""
    return sorted(
        node.name
        for path in ROOT.glob("*/events.py")
        if path.parent.name != "core"
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
    )


def test_the_list_of_events_and_reactions_is_this():
    ours = {event: known for event, known in reactions().items() if event in announced()}

    assert ours == REACTIONS, "A chain was added or taken away: write it into this list, and why into its docstring."


def test_every_event_is_in_the_list():
    assert announced() == sorted(REACTIONS), "An event nobody reacts to is not needed; take it away or write it here."


def test_every_file_of_reactions_is_read_when_the_site_starts():
    registered = {name.rsplit(".", 1)[0] for known in reactions().values() for name in known}

    assert {f"{stage}.reactions" for stage in stages("reactions.py")} <= registered


def test_an_event_is_a_small_frozen_value():
    for stage in stages("events.py"):
        if stage == "khuyencong.core":
            continue
        module = importlib.import_module(f"{stage}.events")
        for name in announced():
            event = getattr(module, name, None)
            assert event is None or event.__dataclass_params__.frozen, f"{name} can be changed after it was announced."


def test_a_stage_reacts_only_to_what_stands_before_it():
    for stage in stages("reactions.py"):
        text = (ROOT / stage.split(".")[1] / "reactions.py").read_text(encoding="utf-8")
        assert f"from {stage}.events" not in text, f"{stage} reacts to itself: call the function instead."
