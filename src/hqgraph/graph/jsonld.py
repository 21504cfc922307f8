"""JSON-LD 1.1 with hqgraph's own context written into the document: nothing is ever fetched.

Keys are shortened by the context; values are written out in full (``@id``,
``@value`` with ``@type`` or ``@language``), which is right whatever the context
says about them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from hqgraph.rdf.vocabulary import PREFIXES, RDF, XSD
from hqgraph.resources import resource

_CONTEXT_FILE = ("ontology", "context.jsonld")
_PLAIN_DEFINITION = {"@id", "@type", "@context"}


def to_jsonld(quads: Iterable[Quad]) -> bytes:
    """Return the quads, which come sorted by graph and subject, as one JSON-LD document."""
    context = _context()
    terms = _terms(context)
    graphs: dict[str, dict[str, dict[str, Any]]] = {}
    for quad in quads:
        name = _iri(quad.graph_name) if isinstance(quad.graph_name, NamedNode) else ""
        nodes = graphs.setdefault(name, {})
        subject = _iri(quad.subject)
        node = nodes.setdefault(subject, {"@id": subject})
        if quad.predicate == RDF.type:
            node.setdefault("@type", []).append(_iri(quad.object))
        else:
            node.setdefault(_key(quad.predicate.value, terms), []).append(_value(quad.object))
    content: list[Any] = list(graphs.pop("", {}).values())
    content += [{"@id": name, "@graph": list(nodes.values())} for name, nodes in graphs.items()]
    document = {"@context": context, "@graph": content}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _context() -> dict[str, Any]:
    """Return the shipped context; an installation without one has the prefixes alone."""
    try:
        path = resource(*_CONTEXT_FILE)
    except FileNotFoundError:
        return dict(PREFIXES)
    context: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["@context"]
    return context


def _terms(context: dict[str, Any]) -> dict[str, str]:
    """Return the term of every property that the context names without a twist.

    A container, a language or a reverse property would change what the written
    value means, so such terms are not used.
    """
    found: dict[str, str] = {}
    for term, definition in sorted(context.items()):
        if isinstance(definition, str):
            target = definition
        elif isinstance(definition, dict) and definition.keys() <= _PLAIN_DEFINITION:
            target = definition.get("@id", "")
        else:
            continue
        if not term.startswith("@") and not target.startswith("@"):
            found.setdefault(_expand(target, context), term)
    return found


def _expand(name: str, context: dict[str, Any]) -> str:
    prefix, colon, rest = name.partition(":")
    base = context.get(prefix)
    base = base.get("@id") if isinstance(base, dict) else base
    return f"{base}{rest}" if colon and isinstance(base, str) else name


def _key(predicate: str, terms: dict[str, str]) -> str:
    return terms.get(predicate, predicate)


def _value(node: object) -> dict[str, str]:
    if not isinstance(node, Literal):
        return {"@id": _iri(node)}
    if node.language is not None:
        return {"@value": node.value, "@language": node.language}
    if node.datatype == XSD.string:
        return {"@value": node.value}
    return {"@value": node.value, "@type": node.datatype.value}


def _iri(node: object) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)
