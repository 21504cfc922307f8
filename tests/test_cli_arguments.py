"""The words of a command become values, or are refused with a hint: all commands, one parser."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cli_fixture import Outcome
from hqgraph import messages
from hqgraph.cli import arguments, helping
from hqgraph.cli.commands import COMMANDS, PROGRAM
from hqgraph.cli.spec import Choice, Command, Group
from hqgraph.graph import FORMATS
from hqgraph.views.choice import Wanted

Run = Callable[..., Outcome]
ALL = [
    one
    for item in COMMANDS.values()
    for one in (item.commands if isinstance(item, Group) else (item,))
]
PAGES: list[Command | Group | None] = [
    *ALL,
    *(item for item in COMMANDS.values() if isinstance(item, Group)),
    None,
]


def command(name: str) -> Command:
    return next(one for one in ALL if one.name == name)


def read(line: str) -> dict[str, object]:
    """Read a command line whose first word is the command."""
    name, *words = line.split()
    return arguments.read(command(name), words)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_a_function_takes_what_its_command_gives(one: Command) -> None:
    module, _, name = one.run.partition(":")
    takes = inspect.signature(getattr(import_module(f"hqgraph.cli.{module}"), name)).parameters
    known = {key for key, item in takes.items() if item.kind is not item.VAR_KEYWORD}
    if len(known) < len(takes):
        known |= set(Wanted.__annotations__)
    assert {item.name for item in (*one.arguments, *one.options)} == known


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_a_command_is_told_apart_by_its_spellings(one: Command) -> None:
    spellings = [name for item in (*one.options, *PROGRAM.options) for name in item.spellings]
    assert len(spellings) == len(set(spellings))
    assert all(item.spellings[0].startswith("--") for item in one.options)
    assert all(not item.many for item in one.arguments[:-1]), "the rest would get nothing"


def test_export_offers_the_formats_there_are() -> None:
    (form,) = (item for item in command("export").options if item.name == "form")
    assert isinstance(form.kind, Choice)
    assert sorted(form.kind.words) == sorted(FORMATS)


def test_options_stand_anywhere() -> None:
    pieces = (["tasks-of-agency"], ["agency=甲"], ["-s", "库"], ["--limit=3"], ["--bom"])
    expected = arguments.read(command("query"), list(itertools.chain(*pieces)))
    assert expected["store"] == Path("库")
    assert expected["limit"] == 3
    assert expected["parameters"] == ["agency=甲"]
    for order in itertools.permutations(pieces):
        if order.index(["tasks-of-agency"]) < order.index(["agency=甲"]):
            assert arguments.read(command("query"), list(itertools.chain(*order))) == expected


@given(st.text(min_size=1))
def test_a_value_is_taken_as_it_is(word: str) -> None:
    """Whatever a file or a question is called, there is a way to say it."""
    query = command("ask")
    for words in (["--store=" + word, "--", word], ["-s" + word, "--", word]):
        if words[0].startswith("-s="):
            continue
        found = arguments.read(query, words)
        assert found["question"] == word
        assert found["store"] == word


def test_spellings_of_a_value() -> None:
    for line in ("a -s S", "a -sS", "a -s=S", "a --store S", "a --store=S", "-s T a -s S"):
        assert read(f"ask {line}")["store"] == "S"
    assert read("query q -s S --limit 5 --timeout .5")["timeout"] == 0.5
    assert read("gaps c -s S --only a --only b")["only"] == ["a", "b"]
    assert arguments.read(command("progress import"), ["f.xlsx", "-sS", "--as-of", "2025-06-30"])[
        "reported"
    ] == date(2025, 6, 30)


def test_what_is_not_given() -> None:
    found = read("query q -s S")
    assert found["parameters"] == []
    assert found["form"] is found["limit"] is None
    assert found["bom"] is False
    assert found["timeout"] == 30
    assert read("ledger -s S")["out"] == Path("台账.xlsx")
    assert read("why x -s S")["limit"] == 30


def test_after_two_hyphens_all_are_arguments() -> None:
    assert read("ask -s S -- --json")["question"] == "--json"
    assert read("remove -sS -- -1号")["document"] == "-1号"
    assert read("check -")["paths"] == [Path("-")]


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("build 文件 --store 库", "-o, --out STORE"),
        ("remove --document 甲 -s 库", "直接写 DOC"),
        ("query q --json -s 库", "--format json"),
        ("stats --format json -s 库", "--json"),
        ("ask 问 --stor 库", "--store"),
        ("ask 问 --stroe 库", "--store"),
        ("ask 问 ——store 库", "--store"),
        ("ask 问 -store 库 --josn", "--json"),
        ("extract 甲 --json_lines", "--json-lines"),
        ("ask 县里 有 几项任务 -s 库", "引号"),
        ("ask 问 -s 库 --lang en", "命令之前"),
        ("--store 库 ask 问", "命令之后"),
        ("querry", "query"),
        ("import 台账.xlsx", "progress import"),
        ("catalogue lst", "catalogue list"),
        ("help", "--help"),
        ("邻水县有几项任务", "hqgraph ask"),
    ],
)
def test_a_slip_is_met_with_a_hint(hqgraph: Run, line: str, hint: str) -> None:
    outcome = hqgraph(*line.split())
    assert (outcome.code, outcome.out) == (2, "")
    said, usage = outcome.err.splitlines()
    assert hint in said
    assert "用法：hqgraph" in usage


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("build", "PATH"),
        ("build 甲", "-o STORE"),
        ("ask 问", "-s STORE"),
        ("query q -s", "-s"),
        ("query q -s --bom", "-s"),
        ("query q -s 库 --limit 0", "1"),
        ("query q -s 库 --limit 多", "多"),
        ("query q -s 库 --timeout nan", "0.1"),
        ("query q -s 库 --format pdf", "xlsx"),
        ("extract 甲 --jobs=-1", "--jobs"),
        ("progress import 甲 -s 库 --as-of 2025", "2025-06-30"),
        ("ask 问 -s 库 --json=1", "--json"),
        ("ask 问 -s 库 --no-such", "--no-such"),
        ("--lang fr stats", "zh en"),
        ("--", "用法"),
    ],
)
def test_wrong_usage_says_what_is_wanted(hqgraph: Run, line: str, said: str) -> None:
    outcome = hqgraph(*line.split())
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
    assert "Traceback" not in outcome.err


def test_beginnings_are_not_taken_for_names(hqgraph: Run, seed_store: Path) -> None:
    assert hqgraph("stats", "--sto", seed_store).code == 2
    assert hqgraph("stat", "--store", seed_store).code == 2


def test_english_says_the_same_in_english(hqgraph: Run) -> None:
    outcome = hqgraph("--lang", "en", "build", "x", "--store", "y")
    assert outcome.err.isascii() or "…" in outcome.err
    assert "-o, --out STORE" in outcome.err
    assert outcome.err.count("\n") == 2


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("columns", [40, 80, 100])
@pytest.mark.parametrize("what", PAGES, ids=lambda one: one.name if one else "hqgraph")
def test_help_fits_the_terminal(
    what: Command | Group | None, columns: int, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    messages.use_language(language)
    page = helping.page(what)
    wide = [line for line in page.splitlines() if helping.width_of(line) > columns]
    assert all(len(line.split()) == 1 or columns < 80 for line in wide), "only a word may be wider"
    assert page.endswith("\n")
    assert "\n\n\n" not in page
    if isinstance(what, Command):
        assert all(name in page for item in what.options for name in item.spellings)


def test_help_sets_the_second_column_by_display_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    page = helping.page(None).splitlines()
    starts = {
        helping.width_of(line[: line.index(word)])
        for line in page
        for word in ("用自带的", "列出查询库", "界面语言", "显示版本号")
        if word in line
    }
    assert len(starts) == 1


@given(st.text(alphabet="，。（）“”、 ab中文字很长的一句话-/", max_size=120), st.integers(12, 60))
@example("aa 、、、、）", 12)
def test_wrapped_lines_lose_nothing_and_begin_with_no_closing_mark(text: str, width: int) -> None:
    lines = helping.wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    words = text.split()
    begins = {word[0] for word in words}  # where a blank stands before it, it may begin a line
    wide = any(helping.width_of(word) > width for word in words)
    assert wide or all(
        line[0] not in "，。）”、" or line[0] in begins for line in lines[1:] if line
    )


def test_help_wins_over_what_is_wrong(hqgraph: Run) -> None:
    for line in ("build --no-such --help", "ask -h", "catalogue add --help", "catalogue --help"):
        outcome = hqgraph(*line.split())
        assert (outcome.code, outcome.err) == (0, "")
        assert "用法" in outcome.out
    assert hqgraph("ask", "-s", "库", "--", "--help").code == 1


@pytest.mark.parametrize("line", ["", "catalogue", "progress"])
def test_too_few_words_get_the_page(hqgraph: Run, line: str) -> None:
    outcome = hqgraph(*line.split())
    assert (outcome.code, outcome.out) == (2, "")
    assert "用法" in outcome.err


def test_the_version(hqgraph: Run) -> None:
    outcome = hqgraph("--version")
    assert outcome.code == 0
    assert outcome.out.startswith("hqgraph 0.")
