"""One stretch of a list of agencies: its duty verb, its 等有关部门, and what 和 joins.

市教育局会同市财政局组织实施 is two names and a verb; 发展和改革委员会 is one name.
"""

from __future__ import annotations

import re

from hqgraph.gazetteer import is_body, is_body_suffix, match_agency
from hqgraph.model import Span
from hqgraph.parsing.sentences import trim

_DUTY_VERB = re.compile(
    r"(?:均|都|共同|分别|依法)*(?:要|应当?|须)?"
    r"(?:(?:按照?|依据?|依照|根据|结合|在)?(?:各自|自身)?的?(?:部门)?(?:职责|职能|职权)(?:职责|职能|权限|范围|内|和|及)*|按照?)?"
    r"的?(?:任务)?(?:分工)?(?:任务)?[，,]?(?:分别|共同|具体|联合|统筹|抓好|做好|认真|组织|协调|依法|密切|各自|分工|积极|按要求)*"
    r"(?P<verb>牵头|负责|配合|参与|参加|协助|协同|协作|支持|落实|实施|推进|承担|指导|监督|督促|执行|主责|主抓|抓总|主办|协办|承办|负总责|各负其责)"
    r"(?:负责|牵头|组织|落实|实施|推进|抓好|抓总|协调|指导|配合|参与|工作|执行|到位|责任|做好|有关|相关|总责|抓落实|负总责|具体)*"
    r"[\s。；;，,]*$"
)
_BY_DUTY = re.compile(
    r"(?:按照?|依据?|根据)(?:各自)?的?(?:职责|职能)(?:职责|职能)?(?:分工|权限|范围)?[。；;，,]*$"
)
_LONGEST_TAIL = 60
_TAIL = re.compile(
    r"等等?(?:[省市县区州旗]?直|[省市县区州]级|在[省市县]|各|有关|相关|部门|单位|方面|地区|地方|各级|职能|成员|行业|主管|行政|机构|组织|团体|企业|群团|人民|和|及|多|\d+个?|[一二三四五六七八九十]+个?)*[。；;，,]*$"
)
_PLACELESS = re.compile(r"(?<=..)(?:有关|相关|各有关|各相关)(?:职能)?(?:部门|单位|部门和单位)$")
_LEAD_IN = re.compile(
    r"^(?:其中|[本该此这]项(?:工作|任务|措施|事项)?(?:主要|具体)?由|由|并由|会同|并会同|并联合|联合|以及|及|与|并|请|均由|主要由|具体由)+"
)
_DOUBTFUL_LEAD_IN = re.compile(r"^(?:和|商)")
CONJUNCTION = re.compile(
    r"(?:以及|并会同|并联合|会同|联合|[和与及]|(?<=[局委部厅办])商(?![务业会投贸])|\s)"
)
_SHORTEST_PAIR = 8
_LONGEST_PAIR = 150
OPENING, CLOSING = "（(〔[【《“", "）)〕]】》”"
MARKS = "*★☆※▲△●◆■"


def cut_verb(text: str) -> tuple[str, str]:
    """Return a stretch without the duty verb at its end, and that verb ("" where none is)."""
    offset = max(0, len(text) - _LONGEST_TAIL)
    found = _DUTY_VERB.search(text[offset:]) or _BY_DUTY.search(text[offset:])
    return (text[: offset + found.start()], found.group()) if found else (text, "")


def tail_of(text: str) -> str:
    """Return 等有关部门 and its like at the end of a stretch ("" where none is)."""
    found = _TAIL.search(text[-_LONGEST_TAIL:])
    return found.group() if found else ""


def core(content: str, span: Span) -> Span:
    """Cut 由, 会同, 等有关部门 and stops off a name."""
    span = trim(content, span, "：:。；;，," + MARKS)
    lead_in = _LEAD_IN.match(content[span.start : span.end])
    start = span.start + (lead_in.end() if lead_in else 0)
    if _DOUBTFUL_LEAD_IN.match(content[start : span.end]):
        rest = content[start + 1 : span.end]
        if match_agency(content[start : span.end]) is None and match_agency(rest) is not None:
            start += 1
    text = content[start : span.end]
    tail = _TAIL.search(text[-_LONGEST_TAIL:])
    if tail:
        return trim(content, Span(start, span.end - (len(text[-_LONGEST_TAIL:]) - tail.start())))
    vague = _PLACELESS.search(text[-_LONGEST_TAIL:])
    if vague and is_body(text[: len(text) - len(vague.group())]):
        return Span(start, span.end - len(vague.group()))
    return Span(start, span.end)


def conjoined(content: str, span: Span) -> list[Span]:
    """Split at 和, 与, 及, 会同 where both sides are bodies; 发展和改革委员会 stays whole."""
    text = content[span.start : span.end]
    if len(text) > _LONGEST_PAIR:
        return [span]
    whole = match_agency(text)
    if whole is not None and whole.exact and not (whole.by_name or whole.collective or whole.also):
        return [span]
    for found in CONJUNCTION.finditer(text):
        left, right = _bare(text[: found.start()]), text[found.end() :]
        if left and right and _ends_outside(text, found.start()) and _are_two(left, right):
            rest = Span(span.start + found.end(), span.end)
            return [Span(span.start, span.start + len(left)), *conjoined(content, rest)]
    return glued(content, span)


def _bare(left: str) -> str:
    """Cut a duty verb or 等 off the left side of a conjunction (X牵头会同Y, X等和各市政府)."""
    for pattern in (_DUTY_VERB, _TAIL):
        found = pattern.search(left[-_LONGEST_TAIL:])
        left = left[: len(left) - len(found.group())] if found else left
    return left


def _are_two(left: str, right: str) -> bool:
    """Tell whether both sides of a conjunction are bodies (县教育局, 各镇; 审计, 财政部门)."""
    if not is_body(right) and not CONJUNCTION.search(right):
        return False
    if is_body(left):
        return is_body(right) or any(
            is_body(right[: found.start()]) for found in CONJUNCTION.finditer(right)
        )
    if not right.endswith("部门") or match_agency(left + "部门") is None:
        return False
    whole = match_agency(left + right)
    return whole is None or bool(whole.also)


_COMMITTEE_GOVERNMENT = re.compile(r"([省市县区州盟旗]委)([省市县区州盟旗](?:人民)?政府)")
_BRANCH = re.compile(
    r"(?:办事处|分公司|子公司|支公司|分行|支行|分局|分院|分校|分部|项目部|监管局)$"
)


def glued(content: str, span: Span) -> list[Span]:
    """Part names that lost the blank between them: 县卫生健康局县财政局 is two bodies.

    Only where the whole is no known body and both parts are, the second one
    with a level or region of its own; 中共 always begins a name. A branch after
    its firm (铁路集团长沙办事处) is one name.
    """
    text = content[span.start : span.end]
    if (both := _COMMITTEE_GOVERNMENT.fullmatch(text)) is not None:
        at = span.start + both.end(1)
        return [Span(span.start, at), Span(at, span.end)]
    party = text.find("中共", 3)
    if party > 0 and len(text) <= _LONGEST_PAIR and is_body(text[:party]):
        at = span.start + party
        return [*glued(content, Span(span.start, at)), *glued(content, Span(at, span.end))]
    if not _SHORTEST_PAIR <= len(text) <= _LONGEST_TAIL or match_agency(text) is not None:
        return [span]
    for cut in range(3, len(text) - 2):
        if not is_body_suffix(text[:cut]):
            continue
        left, right = match_agency(text[:cut]), match_agency(text[cut:])
        if left and left.exact and right and right.exact and right.prefix:
            if left.by_name and _BRANCH.search(text):
                continue
            at = span.start + cut
            return [Span(span.start, at), Span(at, span.end)]
        if left and left.exact and len(text) - cut >= _SHORTEST_PAIR:
            rest = glued(content, Span(span.start + cut, span.end))
            first = match_agency(content[rest[0].start : rest[0].end])
            if len(rest) > 1 and first and first.prefix:
                return [Span(span.start, span.start + cut), *rest]
    return [span]


def _ends_outside(text: str, at: int) -> bool:
    return sum(text.count(ch, 0, at) for ch in OPENING) == sum(
        text.count(ch, 0, at) for ch in CLOSING
    )
