"""Asking a graph a question: the way from the sentence to the answer."""

from __future__ import annotations

from hqgraph.asking.answer import Answer, answered
from hqgraph.asking.compose import compose
from hqgraph.asking.ellipsis import whole
from hqgraph.asking.lexer import normal, tokens
from hqgraph.asking.lexicon import lexicon_of
from hqgraph.asking.notes import with_remarks
from hqgraph.asking.pieces import pieces
from hqgraph.asking.query import Charged, Form, Query, Want
from hqgraph.asking.reading import reading_of
from hqgraph.asking.refusal import RefusalError, unknown_words
from hqgraph.graph import Graph
from hqgraph.messages import say
from hqgraph.records import replace

_LONGEST = 300


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
    if any(token.sense("unknown") for token in found):
        raise unknown_words(text, found, lexicon)
    beyond = [token.text for token in found if token.senses[0].sort == "beyond"]
    if beyond:
        raise RefusalError("asking.beyond", words="、".join(beyond))
    return compose(pieces(found, lexicon), lexicon)


def ask(graph: Graph, question: str) -> Answer:
    """Answer a question in Chinese.

    A question that is not understood gives an answer with ``understood`` false and
    the reason in ``why``; one that is understood but has no answer says so there, too.
    """
    try:
        asked = understand(graph, question)
    except RefusalError as refusal:
        return Answer(question, False, why=refusal.why)
    found = answered(graph, question, asked, reading_of(asked))
    if found.answers or not _may_be_elsewhere(asked):
        return with_remarks(graph, asked, found)
    note = say("asking.note.items")
    wider = replace(asked, items=True, notes=(*asked.notes, note))
    elsewhere = answered(graph, question, wider, reading_of(wider))
    return elsewhere if elsewhere.answers else with_remarks(graph, asked, found)


def _may_be_elsewhere(asked: Query) -> bool:
    """Tell whether a body without a task may have its duty under goals and safeguards."""
    charged = any(isinstance(item, Charged) for item in asked.where)
    return asked.want is Want.TASK and asked.form is Form.LIST and charged and not asked.items
