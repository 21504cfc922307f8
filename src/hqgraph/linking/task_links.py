"""Aligned tasks as triples: the child's task elaborates the parent's, with how sure and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, Quad

from hqgraph.linking.alignment import Aligned
from hqgraph.linking.mapping import mapping_quads
from hqgraph.rdf import iri
from hqgraph.rdf.vocabulary import HQ, SEMAPV, graph_iri


def task_link_quads(aligned: Iterable[Aligned]) -> Iterator[Quad]:
    """Yield hq:elaborates from child to parent for each pair, and its sssom:Mapping.

    The common words stand at the mapping, one literal each; ``hq:elaborates`` is an
    inference and never counts as a stated basis.
    """
    for pair in aligned:
        child, parent = pair.child.iri, pair.parent.iri
        yield from mapping_quads(
            child,
            HQ.elaborates,
            parent,
            confidence=pair.confidence,
            method=SEMAPV.CompositeMatching,
            comment=pair.reason,
        )
        link = iri.statement_iri("link", child, HQ.elaborates, parent)
        for words in pair.shared:
            yield Quad(link, HQ.sharedWords, Literal(words, language="zh"), graph_iri("links"))
