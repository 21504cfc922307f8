"""Asking a graph a question: the way from the sentence to the answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from hqgraph.asking.answer import Answer, answered, is_late
from hqgraph.asking.compose import compose
from hqgraph.asking.ellipsis import whole
from hqgraph.asking.lexer import normal, tokens
from hqgraph.asking.lexicon import lexicon_of
from hqgraph.asking.notes import undated, with_remarks, written
from hqgraph.asking.pieces import pieces
from hqgraph.asking.query import Charged, Form, Query, Want
from hqgraph.asking.reading import reading_of
from hqgraph.asking.refusal import RefusalError, check_beyond, unknown_words
from hqgraph.asking.spell import sparql
from hqgraph.errors import QueryError
from hqgraph.graph import Asked, EmbeddedGraph, Graph
from hqgraph.messages import say
from hqgraph.records import replace

SECONDS = 10.0
"""How long a question may take in a large store."""
_LONGEST = 300
_SHOWN = 60
"""Characters of a reading that a refusal repeats."""


def understand(graph: Graph, question: str) -> Query:
    """Return the query graph of a question. Raises RefusalError where it is not understood."""
    text = normal(question)
    if not text:
        raise RefusalError("asking.empty")
    if len(text) > _LONGEST:
        raise RefusalError("asking.long", longest=_LONGEST)
    lexicon = lexicon_of(graph)
    text = whole(text, lexicon)
    found = tokens(text, lexicon)
    check_beyond(found)
    if any(token.sense("unknown") for token in found):
        raise unknown_words(text, found, lexicon)
    return compose(pieces(found, lexicon), lexicon)


def ask(graph: Graph, question: str) -> Answer:
    """Answer a question in Chinese.

    A question that is not understood gives an answer with ``understood`` false and
    the reason in ``why``; one that is understood but has no answer says so there, too.
    In a large store a question may take ``SECONDS``; then it is refused likewise.
    """
    try:
        asked = understand(graph, question)
    except RefusalError as refusal:
        return Answer(question, False, why=refusal.why)
    reading = reading_of(asked)
    try:
        with _asked(graph) as side:
            return _answer(side, question, asked, reading)
    except QueryError as error:
        if not is_late(error):
            raise
        said = reading if len(reading) <= _SHOWN else f"{reading[:_SHOWN]}…"
        why = say("asking.late", seconds=f"{SECONDS:g}", reading=said)
        return Answer(question, False, reading, sparql(asked), why=why)


@contextmanager
def _asked(graph: Graph) -> Iterator[Asked]:
    """Give what is asked of a large store an end; in a small one nothing takes long."""
    timed = graph.timed() if isinstance(graph, EmbeddedGraph) else None
    if timed is None:
        yield graph
    else:
        with timed.within(SECONDS):
            yield timed


def _answer(graph: Asked, question: str, asked: Query, reading: str) -> Answer:
    found = answered(graph, question, asked, reading)
    if _is_none(asked, found) and (open_ := undated(asked) or written(asked)) is not None:
        without = answered(graph, question, open_, reading_of(open_))
        return without if without.answers else _remarked(graph, asked, found)
    if found.answers or not _may_be_elsewhere(asked):
        return _remarked(graph, asked, found)
    note = say("asking.note.items")
    wider = replace(asked, items=True, notes=(*asked.notes, note))
    elsewhere = answered(graph, question, wider, reading_of(wider))
    return elsewhere if elsewhere.answers else _remarked(graph, asked, found)


def _is_none(asked: Query, found: Answer) -> bool:
    """Tell whether nothing was found, or none counted."""
    none = asked.form is Form.COUNT and [thing.get("value") for thing in found.answers] == [0]
    return none or not found.answers


def _remarked(graph: Asked, asked: Query, found: Answer) -> Answer:
    """Return an answer with its remarks; where it is too late for them, with a word on that."""
    try:
        return with_remarks(graph, asked, found)
    except QueryError as error:
        if not is_late(error):
            raise
        late = say("asking.note.late")
        return found if late in found.notes else replace(found, notes=(*found.notes, late))


def _may_be_elsewhere(asked: Query) -> bool:
    """Tell whether a body without a task may have its duty under goals and safeguards."""
    charged = any(isinstance(item, Charged) for item in asked.where)
    return asked.want is Want.TASK and asked.form is Form.LIST and charged and not asked.items
