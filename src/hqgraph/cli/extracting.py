"""Commands that show what files say, without a store: extract, and check for files."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from hqgraph.cli import terminal
from hqgraph.errors import UsageError
from hqgraph.messages import readable, say

if TYPE_CHECKING:
    from hqgraph.model import Header, Leftover, Policy, Target, Task, Text

T = TypeVar("T")
_LONGEST_QUOTE = 60
_PLACES = ("page", "line", "paragraph", "element", "table", "offset")


def extract(*, paths: list[Path], as_json: bool, json_lines: bool, jobs: int) -> None:
    """Show what files say, without a store: one in full, several line by line."""
    single = len(paths) == 1 and not paths[0].is_dir()
    if as_json and json_lines:
        raise UsageError("cli.extract.two-formats")
    if as_json and not single:
        raise UsageError("cli.extract.one-only")
    if single and not json_lines:
        _extract_one(paths[0], as_json=as_json)
        return
    make = _json_line if json_lines else _summary_line
    if not json_lines:
        terminal.out("\t".join(say(f"cli.extract.{name}") for name in _SUMMARY) + "\n")
    done = 0
    for _, line in _results(paths, make, jobs):
        terminal.out(line)
        done += 1
    terminal.words(say("cli.extract.done", count=done))


def check_files(paths: list[Path], jobs: int) -> None:
    """List what could not be placed in files, one line each, with counts."""
    counts: Counter[str] = Counter()
    files = 0
    for _, found in _results(paths, _leftover_lines, jobs):
        files += 1
        for reason, line in found:
            counts[reason] += 1
            terminal.out(line)
    terminal.words(say("cli.check.leftovers", count=counts.total(), files=files))
    for reason, count in sorted(counts.items()):
        terminal.words(say("cli.check.count", reason=say(f"leftover.{reason}"), count=count))


def _results(
    paths: list[Path], make: Callable[[Path, Policy], T], jobs: int
) -> Iterator[tuple[Path, T]]:
    """Yield what is made of the files; those left out are said on stderr.

    Raises NothingReadError, after saying why, where no file could be read.
    """
    from hqgraph.extraction import extract_each  # noqa: PLC0415
    from hqgraph.sources import Failure, NothingReadError, find_files  # noqa: PLC0415

    sources = find_files(paths)
    failures = sources.failures
    for line in (*sources.passed, *failures):
        terminal.words(str(line))
    done = 0
    with terminal.progress() as progress:
        for found in extract_each(sources.files, make, jobs=jobs, progress=progress):
            if isinstance(found, Failure):
                terminal.words(str(found))
                failures.append(found)
                continue
            done += 1
            yield found
    if not done:
        raise NothingReadError((), count=len(failures), key="extract.nothing")


def _json_line(path: Path, policy: Policy) -> str:
    from hqgraph.parsing import as_json as contract  # noqa: PLC0415

    return json.dumps({"file": readable(str(path)), **contract(policy)}, ensure_ascii=False) + "\n"


_SUMMARY = ("file", "number", "region", "tasks", "leftover-count", "title")


def _summary_line(path: Path, policy: Policy) -> str:
    header = _particulars(policy.header)
    counts = (str(len(policy.tasks)), str(len(policy.leftovers)))
    cells = (readable(str(path)), header["number"], header["region"], *counts, header["title"])
    return "\t".join(cell or "—" for cell in cells) + "\n"


def _leftover_lines(path: Path, policy: Policy) -> list[tuple[str, str]]:
    """Return the leftovers of a policy: the reason's key, and the line that tells of it."""
    return [(left.reason, _leftover_line(path, policy.text, left)) for left in policy.leftovers]


def _leftover_line(path: Path, text: Text, left: Leftover) -> str:
    quote = " ".join(left.quote.split())
    if len(quote) > _LONGEST_QUOTE:
        quote = quote[:_LONGEST_QUOTE] + "…"
    reason = say(f"leftover.{left.reason}")
    return f"{readable(str(path))}\t{_place(text.place(left.span))}\t{reason}\t{quote}\n"


def _place(origin: str) -> str:
    """Return a reader's ``page 3`` in the reader's own language; other places as they are."""
    word, _, number = origin.partition(" ")
    return say(f"place.{word}", number=number) if word in _PLACES and number else origin


def _extract_one(path: Path, *, as_json: bool) -> None:
    from hqgraph.extraction import extract as read_policy  # noqa: PLC0415
    from hqgraph.parsing import as_json as contract  # noqa: PLC0415

    policy = read_policy(path)
    if as_json:
        terminal.json(contract(policy))
        return
    _show(policy)


def _show(policy: Policy) -> None:
    """Write what a policy says: its particulars, its items, the documents it names."""
    for key, value in _particulars(policy.header).items():
        terminal.out(f"{say(f'cli.extract.{key}')}\t{value or '—'}\n")
    columns = ("no", "task", "agencies", "deadline", "targets", "measures")
    headings = [say(f"cli.extract.{column}") for column in columns]
    terminal.table(headings, [_row(task) for task in policy.tasks])
    for citation in policy.citations:
        title = f"《{citation.title}》" if citation.title else ""
        relation = say(f"cli.extract.{citation.relation.value}")
        terminal.out(f"{relation}\t{title}{citation.number or ''}\n")
    if any(left.reason == "no-header" for left in policy.leftovers):
        terminal.words(say("extract.no-header"))
    if policy.leftovers:
        terminal.words(say("cli.extract.leftovers", count=len(policy.leftovers)))


def _particulars(header: Header) -> dict[str, str]:
    printed = {
        "title": header.title,
        "number": header.number,
        "issued": header.issued,
        "form": header.form,
    }
    return {
        **{key: fact.value if fact else "" for key, fact in printed.items()},
        "issuer": "、".join(fact.value for fact in header.issuers),
        "region": header.region.name if header.region else "",
    }


def _row(task: Task) -> list[str]:
    names = dict.fromkeys(item.agency.name for item in task.assignments)
    return [
        task.no,
        task.title,
        "、".join(names),
        task.deadline.text if task.deadline else "",
        "；".join(map(_spelled, task.targets)),
        str(len(task.measures)),
    ]


def _spelled(target: Target) -> str:
    """Return a target as 三级公立医院 临床路径管理率 = 50%."""
    match target.value:
        case (low, high):
            value = f"{low:g}–{high:g}"
        case float() | int() as number:
            value = f"{number:g}"
        case text:
            value = str(text)
    return " ".join(filter(None, (target.subject, target.name, target.op, value + target.unit)))
