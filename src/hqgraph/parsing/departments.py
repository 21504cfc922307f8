"""Plans ordered by department: a heading that is nothing but bodies, its duties below."""

from __future__ import annotations

import re

from hqgraph.gazetteer import match_agency
from hqgraph.model import Role, Span
from hqgraph.parsing.duties import Duty
from hqgraph.parsing.name_lists import Named, names_in, split_top

_LONGEST = 60
_ENDS = "局委厅办部门室府会院社处署组队关企中心公司单位校站所联台馆）)行等"
_GARRISONS = ("军区", "军分区", "警备区", "卫戍区")


_BRANCHES = re.compile(r"[^，。；：（）()和与及]{2,40}?(?:、[^，。；：（）()]{2,40}?)+(?:等)?部门")


def _branches(content: str, heading: Span) -> list[Named]:
    """Return the bodies of a list of branches (市场监管、公安等部门) as 市场监管部门, 公安部门."""
    text = content[heading.start : heading.end]
    if not _BRANCHES.fullmatch(text):
        return []
    bare = Span(heading.start, heading.start + len(text.removesuffix("部门").removesuffix("等")))
    return [
        Named(f"{content[part.start : part.end]}部门", part, Role.RESPONSIBLE, known=True)
        for part in split_top(content, bare, "、")
    ]


def organ_duty(content: str, heading: Span) -> Duty | None:
    """Return the bodies of a heading (县教育局、县财政局) as a duty form, None for any other."""
    if not 2 < heading.end - heading.start <= _LONGEST:
        return None
    if content[heading.end - 1] not in _ENDS and not content.endswith(
        _GARRISONS, heading.start, heading.end
    ):
        return None
    names = _branches(content, heading) or names_in(content, heading, Role.RESPONSIBLE)
    matches = [match_agency(name.name) for name in names]
    if not names or any(m is None or m.kind is None or not m.exact for m in matches):
        return None
    return Duty(heading, tuple(names))
