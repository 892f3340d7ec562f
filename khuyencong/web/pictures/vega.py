"""
Draws one picture in a process of its own, so that a web worker never carries the drawing engine.

Reads a job as JSON from standard input: a Vega-Lite ``spec``, or an ``svg`` to be made a PNG at ``scale``.
Runs without Django and reaches no network.
"""

import json
import sys
from typing import Any


def draw(job: dict[str, Any]) -> bytes:
    """The SVG of a spec, or the PNG of an SVG."""
    import vl_convert  # takes about 60 MB: only where something is drawn

    if job.get("fonts"):
        vl_convert.register_font_directory(job["fonts"])
    if "svg" in job:
        return vl_convert.svg_to_png(job["svg"], scale=job["scale"])
    return vl_convert.vegalite_to_svg(job["spec"], allowed_base_urls=[]).encode()


if __name__ == "__main__":
    sys.stdout.buffer.write(draw(json.load(sys.stdin)))
