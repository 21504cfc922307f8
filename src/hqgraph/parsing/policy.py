"""Text to Policy: the whole of parsing, one step after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hqgraph.errors import ParseError
from hqgraph.model import Citation, Header, Leftover, Policy, Section, Span, TaskKind, Text
from hqgraph.parsing.citations import Citing, citations
from hqgraph.parsing.duties import Duty, duties
from hqgraph.parsing.header import Front, read_front
from hqgraph.parsing.outline import Node, outline
from hqgraph.parsing.parts import Part, parts_of
from hqgraph.parsing.placing import Placed, place
from hqgraph.parsing.regions import home_region, level_of
from hqgraph.parsing.section_titles import AIM, GOAL, OVERALL, SKIP, kind_of_title
from hqgraph.parsing.tables import Row, work_rows
from hqgraph.parsing.target_tables import with_table_targets
from hqgraph.parsing.tasks import Draft, finish


def parse(text: Text) -> Policy:
    """Understand a document.

    Raises ParseError when the text shows neither the header nor the outline nor
    a work list of a policy document.
    """
    front = read_front(text)
    chapters = [_chapter(text, part, front.header) for part in parts_of(text, front.first)]
    drafts = [draft for chapter in chapters for draft in chapter.drafts]
    drafts.extend(_of_row(text, row, front.title_spans) for row in work_rows(text))
    drafts = _numbered(sorted(drafts, key=lambda draft: draft.span.start))
    header = _placed(front.header, text)
    if not drafts and not (header.title and (header.number or header.issuers)):
        raise ParseError("parse.no-policy", path=text.source)
    year = int(header.issued.value[:4]) if header.issued else None
    tasks = with_table_targets(text, finish(text.content, drafts, header.region, year))
    return Policy(
        text=text,
        header=header,
        sections=tuple(_sections([root for chapter in chapters for root in chapter.roots])),
        tasks=tuple(tasks),
        citations=tuple(_citations(text, front, chapters)),
        leftovers=tuple(
            sorted(
                (*_leftovers(text.content, drafts), *_unplaced(text, chapters)),
                key=lambda left: left.span,
            )
        ),
    )


@dataclass(slots=True)
class _Chapter:
    """A part of the document with its outline and the drafts of its tasks."""

    part: Part
    roots: list[Node]
    drafts: list[Draft]
    loose: list[Duty]


def _chapter(text: Text, part: Part, header: Header) -> _Chapter:
    """Read the outline of a part; of one that is no plan only what prints a duty."""
    roots = outline(text, part.lines)
    nodes = [node for root in roots for node in root.walk()]
    own = {id(node): _duties(text, node) for node in nodes}
    explains = bool(header.form and header.form.value == "解读")
    counts = None if part.counts and explains else part.counts
    duties_of = {key for key, found in own.items() if found}
    duties_of.update(id(node) for node in nodes if _charges(text, node))
    placed = place(roots, duties_of)
    kept = [item for item in placed if counts or (counts is None and _binding(item, own))]
    within = {id(node) for item in kept for node in item.node.walk()}
    loose = [duty for node in nodes if id(node) not in within for duty in own[id(node)]]
    if part.counts is False:
        loose = []
    drafts = [_draft(text, item, own[id(item.node)]) for item in kept]
    return _Chapter(part, roots if kept or part.counts else [], drafts, loose)


def _duties(text: Text, node: Node) -> list[Duty]:
    """Return the duty forms of an item's own body, and the bodies that its heading is."""
    found = duties(text.content, node.body)
    return [node.organ, *found] if node.organ else found


def _charges(text: Text, node: Node) -> bool:
    """Tell whether an article (第X条) says who is in charge, as those of 总则 may."""
    return node.marker.article and any("负责" in text.slice(span) for span in node.body)


def _binding(item: Placed, own: dict[int, list[Duty]]) -> bool:
    """Tell whether an item prints who is responsible for it."""
    return item.kind is TaskKind.TASK and any(own[id(node)] for node in item.node.walk())


def _placed(header: Header, text: Text) -> Header:
    """Add region and level to a header."""
    region = home_region(header, text.content)
    return replace(header, region=region, level=level_of(header, region))


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
        duties=tuple(_all_duties(text, node, body) if node.children else own),
        numbered=bool(node.no) or goal,
    )


def _all_duties(text: Text, node: Node, body: Sequence[Span]) -> list[Duty]:
    found = duties(text.content, body)
    return [node.organ, *found] if node.organ else found


def _numbered(drafts: Sequence[Draft]) -> list[Draft]:
    """Count the items that print no number."""
    count = 0
    out: list[Draft] = []
    for draft in drafts:
        if not draft.numbered and not draft.no:
            count += 1
        unprinted = not draft.numbered and not draft.no
        out.append(replace(draft, no=str(count)) if unprinted else draft)
    return out


def _of_row(text: Text, row: Row, title: Sequence[Span]) -> Draft:
    """Return the draft of a row; the document's own title over the table is no section."""
    own = {text.slice(span) for span in title}
    return Draft(
        no=row.no,
        title=text.slice(row.title),
        kind=TaskKind.TASK,
        section=None if row.section in own else row.section,
        main=None,
        span=row.span,
        head=row.title,
        body=row.body,
        duties=(row.duty,) if row.duty else (),
        deadline=row.deadline,
        numbered=row.numbered,
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


def _citations(text: Text, front: Front, chapters: Sequence[_Chapter]) -> list[Citation]:
    """Return the citations; what stands before the first item, or under aims, is overall."""
    lines = list(text.paragraphs())
    before = [line.span for line in lines[: front.first]]
    kept = {line.span for chapter in chapters for line in chapter.part.lines}
    tables = [table.span for table in text.tables()]
    overall = list(before)
    for chapter in chapters:
        if not chapter.part.counts:
            continue
        first = chapter.roots[0].head.start if chapter.roots else len(text.content)
        overall.extend(line.span for line in chapter.part.lines if line.span.end <= first)
        for root in chapter.roots:
            for node in root.walk():
                if kind_of_title(node.title) in (GOAL, AIM, OVERALL, SKIP):
                    overall.extend(node.bodies())
    title = front.header.title.value if front.header.title else None
    number = front.header.number.value if front.header.number else None
    spans = sorted({*before, *kept, *tables})
    return citations(text.content, spans, Citing(title, number, overall, front.title_spans))


def _unplaced(text: Text, chapters: Sequence[_Chapter]) -> list[Leftover]:
    """Return the duty forms under no task, and the annexes whose items are no tasks."""
    out: list[Leftover] = []
    for chapter in chapters:
        for duty in chapter.loose:
            out.append(Leftover("loose-duty", text.slice(duty.clause), duty.clause))
        lines = chapter.part.lines
        if lines and chapter.part.counts is not True and not chapter.drafts:
            span = Span(lines[0].span.start, lines[-1].span.end)
            name = chapter.part.title or text.slice(lines[0].span)
            out.append(Leftover("no-tasks", name, span))
    return out


def _leftovers(content: str, drafts: Sequence[Draft]) -> list[Leftover]:
    """Return what could not be placed: names that fit no body, items without text."""
    out: list[Leftover] = []
    for draft in drafts:
        for duty in draft.duties:
            out.extend(Leftover("unknown-agency", name.name, name.span) for name in duty.unplaced)
            if not (duty.names or duty.deadline or duty.for_all or duty.unplaced):
                out.append(
                    Leftover(
                        "empty-duty", content[duty.clause.start : duty.clause.end], duty.clause
                    )
                )
        if not draft.body and not draft.duties:
            out.append(Leftover("no-text", draft.title, draft.head))
    return out
