"""Numbers that are no targets, and what must hold for any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hqgraph.model import Span
from hqgraph.parsing.milestones import milestones_in
from hqgraph.parsing.targets import targets_in


@pytest.mark.parametrize(
    "sentence",
    [
        "推进“1+6”基地建设，办好“5·12”护士节。",
        "完善120指挥系统，推进5G应用，控制PM2.5。",
        "建设1+5+N体系。",
        "落实《九项准则》和国办发〔2021〕18号文件。",
        "县医院达到三级甲等医院水平。",
        "加强五大中心建设，实现六个共同体建设。",
        "巩固“十三五”时期建设的4个重点专科能力。",
        "严格落实18项质量安全核心制度。",
        "提高公卫12类项目服务能力。",
        "通过5年努力，水平显著提升。",
        "对服务人口低于300人、没有村医的行政村派驻医生。",
        "对增幅超过10%的医院予以通报。",
        "就诊率达90%以上的地区可提高标准。",
        "按照实际支付额的50%给予补助。",
        "第9次常务会议审议通过。",
        "现有床位500张，共有3所医院。",
        "已建成5个重点专科。",
        "2023年就诊率达到92%，同比提高2个百分点。",
        "在许可实现全覆盖的基础上加强管理。",
        "坚持全覆盖提升质量。",
        "打造一支队伍，建设一批专科，建立三项制度。",
        "在50张床位以上的医院开展试点。",
        "为65岁以上老年人提供服务。",
        "探索在10个左右领域开展试点。",
        "确需建设18层以上住宅的，应当论证。",
        "（责任单位：县卫生健康局，建成3个中心）",
    ],
)
def test_no_targets(sentence: str) -> None:
    assert targets_in(sentence, [Span(0, len(sentence))]) == ()


VOCABULARY = """
全县 三级 二级公立医院 、 ， 和 及 。 （ ） “ ” 达到 分别 建设 新建 其中 至少 50% 70%以上 3个 1~3家
1：2 两家 到2025年 20__年底前 全覆盖 的 比例 就诊率 中心 不低于 5级 所有 每 万人 : 100 力争
"""
_WORDS = st.sampled_from(VOCABULARY.split())


@given(st.lists(_WORDS, max_size=30).map("".join))
def test_whatever_is_read_its_spans_are_true(content: str) -> None:
    sentence = Span(0, len(content))
    found = targets_in(content, [sentence])
    for target in found:
        assert target.span.within(sentence)
        assert content[target.span.start : target.span.end] == target.quote
        assert target.name
        assert target.op in {"=", ">", "<", ">=", "<=", "about", "range"}
        assert (target.op == "range") == isinstance(target.value, tuple)
    assert targets_in(content, [sentence]) == found
    for milestone in milestones_in(content, [sentence]):
        assert content[milestone.span.start : milestone.span.end] == milestone.quote


@pytest.mark.parametrize(
    "text", ["1个、" * 20000, "5%的医院" * 10000, "2025年，" * 10000, "（" * 50000 + "1个"]
)
def test_a_monstrous_sentence_takes_no_monstrous_time(text: str) -> None:
    started = time.perf_counter()
    targets_in(text, [Span(0, len(text))])
    milestones_in(text, [Span(0, len(text))])
    assert time.perf_counter() - started < 8
