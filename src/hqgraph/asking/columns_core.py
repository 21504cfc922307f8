"""What makes out the things a question wants, in SQL: where from, and on what conditions."""

# ruff: noqa: S608 (SQL is put together here, from our own words only)

from __future__ import annotations

import json
import re

from hqgraph.asking import query as graph
from hqgraph.asking.columns_parts import Part, UnspokenError, held, joined, nodes, roles
from hqgraph.asking.columns_where import conditions, says_measure
from hqgraph.asking.query import Form, Query, Want
from hqgraph.asking.spell import about_tasks

_ANCHORS = {
    Want.TASK: ("t.id", "", ""),
    Want.AGENCY: ("h.agency", "JOIN duty h ON h.item = t.id", ""),
    Want.HOSPITAL: ("m.hospital", "JOIN hospital m ON m.item = t.id", ""),
    Want.TARGET: ("g.id", "JOIN target g ON g.item = t.id", ""),
    Want.DEADLINE: ("l.id", "JOIN deadline l ON l.item = t.id", ""),
    Want.DATE: ("(t.id || l.tail)", "JOIN moment l ON l.item = t.id", ""),
    Want.MEASURE: ("(t.id || x.tail)", "JOIN measure x ON x.item = t.id", ""),
    Want.DOCUMENT: ("d.id", "", ""),
    Want.ISSUED: ("x.date", "JOIN dated x ON x.document = d.id", ""),
    Want.NUMBER: ("d.id", "", "d.id IN (SELECT document FROM number)"),
    Want.ISSUER: ("i.agency", "JOIN issuer i ON i.document = d.id", ""),
}
"""What is wanted, what leads there, and on what condition."""
_FORMS = frozenset({
    Form.LIST, Form.COUNT, Form.COUNT_EACH, Form.MOST, Form.LEAST, Form.FIRST, Form.LAST,
    Form.WHETHER, Form.SAME, Form.APART, Form.SO_MANY,
})  # fmt: skip
_OF_DOCUMENTS = (
    graph.Within, graph.OfLevel, graph.InDocument, graph.IssuedIn, graph.IssuedBy,
    graph.TitledWith, graph.Linked,
)  # fmt: skip


class Core:
    """What makes out the things wanted: where they are looked for, and on what conditions."""

    def __init__(self, asked: Query) -> None:
        self.asked = asked
        if asked.want not in _ANCHORS or asked.form not in _FORMS:
            raise UnspokenError
        self.anchor, way, needed = _ANCHORS[asked.want]
        self.joins = [Part(_source(asked)), Part(way)]
        self.where = [*_base(asked), Part(needed)]
        self.where += self._led(conditions(asked.where, targets=asked.want is Want.TARGET))
        if asked.want is Want.AGENCY:
            self.where.append(roles("h.role", asked.roles))
        elif any(isinstance(item, graph.AgencyIs | graph.Itemised) for item in asked.where):
            raise UnspokenError
        self._own()
        self._each()

    def _led(self, found: list[Part]) -> list[Part]:
        """Let documents lead to their items where some are said: ``+`` keeps an index out.

        The engine takes any list for short, and would try all of a long one for every document.
        """
        if not any(isinstance(item, _OF_DOCUMENTS) for item in self.asked.where):
            return found
        return [Part(part.text.replace("t.id IN", "+t.id IN"), part.values) for part in found]

    def _own(self) -> None:
        """The words of a measure are those of the one wanted, the date that of the target named."""
        dated = any(isinstance(item, graph.DateOfTarget) for item in self.asked.where)
        if self.asked.want is Want.MEASURE:
            own = (item for item in self.asked.where if isinstance(item, graph.Says) and item.own)
            self.where += [says_measure("{}", "x", item) for item in own]
        said = any(isinstance(item, graph.Says) and item.own for item in self.asked.where)
        named = self.asked.want is Want.HOSPITAL and said  # by the very sentence that says so
        if named or (dated and self.asked.want is not Want.DATE):
            raise UnspokenError
        for item in self.asked.where if dated else ():
            if isinstance(item, graph.TargetIs):
                iris = json.dumps(list(item.targets), ensure_ascii=False)
                text = "t.iri || l.tail IN (SELECT value FROM json_each(?))"
                self.where.append(Part(text, (iris,)))

    def _each(self) -> None:
        if any(isinstance(item, graph.Itemised) for item in self.asked.where):
            form = "h.agency NOT IN (SELECT z.agency FROM duty z WHERE {})"
            self.where.append(held(form, roles("z.role", ["inherited"])))
        found = [item for item in self.asked.where if isinstance(item, graph.EachOf)]
        if len(found) > 1:
            raise UnspokenError
        for item in found:
            self.joins.append(Part("JOIN duty e ON e.item = t.id"))
            self.where.append(roles("e.role", item.roles))
            if item.agencies:
                self.where.append(held("e.agency IN {}", nodes(item.agencies)))

    def select(
        self,
        shown: str,
        *joins: str,
        more: tuple[Part, ...] = (),
        where: tuple[Part, ...] = (),
        end: str = "",
    ) -> Part:
        """Return a SELECT over the core, and over what is joined to it (``more`` with values)."""
        tests = joined([*self.where, *where, Part("1")], " AND ")
        beside = joined([*self.joins[1:], *map(Part, joins), *more], " ")
        source = self.joins[0]
        if not _speaks_of("d", shown, beside, tests):
            source = Part(source.text.partition(" JOIN document d ")[0])
        if self.asked.want is Want.AGENCY:
            alone = [_of_duty(part) for part in (Part(shown), beside, tests)]
            if not any(_speaks_of("[td]", part) for part in alone):
                (shown, beside, tests), source = (alone[0].text, *alone[1:]), Part("duty h")
        sources = joined([source, beside], " ")
        return held(f"SELECT {shown} FROM {{}} WHERE {{}}{end}", sources, tests)


def _speaks_of(name: str, *parts: Part | str) -> bool:
    texts = (part if isinstance(part, str) else part.text for part in parts)
    return any(re.search(rf"\b{name}\.", text) for text in texts)


def _of_duty(part: Part) -> Part:
    """Say of the row of a duty what it knows of its item: a look-up less for each of them."""
    text = part.text.removeprefix(_ANCHORS[Want.AGENCY][1])
    return Part(text.replace("t.id", "h.item").replace("t.kind", "h.kind"), part.values)


def _source(asked: Query) -> str:
    if about_tasks(asked):
        return "item t JOIN document d ON d.id = t.document"
    return "document d"


def _base(asked: Query) -> list[Part]:
    if about_tasks(asked):
        return [] if asked.items else [Part("t.kind = 0")]
    if asked.want is not Want.DOCUMENT:
        return []
    said = [_bare(item) for item in asked.where if not isinstance(item, graph.Not)]
    linked = any(isinstance(item, graph.Linked | graph.InDocument) for item in said)
    return [Part("d.legal" if linked else "d.policy")]


def _bare(item: graph.Constraint) -> graph.Constraint:
    if isinstance(item, graph.Not):
        return _bare(item.inner)
    return _bare(item.inner[0]) if isinstance(item, graph.AnyOf) else item
