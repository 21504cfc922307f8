"""Parsing takes time in step with the text, whatever the text is made of."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from hqgraph.errors import HqgraphError
from hqgraph.model import Span
from hqgraph.parsing import parse
from hqgraph.parsing.near import near
from hqgraph.parsing.targets import targets_in
from hqgraph.reading.plain import read_plain

_HEAD = (
    "某市人民政府关于印发健康行动方案的通知\n某政发〔2022〕1号\n各县（区）人民政府：\n"
    "现将方案印发给你们，请认真贯彻执行。\n一、主要任务\n（一）加强建设。"
)
_PIECES = (
    "（", "）", "〔20", "1", "1.2,", "全覆盖", "全覆盖，", "分别达到50%、", "市教育局、", "甲、",
    "责任单位：", "三分之二", "翻一番", "产值翻一番，", "建成3个中心、", "增长5%和", "《",
    "《办法》", "根据《办法》（国发〔2020〕1号）、", "“甲”", "县人民医院", "某大学附属医院",
    "某镇卫生院", "到2025年，", "由教育局负责，", "健 ", "和", "以上", "号", "：", "１",
)  # fmt: skip
_LENGTH = 30_000
_LEAST = 0.15
"""Seconds: below this, a ratio of times says nothing."""


def _seconds(text: str) -> float:
    data = text.encode()
    best = float("inf")
    for _ in range(2):
        started = time.process_time()
        with suppress(HqgraphError):
            parse(read_plain(data, "made"))
        best = min(best, time.process_time() - started)
    return best


def _texts(piece: str, length: int) -> Iterator[str]:
    run = piece * (length // len(piece))
    yield f"{_HEAD}{run}。\n"
    yield f"{run}\n{_HEAD}\n"


@pytest.mark.slow
@pytest.mark.parametrize("piece", _PIECES)
def test_twice_the_text_takes_about_twice_the_time(piece: str) -> None:
    for once, twice in zip(_texts(piece, _LENGTH), _texts(piece, 2 * _LENGTH), strict=True):
        if _seconds(twice) > _LEAST:
            assert any(_seconds(twice) < 2.6 * _seconds(once) for _ in range(4))


@pytest.mark.parametrize("piece", ["翻一番", "三分之二", "《办法》", "县人民医院"])
def test_a_sentence_without_end_is_read_quickly(piece: str) -> None:
    assert _seconds(f"{_HEAD}{piece * 20_000}。\n") < 2


def test_a_sentence_keeps_its_first_numbers() -> None:
    text = "，".join(f"建成{count}个中心" for count in range(2, 1500)) + "。"
    found = targets_in(text, [Span(0, len(text))])
    assert [target.value for target in found[:3]] == [2, 3, 4]
    assert len(found) == 1000


def test_near_finds_what_a_search_everywhere_finds() -> None:
    sign, pattern = (
        re.compile("[：:]"),
        re.compile(r"(?P<label>[甲乙]{1,3})(?:（[^（）]{1,4}）)?[：:]"),
    )
    text = "甲：乙乙（甲：）：丙：甲甲甲甲：（乙：）：" * 3
    everywhere = [found.span() for found in pattern.finditer(text, 1, len(text) - 1)]
    close = near(sign, pattern, text, Span(1, len(text) - 1), (10, 8))
    assert [found.span() for found in close] == everywhere
