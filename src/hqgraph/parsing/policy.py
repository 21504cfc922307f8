"""Text to Policy: the whole of parsing, one step after another."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from hqgraph.errors import ParseError
from hqgraph.gazetteer import form_of
from hqgraph.model import (
    Citation,
    Fact,
    Header,
    Leftover,
    Paragraph,
    Policy,
    Section,
    Span,
    Table,
    TaskKind,
    Text,
)
from hqgraph.parsing.citations import Citing, citations
from hqgraph.parsing.dates_yearless import speaking_from
from hqgraph.parsing.doubts import doubts, is_policy
from hqgraph.parsing.duties import Duty, duties
from hqgraph.parsing.header import Front, read_front
from hqgraph.parsing.outline import Node, outline
from hqgraph.parsing.parts import Part, parts_of
from hqgraph.parsing.placing import Placed, place
from hqgraph.parsing.regions import home_region, level_of
from hqgraph.parsing.section_titles import AIM, GOAL, OVERALL, SKIP, kind_of_title
from hqgraph.parsing.sentences import sentences
from hqgraph.parsing.tables import Row, list_title, unread_columns, work_rows
from hqgraph.parsing.target_tables import with_table_targets
from hqgraph.parsing.tasks import Draft, finish
from hqgraph.parsing.unplaced import of_drafts, of_sections

_BY_WHEN = re.compile(
    r"到(?:20\d\d年|“?十[三四五六]五”?)|(?:20\d\d|今|本|明)年(?:年?底|末)?前?[，,]?(?:力争|实现|达到)"
)

_LONGEST_FINAL, _FINAL_TAIL = 200, 20
_FINAL_WORDS = ("解释", "施行", "执行", "实施", "生效", "有效期", "废止", "一致的")
_FINAL = re.compile(
    r"(?:负责(?:具体|组织)?(?:应用)?(?:问题的?)?解释|解释权[^。；，]{0,30})(?=[。；，]|$)"
    r"|自[^。；，]{2,24}起?(?:正式|试)?(?:施行|实施|执行|生效)(?=[。；，]|$)"
    r"|^[^。；，]{0,10}有效期(?:限|为|至|[\d一二三四五])|同时废止|与本[^。]{2,10}不一致的"
)


def parse(text: Text) -> Policy:
    """Understand a document.

    Raises ParseError when the text shows neither the header nor the outline nor
    a work list of a policy document.
    """
    front = _titled(text, read_front(text))
    chapters = [_chapter(text, part, front.header) for part in parts_of(text, front.first)]
    drafts = [draft for chapter in chapters for draft in chapter.drafts]
    rows = list(work_rows(text))
    over = _over_lists(text, rows)
    drafts = [
        draft for draft in drafts if draft.body or draft.duties or draft.head.start not in over
    ]
    drafts.extend(_of_row(text, row, front.title_spans) for row in rows)
    drafts = _numbered(sorted(drafts, key=lambda draft: draft.span.start))
    header = _placed(front.header, text)
    if not is_policy(header, drafts):
        raise ParseError("parse.no-policy", path=text.source)
    since = speaking_from(header.issued, header.number, header.title)
    tasks = with_table_targets(text, finish(text.content, drafts, header.region, since))
    return Policy(
        text=text,
        header=header,
        sections=tuple(_sections([root for chapter in chapters for root in chapter.roots])),
        tasks=tuple(tasks),
        citations=tuple(_citations(text, front, chapters)),
        leftovers=tuple(
            sorted(
                (
                    *doubts(text, header),
                    *of_drafts(text.content, drafts),
                    *_unplaced(text, chapters, rows),
                    *unread_columns(text),
                ),
                key=lambda left: left.span,
            )
        ),
    )


def _titled(text: Text, front: Front) -> Front:
    """Give a work list that prints no title with a 文种 the title over its table."""
    title = None if front.header.title else list_title(text)
    if title is None or title.span is None:
        return front
    form = form_of(title.value)
    header = replace(front.header, title=title, form=Fact(form, title.span) if form else None)
    return replace(front, header=header, title_spans=(*front.title_spans, title.span))


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
    aims = {id(root) for root in roots if _tells_aims(text, root)}
    placed = place(roots, duties_of, aims)
    kept = [item for item in placed if counts or (counts is None and _binding(item, own))]
    kept = [item for item in kept if not _is_final(text, item.node)]
    within = {id(node) for item in kept for node in item.node.walk()}
    loose = [duty for node in nodes if id(node) not in within for duty in own[id(node)]]
    if part.counts is False:
        loose = []
    drafts = [_draft(text, item, own) for item in kept]
    return _Chapter(part, roots if kept or part.counts else [], drafts, loose)


def _tells_aims(text: Text, node: Node) -> bool:
    """Tell a 总体要求 without items that says what is to be reached by when."""
    if node.children or "总体" not in node.title or kind_of_title(node.title) != SKIP:
        return False
    return any(_BY_WHEN.search(text.content, span.start, span.end) for span in node.body)


def _is_final(text: Text, node: Node) -> bool:
    """Tell an item that only says who explains the document and from when it holds."""
    spans = node.body or [Span(node.head.end - len(node.title), node.head.end)]
    tail = text.content[max(spans[-1].start, spans[-1].end - _FINAL_TAIL) : spans[-1].end]
    if node.children or not any(word in tail for word in _FINAL_WORDS):
        return False
    if sum(span.end - span.start for span in spans) > _LONGEST_FINAL:
        return False
    told = [text.slice(part) for span in spans for part in sentences(text.content, span)]
    return bool(told) and all(_FINAL.search(sentence) for sentence in told)


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


def _draft(text: Text, placed: Placed, told: dict[int, list[Duty]]) -> Draft:
    """Return the draft of an item; ``told`` are the duty forms of each item's own body."""
    node, own = placed.node, told[id(placed.node)]
    silent = [child for child in node.children if not any(told[id(at)] for at in child.walk())]
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
        silent=tuple(span for child in silent for span in child.bodies()),
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


def _over_lists(text: Text, rows: Sequence[Row]) -> set[int]:
    """Return where the paragraphs start that stand right over a work list."""
    starts = [row.span.start for row in rows]
    return {
        above.span.start
        for above, table in pairwise(text.blocks if rows else ())
        if isinstance(above, Paragraph)
        and isinstance(table, Table)
        and _any_between(starts, table.span)
    }


def _any_between(starts: Sequence[int], span: Span) -> bool:
    at = bisect_left(starts, span.start)
    return at < len(starts) and starts[at] < span.end


def _unplaced(text: Text, chapters: Sequence[_Chapter], rows: Sequence[Row]) -> list[Leftover]:
    """Return the duty forms under no task, and the annexes whose items are no tasks.

    An annex whose table is a work list, or a line that the page adds, is none of them.
    """
    out: list[Leftover] = []
    starts = [row.span.start for row in rows]
    opens = [chapter.part.lines[0].span.start for chapter in chapters if chapter.part.lines]
    for chapter in chapters:
        for duty in chapter.loose:
            out.append(Leftover("loose-duty", text.slice(duty.clause), duty.clause))
        out.extend(of_sections(text.content, chapter.roots, chapter.drafts))
        lines = chapter.part.lines
        if lines and chapter.part.counts is not True and not chapter.drafts:
            span = Span(lines[0].span.start, lines[-1].span.end)
            after = bisect_left(opens, span.start + 1)
            upto = opens[after] if after < len(opens) else len(text.content)
            listed = _any_between(starts, Span(span.start, upto))
            if listed or not (chapter.part.annex or chapter.part.title or chapter.roots):
                continue
            name = chapter.part.title or text.slice(lines[0].span)
            out.append(Leftover("no-tasks", name, span))
    return out
