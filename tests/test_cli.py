"""Every command: what it writes where, and how it leaves."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli_fixture import Outcome

Run = Callable[..., Outcome]
COMMANDS = ("demo", "build", "add", "remove", "extract", "query", "queries")
COMMANDS += ("lineage", "view", "stats", "export", "check")


@pytest.fixture
def notice(seeds: Path) -> Path:
    return seeds / "003_146fcf2f25bb4d11.txt"


@pytest.fixture
def copy(seed_store: Path, tmp_path: Path) -> Path:
    """A store that a test may change."""
    return Path(shutil.copytree(seed_store, tmp_path / "store"))


def process(*arguments: Any, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from hqgraph.cli import main; main()", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, check=False, env={**os.environ, **environment}
    )


def one_line(text: str) -> bool:
    return text.count("\n") == 1 and text.endswith("\n") and "Traceback" not in text


def test_help_names_every_command_in_chinese(hqgraph: Run) -> None:
    outcome = hqgraph("--help")
    assert outcome.code == 0
    assert all(name in outcome.out for name in COMMANDS)
    assert "知识图谱" in outcome.out


def test_english_is_a_flag_away() -> None:
    assert b"knowledge graph" in process("--lang", "en", "--help").stdout
    assert b"knowledge graph" in process("--help", HQGRAPH_LANG="en").stdout


def test_help_imports_no_engine() -> None:
    heavy = ("pyoxigraph", "rdflib", "pyvis", "networkx", "owlrl", "jinja2")
    code = (
        "import sys\nfrom hqgraph.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        f"print(sorted(set({heavy!r}) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stderr.strip() == "[]"


def test_import_is_light() -> None:
    code = "import sys, hqgraph; print(sorted(m for m in sys.modules if m.startswith('hqgraph')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "['hqgraph']"


@pytest.mark.parametrize("arguments", [["nonsense"], ["build"], ["query", "documents"], ["--bad"]])
def test_wrong_usage_is_two(hqgraph: Run, arguments: list[str]) -> None:
    outcome = hqgraph(*arguments)
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err


def test_build_says_what_it_did_on_stderr(hqgraph: Run, tmp_path: Path, notice: Path) -> None:
    outcome = hqgraph("build", notice, "-o", tmp_path / "store")
    assert outcome.code == 0
    assert outcome.out == ""
    assert "1 份文件" in outcome.err


def bad_inputs(folder: Path) -> dict[str, Path]:
    files = {name: folder / f"{name}.txt" for name in ("missing", "empty", "binary", "chatter")}
    files["empty"].write_bytes(b"")
    files["binary"].write_bytes(bytes(range(256)) * 8)
    files["chatter"].write_text("今天天气很好，我们去公园散步。\n", encoding="utf-8")
    return files


@pytest.mark.parametrize("name", ["missing", "empty", "binary", "chatter"])
def test_a_bad_file_is_one_line_and_no_store(hqgraph: Run, tmp_path: Path, name: str) -> None:
    path = bad_inputs(tmp_path)[name]
    for command in (("build", path, "-o", tmp_path / "store"), ("extract", path, "--json")):
        outcome = hqgraph(*command)
        assert outcome.code == 1
        assert outcome.out == ""
        assert path.name in outcome.err
    assert one_line(outcome.err)
    assert not (tmp_path / "store").exists()


def test_what_the_system_refuses_is_one_line(hqgraph: Run, tmp_path: Path) -> None:
    outcome = hqgraph("extract", tmp_path / ("长" * 300 + ".txt"))
    assert outcome.code == 1
    assert one_line(outcome.err)


def test_bad_files_do_not_stop_good_ones(hqgraph: Run, tmp_path: Path, notice: Path) -> None:
    files = bad_inputs(tmp_path)
    outcome = hqgraph("build", *files.values(), notice, "-o", tmp_path / "store")
    assert outcome.code == 0
    lines = outcome.err.splitlines()
    assert len(lines) == len(files) + 1
    assert all(any(path.name in line for line in lines) for path in files.values())


def test_gb18030_reads_as_utf8_does(hqgraph: Run, tmp_path: Path, notice: Path) -> None:
    other = tmp_path / "gb.txt"
    other.write_bytes(notice.read_text(encoding="utf-8").encode("gb18030"))
    assert hqgraph("extract", other, "--json").out == hqgraph("extract", notice, "--json").out


def test_extract_as_json_and_as_text(hqgraph: Run, notice: Path) -> None:
    found = json.loads(hqgraph("extract", notice, "--json").out)
    assert found["document"]["number"] == "巫山府办发〔2024〕18号"
    text = hqgraph("extract", notice)
    assert "巫山府办发〔2024〕18号" in text.out
    assert all(task["no"] in text.out for task in found["tasks"])


def test_query_formats_hold_the_same_rows(hqgraph: Run, seed_store: Path) -> None:
    def answer(form: str, *more: str) -> str:
        asked = ("query", "tasks-of-agency", "agency=县医保局", "--store", seed_store)
        outcome = hqgraph(*asked, "--format", form, *more)
        assert outcome.code == 0
        return outcome.out

    bindings = json.loads(answer("json"))["results"]["bindings"]
    rows = list(csv.DictReader(io.StringIO(answer("csv"))))
    assert [row["sentence"] for row in rows] == [row["sentence"]["value"] for row in bindings]
    assert answer("csv", "--bom").startswith("\ufeff地区,")  # for Excel: headings in words
    assert answer("md").count("\n") == len(rows) + 2
    assert "https://w3id.org" not in answer("table")
    assert len(answer("csv", "--limit", "2").splitlines()) == 3


def test_query_takes_sparql_and_files(hqgraph: Run, seed_store: Path, tmp_path: Path) -> None:
    ask = "ASK { ?document a hq:PolicyDocument }"
    file = tmp_path / "ask.rq"
    file.write_text(ask, encoding="utf-8")
    for text in (ask, f"@{file}"):
        outcome = hqgraph("query", text, "--store", seed_store, "--format", "json")
        assert json.loads(outcome.out)["boolean"] is True


@pytest.mark.parametrize(
    ("query", "parameters", "code"),
    [
        ("SELECT nonsense", [], 1),
        ("DELETE WHERE { ?s ?p ?o }", [], 1),
        ("no-such-query", [], 1),
        ("@no-such-file.rq", [], 1),
        ("tasks-of-agency", [], 2),
        ("tasks-of-agency", ["agency"], 2),
        ("tasks-of-agency", ["agency=县医保局", "agency=县财政局"], 2),
        ("tasks-of-agency", ["agency=县医保局", "colour=red"], 2),
        ("lineage-up", ["document=没有这份文件〔1999〕1号"], 1),
    ],
)
def test_a_bad_question_is_refused(
    hqgraph: Run, seed_store: Path, query: str, parameters: list[str], code: int
) -> None:
    outcome = hqgraph("query", query, *parameters, "--store", seed_store)
    assert outcome.code == code
    assert outcome.out == ""
    assert "Traceback" not in outcome.err
    assert outcome.err


def test_queries_list_and_show(hqgraph: Run) -> None:
    listed = json.loads(hqgraph("queries", "--json").out)
    table = hqgraph("queries").out
    assert len(listed) >= 15
    assert all(item["name"] in table for item in listed)
    assert "SELECT" in hqgraph("queries", "tasks-of-agency").out
    assert hqgraph("queries", "tasks-of-agenc").code == 1


def test_lineage_as_tree_and_as_json(hqgraph: Run, seed_store: Path) -> None:
    tree = hqgraph("lineage", "雅办发〔2022〕66号", "--store", seed_store)
    assert "明文" in tree.out
    assert "国办发〔2021〕18号" in tree.out
    found = json.loads(
        hqgraph("lineage", "雅办发〔2022〕66号", "--store", seed_store, "--json").out
    )
    assert set(found) == {"document", "up", "down", "candidates"}
    assert {"from", "to", "via", "confidence", "reason", "evidence"} <= set(found["up"][0])
    assert hqgraph("lineage", "没有这份文件", "--store", seed_store).code == 1


def test_view_writes_both_pages(hqgraph: Run, seed_store: Path, tmp_path: Path) -> None:
    pages = tmp_path / "network.html", tmp_path / "tree.html"
    outcome = hqgraph("view", "--store", seed_store, "-o", pages[0], "--lineage", pages[1])
    assert outcome.code == 0
    assert outcome.out == ""
    assert all("</html>" in page.read_text(encoding="utf-8") for page in pages)


def test_view_of_an_unknown_region_writes_nothing(
    hqgraph: Run, seed_store: Path, tmp_path: Path
) -> None:
    page = tmp_path / "network.html"
    assert hqgraph("view", "--store", seed_store, "-o", page, "--region", "月球县").code == 1
    assert not page.exists()


def test_stats_count(hqgraph: Run, seed_store: Path) -> None:
    found = json.loads(hqgraph("stats", "--store", seed_store, "--json").out)
    assert found["things"]["documents"] == 5
    assert found["total"] == sum(found["quads"].values())
    assert f"{found['total']:,}" in hqgraph("stats", "--store", seed_store).out


@pytest.mark.parametrize("form", ["nq", "ttl", "trig", "jsonld", "graphml"])
def test_export_to_stdout_is_what_the_file_holds(
    hqgraph: Run, seed_store: Path, tmp_path: Path, form: str
) -> None:
    file = tmp_path / f"graph.{form}"
    assert hqgraph("export", "--store", seed_store, "--format", form, "-o", file).code == 0
    done = hqgraph("export", "--store", seed_store, "--format", form)
    assert done.out == file.read_text(encoding="utf-8")


def test_export_of_tables_needs_a_folder(hqgraph: Run, seed_store: Path, tmp_path: Path) -> None:
    assert hqgraph("export", "--store", seed_store, "--format", "csv").code == 2
    assert hqgraph("export", "--store", seed_store, "--format", "nonsense").code == 2
    hqgraph("export", "--store", seed_store, "--format", "csv", "-o", tmp_path / "tables")
    assert {path.name for path in (tmp_path / "tables").iterdir()} == {"nodes.csv", "edges.csv"}


@pytest.mark.slow
def test_check_finds_the_seeds_sound(hqgraph: Run, seed_store: Path) -> None:
    outcome = hqgraph("check", "--store", seed_store)
    assert outcome.code == 0, outcome.out


def test_check_fails_a_broken_graph(hqgraph: Run, tmp_path: Path) -> None:
    from pyoxigraph import NamedNode, Quad

    from hqgraph.graph import build
    from hqgraph.rdf.vocabulary import GRAPH, HQ, ID, RDF

    with build(tmp_path / "store") as graph:
        task = NamedNode(ID + "doc/x/task/1")
        graph.load([Quad(task, RDF.type, HQ.Task, NamedNode(GRAPH + "doc/x"))])
    outcome = hqgraph("check", "--store", tmp_path / "store")
    assert outcome.code == 1
    assert "错误" in outcome.out


def test_add_and_remove(hqgraph: Run, copy: Path, notice: Path) -> None:
    removed = hqgraph("remove", "巫山府办发〔2024〕18号", "--store", copy)
    assert (removed.code, removed.out) == (0, "")
    assert hqgraph("remove", "巫山府办发〔2024〕18号", "--store", copy).code == 1
    assert hqgraph("add", copy, notice).code == 0
    assert hqgraph("add", "--store", copy, notice).code == 0
    assert hqgraph("add", copy).code == 2
    found = json.loads(hqgraph("stats", "--store", copy, "--json").out)
    assert found["things"]["documents"] == 5


@pytest.mark.parametrize("command", ["stats", "check", "query documents", "lineage 邻水县", "view"])
def test_a_missing_store_is_said_in_one_line(hqgraph: Run, tmp_path: Path, command: str) -> None:
    outcome = hqgraph(*command.split(), "--store", tmp_path / "nothing")
    assert outcome.code == 1
    assert outcome.out == ""
    assert one_line(outcome.err)


def test_a_c_locale_and_a_legacy_code_page_make_no_difference(notice: Path) -> None:
    plain = process("extract", notice, PYTHONUTF8="0", LC_ALL="C.UTF-8").stdout
    legacy = process("extract", notice, PYTHONUTF8="0", LC_ALL="C", PYTHONIOENCODING="gbk").stdout
    assert plain == legacy
    assert "巫山县" in plain.decode("utf-8")


def test_a_reader_that_leaves_is_no_error(seed_store: Path) -> None:
    command = [sys.executable, "-c", "from hqgraph.cli import main; main()"]
    arguments = ["export", "--store", str(seed_store), "--format", "nq"]
    with subprocess.Popen(
        [*command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.read(10)
        running.stdout.close()
        assert running.stderr.read() == b""


def test_demo_shows_the_three_uses(hqgraph: Run, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    first = hqgraph("demo", "-o", folder)
    assert first.code == 0
    assert {path.name for path in folder.iterdir()} == {"store", "network.html", "lineage.html"}
    for words in ("邻水县", "巫山县", "贵德县", "明文", "目录", "推断", "国办发〔2021〕18号"):
        assert words in first.out


@pytest.mark.slow
def test_demo_can_be_repeated(hqgraph: Run, tmp_path: Path) -> None:
    first = hqgraph("demo", "-o", tmp_path / "demo")
    assert hqgraph("demo", "-o", tmp_path / "demo") == first
    assert first.code == 0


def test_demo_leaves_a_foreign_folder_alone(hqgraph: Run, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("三年心血", encoding="utf-8")
    outcome = hqgraph("demo", "-o", tmp_path)
    assert outcome.code == 1
    assert one_line(outcome.err)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
