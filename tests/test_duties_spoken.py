"""Duties that sentences give to particular bodies, and sentences that give none."""

from __future__ import annotations

import pytest

from hqgraph.model import Span
from hqgraph.parsing.sentences import sentences
from hqgraph.parsing.spoken_duties import spoken_duties


def said(text: str) -> str:
    content = f"\n{text}\n"
    found = spoken_duties(content, list(sentences(content, Span(0, len(content)))))
    return " ".join(f"{named.full} {named.role.value[0]}" for named, _ in found)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("县卫生健康局要广泛宣传。", "县卫生健康局 r"),
        ("县教育局、县民政局要加强管理。", "县教育局 r 县民政局 r"),
        ("县专家委员会和县卫生健康局负责提供支持。", "县专家委员会 r 县卫生健康局 r"),
        ("审计、财政、卫生等部门要加强监督。", "审计部门 r 财政部门 r 卫生部门 r"),
        ("政府及卫生行政、公安等部门应积极支持。", "卫生行政部门 r 公安部门 r"),
        ("各乡镇、县教育局要认真落实。", "县教育局 r"),
        ("国土部门在安排用地指标时，要统筹考虑。", "国土部门 r"),
        ("登记后，公安部门应予办理。", "公安部门 r"),
        ("健康促进办负责牵头确定问题。", "健康促进办 l"),
        (
            "省健康委员会（爱国卫生运动委员会）实行联席会议制度，牵头推进。",
            "省健康委员会（爱国卫生运动委员会） l",
        ),
        ("医保部门会同卫生健康部门制定办法。", "医保部门 r 卫生健康部门 r"),
        ("县卫生健康局要会同县医保局制定细则。", "县卫生健康局 r 县医保局 r"),
        ("医保部门牵头，卫生健康部门配合，开展培训。", "医保部门 l 卫生健康部门 s"),
        ("非营利性机构由民政部门登记。", "民政部门 r"),
        ("成立县健康专家委员会，负责提供技术支持。", "县健康专家委员会 r"),
        ("领导小组下设办公室（简称：健康促进办），负责协调。", "健康促进办 r"),
    ],
)
def test_sentences_that_give_a_duty(sentence: str, expected: str) -> None:
    assert said(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "各部门要落实责任。",
        "各级卫生健康部门、中医药主管部门要加强指导。",
        "相关部门要制度化开展分析。",
        "县人民政府负责本行政区域工作。",
        "经卫生与人力社保部门核准同意后，可参加保险。",
        "报卫生、民政、财政部门批准后实施。",
        "未经市卫生健康委同意不得开展。",
        "由审批部门负责统筹。",
        "鼓励由卫生健康部门牵头组建联盟。",
        "县卫生健康局要求各单位按时上报。",
        "市医保局负责人要带头。",
        "县卫生健康局局长要亲自抓。",
        "领导小组办公室要定期调度。",
        "牵头单位负责制定方案。",
        "指导组织协调行业商会协会开展宣传。",
    ],
)
def test_sentences_that_give_none(sentence: str) -> None:
    assert said(sentence) == ""
