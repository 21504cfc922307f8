"""Reads numbers whose thing stands elsewhere: in the clause before, in the title, in a total.

争创示范基地，到2025年建成2个; 老年食堂建设：建成15个; 新建农田3万亩，其中：甲镇0.9万亩.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hqgraph.model import Target
from hqgraph.parsing.target_clauses import Stretch
from hqgraph.parsing.target_forms import BUILD_AT, Found, Reading

_PLACE = re.compile(
    r"[^，,；;：:\d的]{1,8}(?:[省市县区州盟旗镇乡村]|街道|苏木|社区|农场|林场|园区)"
)
_SCALES = "十百千万亿"
_LONGEST_OBJECT = 40
_OBJECT = re.compile(r"[^\d、，,；;：:（）()的%]{2,24}")
_WORKS = re.compile(
    r"(?!加强|加快|推进|强化|推动|完善|深化|统筹|抓好|支持|促进)"
    r"(?P<thing>[^\d、，,；;：:（）()的和]{2,16}?)(?:建设|改造|创建|培育)(?:工程|项目|行动)?"
)


def part_of(stretch: Stretch, targets: Sequence[Target]) -> Reading | None:
    """Read 其中：甲镇0.9万亩，乙镇1.1万亩: a place's part of what was counted in that unit."""
    where = stretch.left.removeprefix("其中")
    if stretch.right.strip("、和及与") or len(stretch.run) > 1:
        return None
    if not _PLACE.fullmatch(where) or BUILD_AT.search(where):
        return None
    quantity = stretch.run[-1]
    unit = quantity.unit.lstrip(_SCALES)
    for target in reversed(targets):
        if target.unit.lstrip(_SCALES) == unit:
            found = Found(quantity, target.name, where, stretch.run_end, quantity.op)
            found.start = stretch.run_start - len(where)
            return Reading("part", [found])
    return None


def object_of(clause: str) -> str:
    """Return what a clause is about to make (支持两市争创示范基地), empty where it names none."""
    near = clause[-_LONGEST_OBJECT:]
    verbs = list(BUILD_AT.finditer(near))
    thing = near[verbs[-1].end() :] if verbs else ""
    return thing if _OBJECT.fullmatch(thing) else ""


def built(title: str) -> str:
    """Return what a title says is to be built: 老年食堂建设 is 老年食堂, 加强队伍建设 nothing."""
    work = _WORKS.fullmatch(title)
    return work["thing"] if work else ""
