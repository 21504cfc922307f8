"""The sentence of a task that is shown beside another task: about it, and not trivial."""

from __future__ import annotations

from pyoxigraph import NamedNode

from hqgraph.linking.nearest_sentence import first_sentence, nearest_sentence
from hqgraph.linking.task_text import TaskText

NODE = NamedNode("https://example.org/x")
SIDE = "规范协议管理，明确结算时限，细化结算规则，确保基金及时足额拨付。"
TOPIC = "推行以按病种付费为主的多元复合式医保支付方式，扩大付费改革覆盖面。"
TRIVIAL = "加快推进。"


def task(title: str, *sentences: str) -> TaskText:
    return TaskText(NODE, NODE, "1", "task", title, "", sentences, frozenset(), frozenset(), 0.0)


def test_the_topic_counts_where_nothing_but_a_title_is_known() -> None:
    asked = task("深化医保支付方式改革")
    assert nearest_sentence(asked, task("深化价格和支付方式改革", SIDE, TOPIC)) == TOPIC


def test_the_same_sentence_on_a_side_issue_does_not_hide_the_topic() -> None:
    asked = task("深化医保支付方式改革", "推行按病种付费为主的医保支付方式，扩大覆盖面。", SIDE)
    assert nearest_sentence(asked, task("深化医保支付方式改革", SIDE, TOPIC)) == TOPIC


def test_a_short_sentence_that_both_print_is_not_the_one() -> None:
    short = "加快实施许可证制度。"
    asked = task(
        "推进工业绿色升级", short, "在钢铁、化工、造纸等行业开展绿色化改造，推进工业升级。"
    )
    other = task(
        "推进工业绿色升级", short, "在制糖、化工、造纸等行业开展绿色化改造，做强绿色工业。"
    )
    assert nearest_sentence(asked, other) == other.sentences[1]


def test_nothing_in_common_gives_the_first_that_says_something() -> None:
    assert nearest_sentence(task("甲"), task("乙", TRIVIAL, SIDE)) == SIDE
    assert first_sentence(task("乙", TRIVIAL)) == TRIVIAL
    assert first_sentence(task("乙")) == ""
