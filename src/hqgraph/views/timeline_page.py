"""A timeline as one self-contained page: lanes and marks above, below them date by date the tasks.

The marks are inline SVG that the page's script draws; the page works from a file,
without a network, and prints on A4.
"""

from __future__ import annotations

from typing import Any

from hqgraph.views.facts import DocumentFacts
from hqgraph.views.page import asset, chrome, environment
from hqgraph.views.timeline import Point, Timeline, lane_name


def timeline_html(timeline: Timeline) -> str:
    """Return the page that draws a timeline: the same timeline gives the same bytes."""
    script = "\n".join(map(asset, ("page.js", "timeline.js")))
    style = asset("page.css") + asset("timeline.css")
    template = environment().get_template("timeline.html")
    return template.render(**chrome(timeline.title, script, style), records=_records(timeline))


def _records(timeline: Timeline) -> dict[str, Any]:
    index = {facts.id: place for place, facts in enumerate(timeline.lanes)}
    return {
        "lanes": [_lane(facts) for facts in timeline.lanes],
        "points": [_point(point, index) for point in timeline.points],
        "scope": timeline.scope,
        "undated": [_point(point, index) for point in timeline.undated],
    }


def _lane(facts: DocumentFacts) -> dict[str, str]:
    return {"name": lane_name(facts), "source": facts.source}


def _point(point: Point, index: dict[str, int]) -> dict[str, Any]:
    return {
        "bodies": "、".join(point.bodies),
        "due": point.dated.due,
        "kind": point.dated.kind,
        "lane": index[point.task.document.id],
        "quote": point.dated.quote or point.dated.text,
        "task": point.task.name,
        "text": point.dated.text,
    }
