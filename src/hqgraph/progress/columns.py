"""How a ledger can be read back: marks of its columns, keys of its rows, text that stays text.

A hidden row holds a mark per column, so that a column is known wherever it is moved
and whatever its heading becomes. A hidden column holds each row's key, task and
agency, and another one digests of what the row said when it was written, so that
what somebody changed can be told from what merely stands there.
"""

from __future__ import annotations

import csv
import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode

from hqgraph.rdf.vocabulary import ID

HEADING = "hq:heading"
"""Stands in the key column of the row that holds the headings people read."""


class Mark(StrEnum):
    """What the hidden row says of the columns that are read back."""

    ROW = "hq:row"
    BASE = "hq:base"
    TEXT = "hq:progress"
    NOTE = "hq:note"
    REPORTED = "hq:reported"
    TASK = "hq:task"
    BODY = "hq:body"


@dataclass(frozen=True, slots=True)
class Fields:
    """What a person fills in on one row; None where the column is gone."""

    text: str | None = ""
    note: str | None = ""


_TITLED = "|"
"""Stands before the title in a key; no IRI holds it."""
_RISKY = re.compile(r"'*[=+\-@＝＋－＠\t\r]")
_ESCAPED = re.compile(r"'+[=+\-@＝＋－＠\t\r]")


def shielded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe before ``= + - @``."""
    return f"'{text}" if _RISKY.match(text) else text


def unshielded(text: str) -> str:
    """Undo :func:`shielded`."""
    return text[1:] if _ESCAPED.match(text) else text


def tidy(text: str) -> str:
    """Return what was filled in with plain newlines and no blanks around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def row_key(task: str, agency: str, title: str = "") -> str:
    """Return the key of a row: the IRIs of task and agency without their common beginning.

    The task's title follows: its number may be another task's in a later edition.
    """
    names = " ".join(iri.removeprefix(ID) for iri in (task, agency) if iri)
    return f"{names} {_TITLED} {' '.join(title.split())}" if title else names


def key_title(key: str) -> str:
    """Return the title that a key holds, empty in those of old ledgers."""
    return key.partition(_TITLED)[2].strip()


def read_key(key: str) -> tuple[str, str] | None:
    """Return task and agency of a key, None where it is none."""
    parts = key.partition(_TITLED)[0].split()
    if not 1 <= len(parts) <= 2 or not parts[0].startswith("doc/"):
        return None
    if len(parts) == 2 and not parts[1].startswith("org/"):
        return None
    try:
        task, *agency = (NamedNode(ID + part).value for part in parts)
    except ValueError:
        return None
    return task, agency[0] if agency else ""


def digests(fields: Fields, task: str, body: str) -> str:
    """Return what the hidden column says of a row as it was written.

    ``task`` and ``body`` are the names that people see in it.
    """
    named = _digest(f"{tidy(task)}\n{tidy(body)}")
    return f"{_digest(fields.text or '')} {_digest(fields.note or '')} {named}"


def astray(base: str, task: str, body: str) -> bool:
    """Tell whether a row's names are not those that its key was written with.

    That is so where visible columns alone were sorted, and keys stayed behind.
    """
    parts = base.split()
    return len(parts) > 2 and parts[2] != _digest(f"{tidy(task)}\n{tidy(body)}")


def untouched(value: str, base: str, place: int) -> bool:
    """Tell whether a cell still says what its row's digests (0: text, 1: note) remember."""
    parts = base.split()
    return place < len(parts) and parts[place] == _digest(value)


@cache
def known_headings() -> dict[str, Mark]:
    """Return the usual headings (``headings.csv``), for ledgers whose hidden marks are gone."""
    path = Path(__file__).with_name("headings.csv")
    with path.open(encoding="utf-8", newline="") as handle:
        return {row["heading"]: Mark(row["mark"]) for row in csv.DictReader(handle)}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
