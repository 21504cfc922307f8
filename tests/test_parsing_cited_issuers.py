"""Who issued a cited document, as the words before its title name it; and bare covers."""

from __future__ import annotations

import pytest

from hqgraph.parsing import as_json, parse
from hqgraph.reading.plain import read_plain

HEAD = (
    "武强县人民政府办公室关于印发武强县健康服务实施方案的通知\n武政办发〔2023〕5号\n"
    "各乡镇人民政府：\n"
)
TASKS = "一、主要任务\n（一）强基层。建设卫生院。（责任单位：县卫生健康局）\n"
SIGNED = "武强县人民政府办公室\n2023年3月1日\n"


def extracted(body: str) -> dict[str, list[dict[str, str | None]]]:
    return as_json(parse(read_plain(f"{HEAD}{body}".encode(), "x.txt")))


@pytest.mark.parametrize(
    ("printed", "issuers"),
    [
        ("根据省政府《关于促进甲的意见》（冀政发〔2014〕35号）", ["省政府"]),
        ("为贯彻落实国务院办公厅《关于促进甲的意见》（国办发〔2021〕18号）", ["国务院办公厅"]),
        (
            "根据国家卫生健康委、财政部《关于做好甲的通知》（国卫发〔2022〕21号）",
            ["国家卫生健康委、财政部"],
        ),
        ("落实市委、市政府《关于加快甲的决定》（衡发〔2020〕3号）", ["市委、市政府"]),
        (
            "根据《甲规划》和省卫生健康委等8部门印发的《关于加强乙的通知》（冀卫发〔2023〕5号）",
            [None, "省卫生健康委等8部门"],
        ),
        (
            "根据住房和城乡建设部《关于甲的意见》（建村〔2021〕45号）和省住房和城乡建设厅"
            "《关于乙的意见》（冀建〔2021〕8号）",
            ["住房和城乡建设部", "省住房和城乡建设厅"],
        ),
        ("按照《甲办法》", [None]),
    ],
)
def test_the_issuer_is_the_organs_without_the_words_before(
    printed: str, issuers: list[str | None]
) -> None:
    told = extracted(f"{printed}要求，制定本方案。\n{TASKS}{SIGNED}")["citations"]
    assert [one["issuer"] for one in told] == issuers


def test_a_notice_without_items_issues_what_follows_its_signature() -> None:
    goals = "一、工作目标\n到2025年，就诊率达到90%。\n二、主要任务\n（一）强基层。建好卫生院。\n"
    tasks = extracted(f"现将方案印发给你们，请认真执行。\n{SIGNED}{goals}")["tasks"]
    assert [(task["kind"], task["title"]) for task in tasks] == [
        ("goal", "工作目标"),
        ("task", "强基层"),
    ]


def test_what_follows_the_signature_of_a_plan_is_no_second_plan() -> None:
    rest = "一、填表说明\n（一）填写姓名。逐项填写。\n"
    tasks = extracted(f"现将任务通知如下。\n{TASKS}{SIGNED}{rest}")["tasks"]
    assert [task["title"] for task in tasks] == ["强基层"]
