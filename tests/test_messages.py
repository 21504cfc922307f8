"""The catalogue of messages and the code that speaks them agree."""

from __future__ import annotations

import csv
import re
import string
from pathlib import Path

import pytest

from hqgraph import messages

SOURCE = Path(__file__).parents[1] / "src" / "hqgraph"
KEY = re.compile(r"[\"']([a-z_]+(?:\.[\w-]+)+)[\"']")
FAMILY = re.compile(r"f[\"']([a-z_]+\.(?:[\w-]+\.)*[\w-]*)\{[^}]+\}([\w.-]*)[\"']")
SAID = re.compile(r"(?:(?:say|Error|_said)\(|misuse\(\w+,)\s*[\"']([a-z_]+(?:\.[\w-]+)+)[\"']")


def rows() -> list[dict[str, str]]:
    with (SOURCE / "messages.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


ROWS = rows()
CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*.py")))
PAGES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in sorted((SOURCE / "views" / "assets").iterdir())
    if path.suffix in {".js", ".html"}
)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_no_key_twice() -> None:
    keys = [row["key"] for row in ROWS]
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["key"])
def test_both_languages_say_the_same(row: dict[str, str]) -> None:
    assert set(row) == {"key", "zh", "en"}, "a comma is not quoted"
    assert row["zh"]
    assert row["en"]
    assert fields(row["zh"]) == fields(row["en"])
    assert "\n" not in row["zh"] + row["en"]


def test_a_sentence_is_found_without_reading_all_of_them() -> None:
    """What is said is found by the start of its line: so every row must be one plain line."""
    for language in messages.LANGUAGES:
        messages.use_language(language)
        for row in ROWS:
            values = dict.fromkeys(fields(row[language]), 0)
            assert messages.say(row["key"], **values) == row[language].format(**values)
    with pytest.raises(KeyError):
        messages.say("cli")


def test_every_key_that_is_said_exists() -> None:
    assert set(SAID.findall(CODE)) - {row["key"] for row in ROWS} == set()


def test_every_family_has_members() -> None:
    for start, end in set(FAMILY.findall(CODE)):
        if "." in start and any(row["key"].startswith(start.split(".")[0] + ".") for row in ROWS):
            members = [
                row["key"]
                for row in ROWS
                if row["key"].startswith(start) and row["key"].endswith(end)
            ]
            assert members, f"{start}…{end}"


def computed_by_pages() -> set[str]:
    """Return the groups that the pages' scripts put together: ``${a ? "x" : "y"}.${…}``."""
    groups = set(re.findall(r"[`\"']([a-z_]+)\.\$\{", PAGES))
    for one, other in re.findall(r'\? "([a-z_]+)" : "([a-z_]+)"\}\.\$', PAGES):
        groups |= {one, other}
    return groups


def test_no_sentence_that_nobody_says() -> None:
    """A key is used when code or a page spells it, or when it belongs to a family."""
    spelled, families, groups = (
        set(KEY.findall(CODE)),
        set(FAMILY.findall(CODE)),
        computed_by_pages(),
    )

    def used(key: str) -> bool:
        if key in spelled or any(key.startswith(a) and key.endswith(b) for a, b in families):
            return True
        package, _, rest = key.partition(".")
        return package == "views" and (rest in PAGES or rest.split(".")[0] in groups)

    assert [row["key"] for row in ROWS if not used(row["key"])] == []
