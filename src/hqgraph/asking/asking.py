"""Asking a graph a question: the way from the sentence to the answer."""

from __future__ import annotations

from collections.abc import Iterator

from hqgraph.asking import freely, otherwise
from hqgraph.asking.answer import Answer, answered, is_late
from hqgraph.asking.compose import compose
from hqgraph.asking.ellipsis import whole
from hqgraph.asking.kept import has_columns
from hqgraph.asking.lexer import normal, tokens
from hqgraph.asking.lexicon import Lexicon, lexicon_of
from hqgraph.asking.loose import as_printed
from hqgraph.asking.notes import with_remarks
from hqgraph.asking.pieces import pieces
from hqgraph.asking.query import Charged, Form, Query, Want
from hqgraph.asking.reading import reading_of
from hqgraph.asking.refusal import RefusalError, check_beyond, unknown_words
from hqgraph.asking.spell import sparql
from hqgraph.errors import QueryError
from hqgraph.graph import Asked, Graph
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
    try:
        return _composed(text, lexicon)
    except RefusalError as refusal:
        for way in (_as_printed, _as_text if refusal.key == "asking.unknown" else _as_marked):
            if (asked := way(text, lexicon)) is not None:
                return asked
        raise


def _composed(text: str, lexicon: Lexicon, *, free: bool = False) -> Query:
    """Return the query graph of a text; with ``free`` unknown words are those of a document."""
    text = whole(text, lexicon)
    found = tokens(text, lexicon)
    check_beyond(found)
    if any(token.sense("unknown") for token in found):
        stretches = freely.read(text, found) if free else None
        if stretches is None:
            raise unknown_words(text, found, lexicon)
        found = stretches
    return compose(pieces(found, lexicon), lexicon)


def _as_text(text: str, lexicon: Lexicon) -> Query | None:
    """Return the query graph of a question whose unknown words are those of a document."""
    try:
        return _composed(text, lexicon, free=True)
    except RefusalError:
        return None


def _as_marked(text: str, lexicon: Lexicon) -> Query | None:
    """Return the query graph of a question whose words in quotation marks are of a document."""
    stretches = freely.marked(text, lexicon)
    if stretches is None or any(token.sense("unknown") for token in stretches):
        return None
    try:
        return compose(pieces(stretches, lexicon), lexicon)
    except RefusalError:
        return None


def _as_printed(text: str, lexicon: Lexicon) -> Query | None:
    """Return the query graph of a question in the words that documents print, with a note."""
    printed = as_printed(text)
    if printed == text:
        return None
    try:
        asked = _composed(printed, lexicon)
    except RefusalError:
        return None
    return replace(asked, notes=(*asked.notes, say("asking.note.as-printed", words=printed)))


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
    marked = _as_marked(normal(question), lexicon_of(graph))
    if marked is not None and marked != asked and marked.form is not Form.WHETHER:
        found = _asked_of(graph, question, marked)
        if not _is_none(marked, found):
            return found
    return _asked_of(graph, question, asked)


def _asked_of(graph: Graph, question: str, asked: Query) -> Answer:
    """Answer a question that is understood so, or say that it takes too long."""
    reading = reading_of(asked)
    try:
        return _in_time(graph, question, asked, reading)
    except QueryError as error:
        if not is_late(error):
            raise
        said = reading if len(reading) <= _SHOWN else f"{reading[:_SHOWN]}…"
        why = say("asking.late", seconds=f"{SECONDS:g}", reading=said)
        return Answer(question, False, reading, sparql(asked), why=why)


def _in_time(graph: Graph, question: str, asked: Query, reading: str) -> Answer:
    """Answer with an end to it in a large store; in a small one nothing takes long."""
    if has_columns(graph):
        from hqgraph.asking.columns import large  # noqa: PLC0415 (few stores are large)

        if (store := large(graph)) is not None:
            with store.within(SECONDS):
                return _answer(store, question, asked, reading)
    return _answer(graph, question, asked, reading)


def _answer(graph: Asked, question: str, asked: Query, reading: str) -> Answer:
    if (better := _first(graph, question, otherwise.before(asked))) is not None:
        return better
    if why := otherwise.denied(graph, asked):
        return Answer(question, False, why=why)
    found = answered(graph, question, asked, reading)
    if _is_none(asked, found):
        if (open_ := _first(graph, question, otherwise.others(asked))) is not None:
            return open_
        if asked.form is not Form.WHETHER and (why := otherwise.unknown(graph, asked)):
            return Answer(question, False, why=why)
    found = otherwise.told(graph, asked, found)
    if found.answers or not _may_be_elsewhere(asked):
        return _remarked(graph, asked, found)
    note = say("asking.note.items")
    items = replace(asked, items=True, notes=(*asked.notes, note))
    elsewhere = answered(graph, question, items, reading_of(items))
    return elsewhere if elsewhere.answers else _remarked(graph, asked, found)


def _first(graph: Asked, question: str, ways: Iterator[Query]) -> Answer | None:
    """Return the answer of the first of several ways to read a question that finds any.

    None, too, where that takes too long: what the plain reading found then stands.
    """
    try:
        for asked in ways:
            found = answered(graph, question, asked, reading_of(asked))
            if not _is_none(asked, found):
                return otherwise.told(graph, asked, found)
    except QueryError as error:
        if not is_late(error):
            raise
    return None


def _is_none(asked: Query, found: Answer) -> bool:
    """Tell whether nothing was found, or none counted, or no is the answer."""
    none = {Form.COUNT: 0, Form.WHETHER: say("asking.no")}.get(asked.form)
    said = [thing.get("value") for thing in found.answers]
    return not said or (none is not None and said == [none])


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
