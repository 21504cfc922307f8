"""Rows of a catalogue's tables as policies and relations; what is wrong is told row by row.

A row is taken whole or not at all. A relation leads from and to policies of the
tables, named by id, number or title, or to any other document by its number.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from pyoxigraph import NamedNode

from hqgraph.catalogues.columns import DATA, POLICY, Mapped
from hqgraph.gazetteer import prefix_of
from hqgraph.gazetteer.document_places import issuers_of, place_of
from hqgraph.linking.titles import bare_title
from hqgraph.messages import say
from hqgraph.model import Region
from hqgraph.rdf import iri
from hqgraph.rdf.catalogue_tables import Certainty
from hqgraph.rdf.listed import Listed, ListedRelation

_DATE = re.compile(r"(?P<y>\d{4})(?:[-./年](?P<m>\d{1,2})(?:[-./月](?P<d>\d{1,2}))?)?")
_LATEST_YEAR, _MONTHS, _DAYS = 2199, 12, 31
_WHOLE_NUMBER = re.compile(r".+号$|.+[〔（\[(]\d{4}[〕）\])]\d+$")
_LONGEST_TITLE = 500


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was left out: where it stands, and why."""

    place: str
    row: int
    why: str

    def __str__(self) -> str:
        return say("catalogues.bad-row", place=self.place, row=self.row, why=self.why)


@dataclass
class Records:
    """What the tables say: policies, relations, and the rows that were left out."""

    policies: list[Listed] = field(default_factory=list)
    relations: list[ListedRelation] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    same: int = 0
    """How many rows list a policy that another row lists too."""
    again: int = 0
    """How many rows list a relation that another row lists too."""
    later: int = 0
    """How many relations lead to a policy dated after the one that refers to it."""


Elsewhere = Callable[[str], frozenset[NamedNode]]
"""Finds the documents that a store has by the key of a title (``bare_title``)."""


class _BadError(ValueError):
    """What is wrong with a row, in words."""


@dataclass(frozen=True, slots=True)
class _Policy:
    """A row of policies that is sound by itself."""

    place: str
    row: int
    id: str
    title: str
    number: str
    issuers: tuple[str, ...]
    region: Region | None
    date: str
    published: str
    certainty: Certainty
    note: str


def read_records(tables: list[Mapped], elsewhere: Elsewhere | None = None) -> Records:
    """Return what tables say. The order of the tables does not matter, that of rows hardly.

    A relation may name a policy that is not in the tables by a title that ``elsewhere`` knows.
    """
    found = Records()
    found.bad += [
        BadRow(table.sheet.place, at, say(key))
        for table in tables
        for key, lines in (
            ("catalogues.quote", table.sheet.broken),
            ("catalogues.one-cell", table.stray()),
        )
        for at in lines
    ]
    rows: list[_Policy] = []
    for table in (one for one in tables if one.kind == POLICY):
        for at, record in table.records():
            try:
                rows.append(_policy(table.sheet.place, at, record))
            except _BadError as error:
                found.bad.append(BadRow(table.sheet.place, at, str(error)))
    nodes = _nodes(rows)
    ends = _Ends(elsewhere)
    for row in rows:
        if not ends.take(row, nodes[row]):
            why = say("catalogues.twice", id=row.id)
            found.bad.append(BadRow(row.place, row.row, why))
            continue
        found.policies.append(_listed(row, nodes[row]))
    found.same = len(found.policies) - len({one.node for one in found.policies})
    for table in (one for one in tables if one.kind != POLICY):
        for at, record in table.records():
            try:
                found.relations.append(_relation(table.sheet.place, at, record, ends))
            except _BadError as error:
                found.bad.append(BadRow(table.sheet.place, at, str(error)))
    told = [(one.child, one.parent, one.relation) for one in found.relations]
    found.again = len(told) - len(set(told))
    dates = {one.node: one.date or one.published for one in found.policies}
    found.later = sum(_is_later(dates, *ends) for *ends, _ in set(told))
    return found


def _is_later(dates: dict[NamedNode, str], child: NamedNode, parent: NamedNode) -> bool:
    """Tell whether the parent is dated after the child, as far as both dates go."""
    own, other = dates.get(child, ""), dates.get(parent, "")
    length = min(len(own), len(other))
    return other[:length] > own[:length]


def _policy(place: str, at: int, record: dict[str, str]) -> _Policy:
    title, number = record["title"], iri.normal_number(record["number"])
    if not title:
        raise _BadError(say("catalogues.no-title"))
    if len(title) > _LONGEST_TITLE:
        raise _BadError(say("catalogues.long-title", most=_LONGEST_TITLE))
    region = place_of(record["issuer"], title, number)
    told = (record["status"], record["rank"], record["source"])
    from_ = say_zh_source(place, at)
    return _Policy(
        place=place,
        row=at,
        id=record["id"],
        title=title,
        number=number,
        issuers=issuers_of(record["issuer"], title),
        region=region,
        date=_date(record["date"]),
        published=_date(record["published"]),
        certainty=_certainty(record["certainty"]),
        note="；".join(filter(None, (*told, from_))),
    )


def say_zh_source(place: str, at: int) -> str:
    """Return where a row stands, for the graph: Chinese whatever language hqgraph speaks."""
    return f"{place} 第{at}行"


def _date(text: str) -> str:
    """Return a date as ISO, a year and month or a year as the year; raises for anything else."""
    if not text:
        return ""
    match = _DATE.match(text)
    if match is None or int(match["y"]) > _LATEST_YEAR:
        raise _BadError(say("catalogues.date", date=text))
    if not match["m"] or not match["d"]:
        return match["y"]
    month, day = int(match["m"]), int(match["d"])
    if not (1 <= month <= _MONTHS and 1 <= day <= _DAYS):
        raise _BadError(say("catalogues.date", date=text))
    return f"{match['y']}-{month:02}-{day:02}"


def _certainty(text: str) -> Certainty:
    if not text:
        return Certainty.LISTED
    try:
        return Certainty(text.lower())
    except ValueError:
        raise _BadError(say("catalogues.certainty", given=text)) from None


def _nodes(rows: list[_Policy]) -> dict[_Policy, NamedNode]:
    """Return each policy's IRI: by number, else by title and region.

    A number that stands for different titles is nobody's: those rows are named by
    title. A title that several rows of one region have is told apart by date.
    """
    titles: dict[str, set[str]] = {}
    for row in rows:
        titles.setdefault(row.number, set()).add(bare_title(row.title))
    found: dict[_Policy, NamedNode] = {}
    untold: dict[NamedNode, list[_Policy]] = {}
    for row in rows:
        if _names_one(row.number) and len(titles[row.number]) == 1:
            found[row] = iri.cited_document_iri(row.number, None)
        else:
            untold.setdefault(_by_title(row, row.title), []).append(row)
    for node, same in untold.items():
        dates = {row.published or row.date for row in same}
        for row in same:
            told = f"{row.title} {row.published or row.date}".strip()
            found[row] = node if len(dates) == 1 else _by_title(row, told)
    return found


def _names_one(number: str) -> bool:
    return bool(number) and prefix_of(number) is not None and not iri.is_redacted(number)


def _by_title(row: _Policy, title: str) -> NamedNode:
    return iri.document_iri(None, title, row.region.code if row.region else None, None, "")


def _listed(row: _Policy, node: NamedNode) -> Listed:
    return Listed(
        node=node,
        title=row.title,
        key=bare_title(row.title),
        number=row.number,
        issuers=row.issuers,
        region=row.region,
        date=row.date,
        published=row.published,
        certainty=row.certainty,
        note=row.note,
    )


class _Ends:
    """Finds the policy that a relation names."""

    def __init__(self, elsewhere: Elsewhere | None = None) -> None:
        self._elsewhere = elsewhere
        self._by_id: dict[str, NamedNode] = {}
        self._by_number: dict[str, set[NamedNode]] = {}
        self._by_title: dict[str, set[NamedNode]] = {}

    def take(self, row: _Policy, node: NamedNode) -> bool:
        """Note a policy's names; False where its id is another policy's."""
        if row.id and self._by_id.setdefault(row.id, node) != node:
            return False
        self._by_number.setdefault(row.number, set()).add(node)
        self._by_title.setdefault(bare_title(row.title), set()).add(node)
        return True

    def find(self, name: str) -> NamedNode:
        """Return the document that a cell names; raises where it names none, or several."""
        if not name:
            raise _BadError(say("catalogues.no-end"))
        if name in self._by_id:
            return self._by_id[name]
        number = iri.normal_number(name)
        for found in (self._by_number.get(number), self._by_title.get(bare_title(name))):
            if found:
                return self._only(name, found)
        if _names_one(number) and _WHOLE_NUMBER.fullmatch(number):
            return iri.cited_document_iri(number, None)
        known = self._elsewhere(bare_title(name)) if self._elsewhere else None
        if known:
            return self._only(name, set(known))
        raise _BadError(say("catalogues.unknown", name=name))

    @staticmethod
    def _only(name: str, found: set[NamedNode]) -> NamedNode:
        if len(found) > 1:
            raise _BadError(say("catalogues.several", name=name, count=len(found)))
        return next(iter(found))


def _relation(place: str, at: int, record: dict[str, str], ends: _Ends) -> ListedRelation:
    word = record["relation"] or "引用"
    kind, back = _relation_word(word)
    child, parent = ends.find(record["child"]), ends.find(record["parent"])
    if back:
        child, parent = parent, child
    if child == parent:
        raise _BadError(say("catalogues.itself", name=record["child"]))
    source = "；".join(filter(None, (record["source"], f"{say_zh_source(place, at)}（{word}）")))
    return ListedRelation(child, parent, kind, _certainty(record["certainty"]), source)


def _relation_word(word: str) -> tuple[str, bool]:
    found = _relation_words().get(word.strip().lower())
    if found is None:
        raise _BadError(say("catalogues.relation", word=word, known="、".join(_han())))
    return found


@cache
def _relation_words() -> dict[str, tuple[str, bool]]:
    return {row["word"]: (row["relation"], bool(row["reversed"])) for row in _rows()}


def _han() -> Iterator[str]:
    return (row["word"] for row in _rows() if not row["word"].isascii())


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with (DATA / "relation_words.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))
