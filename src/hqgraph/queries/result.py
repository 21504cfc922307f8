"""The answer to a query: rows of terms, and every form in which people want them.

``to_json`` is the W3C's SPARQL 1.1 Query Results JSON Format; ``to_csv`` is for
spreadsheets: plain values under readable headings.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from importlib import import_module
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from hqgraph.graph import Term
from hqgraph.queries.library import Column
from hqgraph.queries.splice import Bindings
from hqgraph.rdf.vocabulary import XSD

_SHOWN_ROWS = 50
_INTEGERS = {XSD.integer, XSD.nonNegativeInteger}
_NUMBERS = {XSD.decimal.value, XSD.base + "double", XSD.base + "float"}


@dataclass(frozen=True)
class Result:
    """Rows in the order of ``variables``; None where a value is not there.

    ``form`` is SELECT, ASK or CONSTRUCT. An ASK has no rows and ``boolean``; a
    CONSTRUCT has the rows subject, predicate, object. ``sparql`` is the text that
    was run, ``bindings`` what its parameters stood for; ``truncated`` tells that
    the row limit cut the answer off.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    sparql: str
    bindings: Bindings = field(default_factory=dict)
    columns: tuple[Column, ...] = ()
    form: str = "SELECT"
    boolean: bool | None = None
    truncated: bool = False

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        """An ASK counts as its answer, anything else as whether it has rows."""
        return bool(self.rows) if self.boolean is None else self.boolean

    def to_dicts(self) -> list[dict[str, str | int | float | bool | None]]:
        """Return one mapping per row, of plain Python values."""
        return [dict(zip(self.variables, map(plain, row), strict=True)) for row in self.rows]

    def to_json(self) -> str:
        """Return the SPARQL 1.1 results JSON."""
        document: dict[str, Any]
        if self.boolean is not None:
            document = {"head": {}, "boolean": self.boolean}
        else:
            bindings = [
                {
                    name: _json_term(term)
                    for name, term in zip(self.variables, row, strict=True)
                    if term is not None
                }
                for row in self.rows
            ]
            document = {"head": {"vars": list(self.variables)}, "results": {"bindings": bindings}}
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"

    def to_csv(self, *, bom: bool = False, headings: bool = False) -> str:
        """Return CSV; with ``bom`` Excel reads it right, with ``headings`` in words."""
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow(self.headings() if headings else self.variables)
        writer.writerows([_text(term) for term in row] for row in self._content())
        return ("\ufeff" if bom else "") + text.getvalue()

    def to_table(self) -> tuple[list[str], list[list[str]]]:
        """Return headings in the language in force, and the rows as text."""
        return self.headings(), [[_text(term) for term in row] for row in self._content()]

    def to_pandas(self) -> Any:
        """Return a ``pandas.DataFrame`` of plain values. Raises ImportError without pandas."""
        return import_module("pandas").DataFrame(self.to_dicts(), columns=list(self.variables))

    def headings(self) -> list[str]:
        """Return the columns' headings in the language in force, else their variables."""
        known: Mapping[str, Column] = {column.variable: column for column in self.columns}
        return [str(known[name].heading) if name in known else name for name in self.variables]

    def _content(self) -> tuple[tuple[Term | None, ...], ...]:
        return self.rows if self.boolean is None else ((Literal(self.boolean),),)

    def _repr_html_(self) -> str:
        headings, rows = self.to_table()
        head = "".join(f"<th>{escape(heading)}</th>" for heading in headings)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(value)}</td>" for value in row) + "</tr>"
            for row in rows[:_SHOWN_ROWS]
        )
        more = f"<p>… {len(rows)}</p>" if len(rows) > _SHOWN_ROWS else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def plain(term: Term | None) -> str | int | float | bool | None:
    """Return a term as a plain Python value; dates stay ISO text."""
    if not isinstance(term, Literal):
        return None if term is None else _text(term)
    if term.datatype in _INTEGERS:
        return int(term.value)
    if term.datatype.value in _NUMBERS:
        return float(term.value)
    if term.datatype == XSD.boolean:
        return term.value in {"true", "1"}
    return term.value


def _text(term: Term | None) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, Triple | BlankNode) else term.value


def _json_term(term: Term) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = ("subject", "predicate", "object")
        return {
            "type": "triple",
            "value": {part: _json_term(getattr(term, part)) for part in parts},
        }
    value = {"type": "literal", "value": term.value}
    if term.language is not None:
        value["xml:lang"] = term.language
    elif term.datatype != XSD.string:
        value["datatype"] = term.datatype.value
    return value
