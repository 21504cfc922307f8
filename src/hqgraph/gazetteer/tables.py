"""Reading the gazetteer's own tables: CSV files under ``data`` that an expert can mend."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).with_name("data")


def read_table(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of ``data/{name}.csv`` as dicts, in the file's order.

    A row with fewer or more cells than the header is an editing slip and raises
    ValueError with the file and line: a table is never half read.
    """
    path = DATA / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.reader(handle)
        header = next(reader)
        for row in reader:
            if len(row) != len(header):
                raise ValueError(f"{path.name}:{reader.line_num}: {len(header)} cells expected")
            yield dict(zip(header, row, strict=True))


def cells(value: str) -> tuple[str, ...]:
    """Split a cell that holds several names with ``|`` between them; empty gives none."""
    return tuple(value.split("|")) if value else ()
