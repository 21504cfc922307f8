"""An answer as a notebook shows it, and as a table that programs count with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib import import_module
from typing import TYPE_CHECKING, Any

from hqgraph.errors import UsageError
from hqgraph.messages import say

if TYPE_CHECKING:
    from hqgraph.asking.answer import Answer

_SHOWN = ("region", "no", "label", "number", "value", "unit")
"""What people are shown of an answer, in this order; the rest is for programs."""
_QUOTES = 20
"""Quotes that are shown before the rest is counted."""


def frame(answer: Answer) -> Any:
    """Return a ``pandas.DataFrame``, one row per answer; what some do not say is empty.

    Raises UsageError where pandas is not installed.
    """
    try:
        pandas = import_module("pandas")
    except ImportError as error:
        raise UsageError("queries.missing-package", package="pandas") from error
    columns = list(dict.fromkeys(key for thing in answer.answers for key in thing))
    return pandas.DataFrame([dict(thing) for thing in answer.answers], columns=columns)


def html(answer: Answer) -> str:
    """Return how an answer was read, what it is, and the words that prove it, as HTML."""
    said = [answer.question, answer.reading, answer.why, *answer.notes]
    quotes = [escape(one.text) for one in answer.evidence[:_QUOTES]]
    if more := len(answer.evidence) - len(quotes):
        quotes.append(escape(say("asking.shown.more", count=more)))
    return (
        "".join(f"<p>{escape(line)}</p>" for line in said if line) + _table(answer) + _list(quotes)
    )


def _table(answer: Answer) -> str:
    shown = [
        name
        for name in _SHOWN
        if any(thing.get(name) not in (None, "") for thing in answer.answers)
    ]
    if not shown:
        return ""
    head = _cells("th", (say(f"asking.shown.{name}") for name in shown))
    body = "".join(
        _cells("td", (_text(thing.get(name)) for name in shown)) for thing in answer.answers
    )
    return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"


def _cells(tag: str, texts: Iterable[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts) + "</tr>"


def _list(items: Sequence[str]) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>" if items else ""


def _text(value: object) -> str:
    """Return a value as text: of a range both ends, nothing for nothing."""
    if isinstance(value, list | tuple):
        return "—".join(map(str, value))
    return "" if value is None else str(value)
