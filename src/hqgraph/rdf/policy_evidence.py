"""The evidence graph of one document: its text, and one record per stretch that states something.

A record is a Web Annotation resource with two selectors, the offsets and the
words (``docs/rdf-model.md``, "Evidence"). Facts that rest on one sentence share
its record.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from hqgraph.model import Span, Task, Text
from hqgraph.rdf import iri
from hqgraph.rdf.vocabulary import HQ, OA, RDF

AROUND = 24
"""How many characters before and after the quoted words a record keeps."""

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


class Evidence:
    """Collects the stretches of one document that facts point at."""

    def __init__(self, document: NamedNode, text: Text) -> None:
        self._document = document
        self._text = text
        self._records: dict[Span, NamedNode] = {}

    def of(self, span: Span) -> NamedNode:
        """Return the record of exactly this stretch, made when first asked for."""
        return self._records.setdefault(span, iri.evidence_iri(self._document, span))

    def sentence(self, task: Task, span: Span) -> NamedNode:
        """Return the record of the task's sentence that holds ``span``, else of ``span``."""
        holding = (measure.span for measure in task.measures if span.within(measure.span))
        return self.of(next(holding, span))

    def triples(self) -> Iterator[Triple]:
        """Yield the text and the records asked for so far, in the order of the text."""
        yield self._document, HQ.content, Literal(self._text.content)
        for span in sorted(self._records):
            yield from self._record(span, self._records[span])

    def _record(self, span: Span, node: NamedNode) -> Iterator[Triple]:
        position, quote = iri.position_iri(node), iri.quote_iri(node)
        before = self._text.content[max(0, span.start - AROUND) : span.start]
        after = self._text.content[span.end : span.end + AROUND]
        yield node, RDF.type, OA.SpecificResource
        yield node, OA.hasSource, self._document
        yield node, OA.hasSelector, position
        yield node, OA.hasSelector, quote
        yield position, RDF.type, OA.TextPositionSelector
        yield position, OA.start, Literal(span.start)
        yield position, OA.end, Literal(span.end)
        yield quote, RDF.type, OA.TextQuoteSelector
        yield quote, OA.exact, Literal(self._text.slice(span))
        yield quote, OA.prefix, Literal(before)
        yield quote, OA.suffix, Literal(after)
