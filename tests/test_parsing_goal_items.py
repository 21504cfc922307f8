"""Numbered points under aims: each once, without its number, however it is headed."""

from __future__ import annotations

from pathlib import Path

import pytest

from hqgraph.parsing import parse
from hqgraph.reading import read

_FRAME = """甲县人民政府办公室关于加强工作的通知
甲政办发〔2026〕5号
各乡镇人民政府：
一、工作目标
{points}
二、主要任务
（一）加强领导。成立专班。（县财政局）
"""
_LONG = (
    "婴儿死亡率降至3‰以下，居民健康素养水平由20%提高到30%，人均预期寿命提高到80岁左右，"
    "粮食产量稳定在10亿斤"
)


@pytest.mark.parametrize(
    "point", [f"（一）{_LONG}。", "（一）粮食产量稳定在10亿斤。", f"1.{_LONG}。"]
)
def test_a_point_is_read_once_and_without_its_number(tmp_path: Path, point: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(_FRAME.format(points=point), encoding="utf-8")
    policy = parse(read(path))
    goal = policy.tasks[0]
    names = [target.name for target in goal.targets]
    assert names.count("粮食产量") == 1
    texts = [policy.text.slice(measure.span) for measure in goal.measures]
    assert len(texts) == 1
    assert texts[0][0] in "婴粮"
    assert all(target.quote[0] not in "（1" for target in goal.targets)
