"""The answer to a query: rows of terms, and every form in which people want them.

Programs get the terms: ``to_json`` is the W3C's SPARQL 1.1 Query Results JSON
Format, ``to_turtle`` the graph that a CONSTRUCT makes. People get words: codes and
concepts by their names, headings in the language in force.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from importlib import import_module
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from hqgraph.errors import QueryError, UsageError
from hqgraph.graph import Term
from hqgraph.messages import language
from hqgraph.queries.library import Column
from hqgraph.queries.splice import Bindings
from hqgraph.queries.words import concept_word, word_of
from hqgraph.queries.workbook import workbook
from hqgraph.rdf.vocabulary import PREFIXES, XSD

_SHOWN_ROWS = 50
_INTEGERS = {XSD.integer, XSD.nonNegativeInteger}
_NUMBERS = {XSD.decimal.value, XSD.base + "double", XSD.base + "float"}

Plain = str | int | float | bool | None
"""A term as a plain Python value."""


@dataclass(frozen=True, repr=False)
class Result:
    """Rows in the order of ``variables``; None where a value is not there.

    ``form`` is SELECT, ASK or CONSTRUCT. An ASK has no rows and ``boolean``; a
    CONSTRUCT has the rows subject, predicate, object, sorted. ``sparql`` is the text
    that was run, ``bindings`` what its parameters stood for; ``truncated`` tells that
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

    def __repr__(self) -> str:
        """Say what kind of answer this is, not all that is in it."""
        if self.boolean is not None:
            return f"<Result {self.form} {self.boolean}>"
        more = "+" if self.truncated else ""
        return f"<Result {self.form} {len(self)}{more} × {', '.join(self.variables)}>"

    def to_dicts(self, *, words: bool = False) -> list[dict[str, Plain]]:
        """Return one mapping per row, of plain Python values; with ``words`` codes as words."""
        said: list[list[str | None]] = [[None] * len(row) for row in self.rows]
        return [
            {
                name: plain(term) if word is None else word
                for name, term, word in zip(self.variables, row, spoken, strict=True)
            }
            for row, spoken in zip(self.rows, self._words() if words else said, strict=True)
        ]

    def to_json(self) -> str:
        """Return the SPARQL 1.1 results JSON: terms as they are in the graph."""
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
        writer.writerow(self.headings() if headings else self._names())
        writer.writerows(self.to_table()[1])
        return ("\ufeff" if bom else "") + text.getvalue()

    def to_table(self) -> tuple[list[str], list[list[str]]]:
        """Return headings in the language in force, and the rows as text."""
        rows = [
            [_text(term) if word is None else word for term, word in zip(row, said, strict=True)]
            for row, said in zip(self._content(), self._words(), strict=True)
        ]
        return self.headings(), rows

    def to_readable(self) -> tuple[list[str], list[list[str]]]:
        """Return the table without the identifiers of a named query: those are for programs."""
        headings, rows = self.to_table()
        if not self.columns:
            return headings, rows
        hidden = {column.variable for column in self.columns if column.iri}
        shown = [at for at, name in enumerate(self.variables) if name not in hidden]
        return [headings[at] for at in shown], [[row[at] for at in shown] for row in rows]

    def to_xlsx(self, path: Path | str | None = None) -> bytes:
        """Return an Excel workbook of the table, and write it where ``path`` says.

        Text is only ever text: no cell is a formula. Raises UsageError where the
        package that writes workbooks is not installed.
        """
        if self.boolean is None:
            rows = [list(row.values()) for row in self.to_dicts(words=True)]
        else:
            rows = [[self.boolean]]
        data = workbook(self.headings(), rows)
        if path is not None:
            Path(path).write_bytes(data)
        return data

    def to_turtle(self) -> str:
        """Return the graph of a CONSTRUCT as Turtle. Raises QueryError for other forms."""
        return self._serialized(RdfFormat.TURTLE)

    def to_ntriples(self) -> str:
        """Return the graph of a CONSTRUCT as sorted N-Triples. Raises QueryError likewise."""
        return self._serialized(RdfFormat.N_TRIPLES)

    def to_pandas(self, *, words: bool = False) -> Any:
        """Return a ``pandas.DataFrame`` of plain values; with ``words`` codes as words.

        An ASK is one row with the column ``boolean``.

        Raises UsageError where pandas is not installed.
        """
        try:
            pandas = import_module("pandas")
        except ImportError as error:
            raise UsageError("queries.missing-package", package="pandas") from error
        if self.boolean is not None:
            return pandas.DataFrame({"boolean": [self.boolean]})
        return pandas.DataFrame(self.to_dicts(words=words), columns=list(self.variables))

    def headings(self) -> list[str]:
        """Return the columns' headings in the language in force, else their variables."""
        known = self._known()
        return [str(known[name].heading) if name in known else name for name in self._names()]

    def _names(self) -> tuple[str, ...]:
        return self.variables if self.boolean is None else ("boolean",)

    def _known(self) -> Mapping[str, Column]:
        return {column.variable: column for column in self.columns}

    def _content(self) -> tuple[tuple[Term | None, ...], ...]:
        return self.rows if self.boolean is None else ((Literal(self.boolean),),)

    def _words(self) -> list[list[str | None]]:
        """Return, for every value, the word that stands for it, None where it has none."""
        if self.form == "CONSTRUCT":
            return [[None] * len(row) for row in self.rows]
        known, names = self._known(), self._names()
        return [
            [_word(term, known.get(name)) for name, term in zip(names, row, strict=True)]
            for row in self._content()
        ]

    def _serialized(self, form: RdfFormat) -> str:
        if self.form != "CONSTRUCT":
            raise QueryError("queries.no-graph", form=self.form)
        triples = [pyoxigraph.Triple(*row) for row in self.rows]  # type: ignore[arg-type]
        used = {name: base for name, base in PREFIXES.items() if _uses(triples, base)}
        prefixes = used if form == RdfFormat.TURTLE else None
        text = io.BytesIO()
        pyoxigraph.serialize(triples, text, form, prefixes=prefixes)
        return text.getvalue().decode()

    def _repr_html_(self) -> str:
        headings, rows = self.to_readable()
        head = "".join(f"<th>{escape(heading)}</th>" for heading in headings)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(value)}</td>" for value in row) + "</tr>"
            for row in rows[:_SHOWN_ROWS]
        )
        more = f"<p>… {len(rows)}</p>" if len(rows) > _SHOWN_ROWS else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def plain(term: Term | None) -> Plain:
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


def _word(term: Term | None, column: Column | None) -> str | None:
    """Return the word for a code or, in an answer without declared columns, for a concept."""
    if isinstance(term, NamedNode) and column is None:
        return concept_word(term, language())
    if isinstance(term, Literal) and column is not None and column.words:
        return word_of(column.words, term.value)
    return None


def _uses(triples: list[Triple], base: str) -> bool:
    nodes = (node for triple in triples for node in triple if isinstance(node, NamedNode))
    return any(node.value.startswith(base) for node in nodes)


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
