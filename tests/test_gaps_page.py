"""The checklist page: every line with both sentences and its marks, one safe file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

import hqgraph as package
import pair_fixture
from hqgraph.api import KnowledgeGraph
from hqgraph.linking.gaps import KINDS
from hqgraph.views import gaps_html

EVIL = "</script><script>window.ran=1</script>\u2028"


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeGraph]:
    folder = pair_fixture.write(tmp_path_factory.mktemp("pair"))
    with package.build([folder]) as graph:
        yield graph


def data(html: str, name: str) -> Any:
    return json.loads(re.findall(rf'id="hq-{name}">(.*?)</script>', html, re.DOTALL)[0])


def by_kind(html: str) -> dict[str, Any]:
    return {gap["kind"]: gap for gap in data(html, "records")["gaps"]}


def test_both_sentences_stand_side_by_side_with_what_differs_marked(
    invented: KnowledgeGraph,
) -> None:
    lines = by_kind(gaps_html(invented.gaps("雅安市")))
    weaker = lines["target-weaker"]
    assert ["-", "90%"] in weaker["parent"]["says"]
    assert ["+", "70%"] in weaker["child"]["says"]
    later = lines["date-later"]
    assert later["parent"]["says"][0] == ["-", "到2024年底"]
    assert later["child"]["says"][0] == ["+", "到2025年底"]
    assert lines["agency-missing"]["parent"]["says"][-1] == ["-", "财政"]
    assert lines["agency-missing"]["child"]["says"] == [["=", "医疗保障、卫生健康"]]
    assert lines["sentence-missing"]["child"]["says"] == []


def test_a_clause_is_marked_in_its_sentence_beside_what_the_child_says(tmp_path: Path) -> None:
    folder = pair_fixture.write(tmp_path)
    whole = "推进电子病历和智慧服务建设，实现检查检验结果互认共享。"
    shorter = "推进电子病历和智慧服务建设，实现医疗数据上云。"
    city = pair_fixture.CITY.replace(whole, shorter)
    (folder / "city.txt").write_text(city, encoding="utf-8")
    with package.build([folder]) as graph:
        clause = by_kind(gaps_html(graph.gaps("雅安市")))["clause-missing"]
    assert "".join(words for _, words in clause["parent"]["says"]) == whole
    assert ["-", "实现检查检验结果互认共享"] in clause["parent"]["says"]
    assert clause["child"]["says"] == [["=", shorter]]


def test_the_page_names_every_kind_in_both_languages(invented: KnowledgeGraph) -> None:
    words = data(gaps_html(invented.gaps("雅安市")), "words")
    assert all(words[language][f"gap.{kind}"] for language in ("zh", "en") for kind in KINDS)


def test_only_what_is_left_of_a_checklist_is_shown(invented: KnowledgeGraph) -> None:
    found = invented.gaps("雅安市").only(["task-missing"])
    assert list(by_kind(gaps_html(found))) == ["task-missing"]


def test_documents_that_are_not_one_above_the_other_are_called_by_name(seed_store: Path) -> None:
    with package.open(seed_store) as graph:
        records = data(gaps_html(graph.gaps("邻水县", "雅安市")), "records")
    assert records["above"] is False
    assert records["note"]
    assert records["parent"]["short"] == "雅安市 雅办发〔2022〕66号"


def test_the_page_is_one_file_that_reaches_nowhere_and_is_the_same_each_time(
    tmp_path: Path,
) -> None:
    folder = pair_fixture.write(tmp_path)
    province = pair_fixture.PROVINCE.replace("配齐救护车辆", f"配齐{EVIL}救护车辆")
    (folder / "province.txt").write_text(province, encoding="utf-8")
    with package.build([folder]) as graph:
        html, again = (gaps_html(graph.gaps("雅安市")) for _ in range(2))
    assert html == again
    assert "default-src 'none'" in unescape(html)
    assert html.count("<script") == 3
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?:https?:)?//""", html)
