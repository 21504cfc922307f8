"""Text to Policy: the whole of parsing, one step after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hqgraph.errors import ParseError
from hqgraph.model import Citation, Header, Leftover, Policy, Section, Span, TaskKind, Text
from hqgraph.parsing.citations import citations
from hqgraph.parsing.duties import Duty, duties
from hqgraph.parsing.header import Front, closing, read_front
from hqgraph.parsing.outline import Node, outline
from hqgraph.parsing.placing import Placed, kind_of_title, place
from hqgraph.parsing.regions import home_region
from hqgraph.parsing.tables import Row, work_rows
from hqgraph.parsing.tasks import Draft, finish


def parse(text: Text) -> Policy:
    """Understand a document.

    Raises ParseError when the text shows neither the header nor the outline nor
    a work list of a policy document.
    """
    front = read_front(text)
    lines = list(text.paragraphs())
    body = lines[front.first : closing(text, lines)]
    roots = outline(text, body)
    drafts = [*_of_outline(text, roots), *(_of_row(text, row) for row in work_rows(text))]
    header = _placed(front.header, text)
    if not drafts and not (header.title and (header.number or header.issuers)):
        raise ParseError("parse.no-policy", path=text.source)
    tasks = finish(text.content, drafts, header.region)
    return Policy(
        text=text,
        header=header,
        sections=tuple(_sections(roots)),
        tasks=tuple(tasks),
        citations=tuple(_citations(text, front, roots)),
        leftovers=tuple(_leftovers(text.content, drafts)),
    )


def _placed(header: Header, text: Text) -> Header:
    """Add region and level to a header."""
    region = home_region(header, text.content)
    return replace(header, region=region, level=region.level if region else None)


def _of_outline(text: Text, roots: Sequence[Node]) -> list[Draft]:
    """Return the drafts of the items that are goals, tasks and safeguards."""
    own = {id(node): duties(text.content, node.body) for root in roots for node in root.walk()}
    has_duty = {key for key, found in own.items() if found}
    return [_draft(text, placed, own[id(placed.node)]) for placed in place(roots, has_duty)]


def _draft(text: Text, placed: Placed, own: list[Duty]) -> Draft:
    """Return the draft of an item; ``own`` are the duty forms of its own body."""
    node = placed.node
    body = list(node.bodies()) if node.children else list(node.body)
    goal = placed.kind is TaskKind.GOAL
    above = node.parent
    section = above.heading if above else node.heading if goal else None
    end = max([node.head.end, *(span.end for span in body)])
    return Draft(
        no="0" if goal else node.no,
        title=node.title,
        kind=placed.kind,
        section=section,
        main=node.main.no if above else None,
        span=Span(node.head.start, end),
        head=node.head,
        body=tuple(body),
        duties=tuple(duties(text.content, body) if node.children else own),
    )


def _of_row(text: Text, row: Row) -> Draft:
    return Draft(
        no=row.no,
        title=text.slice(row.title),
        kind=TaskKind.TASK,
        section=row.section,
        main=None,
        span=row.span,
        head=row.title,
        body=row.body,
        duties=(row.duty,) if row.duty else (),
        deadline=row.deadline,
    )


def _sections(roots: Sequence[Node]) -> list[Section]:
    """Return every item that has items below it, or stands first, as a section."""
    out: list[Section] = []
    places: dict[int, int] = {}
    for root in roots:
        for node in root.walk():
            if node.children or node.parent is None:
                parent = places.get(id(node.parent)) if node.parent else None
                depth = 1 if parent is None else out[parent].depth + 1
                places[id(node)] = len(out)
                out.append(Section(node.no, node.title, depth, node.head, parent))
    return out


def _citations(text: Text, front: Front, roots: Sequence[Node]) -> list[Citation]:
    spans = [block.span for block in text.blocks]
    first = roots[0].head.start if roots else len(text.content)
    overall = [span for span in spans if span.end <= first]
    for root in roots:
        for node in root.walk():
            if kind_of_title(node.title) in ("goal", "skip"):
                overall.extend(node.bodies())
    title = front.header.title.value if front.header.title else None
    return citations(text.content, spans, title, overall, front.title_spans)


def _leftovers(content: str, drafts: Sequence[Draft]) -> list[Leftover]:
    """Return what could not be placed: names that fit no body, items without text."""
    out: list[Leftover] = []
    for draft in drafts:
        for duty in draft.duties:
            out.extend(Leftover("unknown-agency", name.name, name.span) for name in duty.unplaced)
            if not duty.names and not duty.deadline and not duty.for_all:
                out.append(
                    Leftover(
                        "empty-duty", content[duty.clause.start : duty.clause.end], duty.clause
                    )
                )
        if not draft.body and not draft.duties:
            out.append(Leftover("no-text", draft.title, draft.head))
    return out
