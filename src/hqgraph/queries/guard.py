"""What ad-hoc SPARQL may do: read this graph, nothing else.

The engines would follow SERVICE and FROM to other machines or files, and cannot
be told not to. Two readings must both find a query harmless: rdflib's parse
tree, and our own tokens. Code-point escapes are refused, because parsers
disagree on when they are resolved, and a word could hide in that gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hqgraph.errors import QueryError
from hqgraph.queries.splice import tokens

FORMS = {"SelectQuery": "SELECT", "AskQuery": "ASK", "ConstructQuery": "CONSTRUCT"}
"""The query forms that are let through, by their name in rdflib's parse tree."""

_REFUSED_PARTS = {"ServiceGraphPattern": "SERVICE", "DatasetClause": "FROM"}
_REFUSED_WORDS = {
    "SERVICE", "FROM", "LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE",
    "ADD", "DESCRIBE", "USING",
}  # fmt: skip
_CODE_POINT = re.compile(r"\\[uU]")


def form_of(sparql: str) -> str:
    """Return SELECT, ASK or CONSTRUCT for a query that only reads this graph.

    Raises QueryError for anything else: an update, DESCRIBE, SERVICE, FROM, a
    code-point escape, or a text that is no SPARQL.
    """
    from pyparsing import ParseBaseException  # noqa: PLC0415
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415

    if _CODE_POINT.search(sparql):
        raise QueryError("queries.refused", word="\\u")
    for token in tokens(sparql):
        if token.sort == "word" and token.text.upper() in _REFUSED_WORDS:
            raise QueryError("queries.refused", word=token.text.upper())
    try:
        tree = parseQuery(sparql)
    except (ParseBaseException, RecursionError) as error:
        raise QueryError("queries.syntax", why=str(error).splitlines()[0]) from error
    names = list(_names(tree))
    for name in names:
        if name in _REFUSED_PARTS:
            raise QueryError("queries.refused", word=_REFUSED_PARTS[name])
    form = next((FORMS[name] for name in names if name in FORMS), None)
    if form is None:
        raise QueryError("queries.refused", word=names[0] if names else "")
    return form


def _names(node: object) -> Iterator[str]:
    """Yield the names of all parts of a parse tree, outer ones first."""
    from pyparsing import ParseResults  # noqa: PLC0415
    from rdflib.plugins.sparql.parserutils import CompValue  # noqa: PLC0415

    if isinstance(node, CompValue):
        yield node.name
        for value in node.values():
            yield from _names(value)
    elif isinstance(node, list | tuple | set | ParseResults):
        for value in node:
            yield from _names(value)
