"""Duties that a sentence gives to a particular body (区医改办牵头组织).

Only for items that print no duty form. The subject must be one named body
(区卫生健康委, 组织部门), not 各县（区）, 有关部门 or 各单位.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hqgraph.gazetteer import match_agency
from hqgraph.model import Role, Span
from hqgraph.parsing.name_lists import Named

_SUBJECT = re.compile(
    r"(?:(?<=[。，；：\n])|^)(?:由|请)?(?P<name>[^，。；：（）“”《》\s]{2,40}?)"
    r"(?P<verb>牵头|统筹协调|具体负责|负责|要会同|会同|要|应当?|须|统筹|承担|组织实施|加强对|定期|指导)"
)
_GENERIC = re.compile(r"^(?:各|有关|相关|全|本|其他|所有|市直|县直|县级|市级|区级|省级|该)")
_ORGAN_END = re.compile(r"(?:领导小组|专项小组|工作小组|委员会|指挥部|办公室|医改办|专班)$")
_NOT_BODIES = re.compile(r"(?:党委|党组织|医院|机构|单位|同志|人员|政府)$")


def spoken_duties(content: str, sentences: Sequence[Span]) -> Iterator[tuple[Named, Span]]:
    """Yield the bodies that sentences give a duty to, each with its sentence, each name once."""
    seen: set[str] = set()
    for sentence in sentences:
        for found in _SUBJECT.finditer(content, sentence.start, sentence.end):
            names = found["name"].split("、")
            role = Role.LEAD if found["verb"] == "牵头" else Role.RESPONSIBLE
            if not all(_is_body(name) for name in names):
                continue
            at = found.start("name")
            for name in names:
                if name not in seen:
                    seen.add(name)
                    yield Named(name, Span(at, at + len(name)), role, known=True), sentence
                at += len(name) + 1


def _is_body(name: str) -> bool:
    if _GENERIC.match(name) or _NOT_BODIES.search(name):
        return False
    match = match_agency(name)
    if match is not None:
        return match.exact and not match.collective
    return bool(_ORGAN_END.search(name)) and len(name) <= 14
