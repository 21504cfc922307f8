"""Writing the columns of a store: what :mod:`hqgraph.asking.columns` answers from.

One table for each thing that questions are about, one row for each of it, numbers in
place of IRIs: what the graph says of tasks, duties, deadlines, targets and documents,
and nothing else. Every property is read from the graph once, as it lies there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from hqgraph.asking.marks import bare
from hqgraph.graph import Graph
from hqgraph.rdf.vocabulary import PREFIXES

KINDS = ("Task", "Goal", "Safeguard")
"""The classes of items, by their number in ``item.kind``."""
LINKS = ("eli:based_on", "hq:implements", "eli:cites", "hq:derivesFrom")
TARGET = (
    "rdfs:label", "hq:valueText", "hq:operator", "schema:unitText", "hq:due",
    "schema:value", "schema:minValue", "schema:maxValue",
)  # fmt: skip
"""What is told of a target, in the order of its columns."""

_MEASURE = "/measure/"
_PREFIXES = "".join(f"PREFIX {name}: <{base}>\n" for name, base in sorted(PREFIXES.items()))
_SCHEMA = """
CREATE TABLE unfit (why TEXT);
CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT NOT NULL);
CREATE TABLE item (id INTEGER PRIMARY KEY, iri TEXT NOT NULL, document INTEGER NOT NULL,
  kind INTEGER NOT NULL, no TEXT, place INTEGER, label TEXT, bare TEXT);
CREATE TABLE duty (agency INTEGER NOT NULL, role INTEGER, item INTEGER NOT NULL,
  kind INTEGER NOT NULL, name TEXT, tail TEXT NOT NULL);
CREATE TABLE measure (item INTEGER NOT NULL, tail TEXT NOT NULL, place INTEGER, text TEXT,
  bare TEXT, PRIMARY KEY (item, tail)) WITHOUT ROWID;
CREATE TABLE deadline (id INTEGER PRIMARY KEY, iri TEXT NOT NULL, item INTEGER NOT NULL,
  kind INTEGER, due TEXT, text TEXT);
CREATE TABLE moment (item INTEGER NOT NULL, tail TEXT NOT NULL, due TEXT NOT NULL, quote TEXT,
  bare TEXT, PRIMARY KEY (item, tail)) WITHOUT ROWID;
CREATE TABLE elaborates (item INTEGER, above INTEGER, PRIMARY KEY (item, above)) WITHOUT ROWID;
CREATE TABLE section (item INTEGER NOT NULL, no TEXT, top INTEGER NOT NULL, bare TEXT);
CREATE TABLE target (id INTEGER PRIMARY KEY, iri TEXT NOT NULL, item INTEGER NOT NULL, label TEXT,
  text TEXT, operator TEXT, unit TEXT, due TEXT, value TEXT, minValue TEXT, maxValue TEXT);
CREATE TABLE theme (theme INTEGER, item INTEGER, PRIMARY KEY (theme, item)) WITHOUT ROWID;
CREATE TABLE hospital (hospital INTEGER, item INTEGER, PRIMARY KEY (hospital, item)) WITHOUT ROWID;
CREATE TABLE programme (name TEXT, item INTEGER, bare TEXT, PRIMARY KEY (name, item))
  WITHOUT ROWID;
CREATE TABLE document (id INTEGER PRIMARY KEY, policy INTEGER NOT NULL, legal INTEGER NOT NULL);
CREATE TABLE jurisdiction (document INTEGER, place INTEGER, PRIMARY KEY (place, document))
  WITHOUT ROWID;
CREATE TABLE level (document INTEGER, level INTEGER, PRIMARY KEY (level, document)) WITHOUT ROWID;
CREATE TABLE dated (document INTEGER, date TEXT, day INTEGER, PRIMARY KEY (document, date, day))
  WITHOUT ROWID;
CREATE TABLE number (document INTEGER, number TEXT, PRIMARY KEY (document, number)) WITHOUT ROWID;
CREATE TABLE issuer (document INTEGER, agency INTEGER, PRIMARY KEY (document, agency))
  WITHOUT ROWID;
CREATE TABLE link (relation INTEGER, document INTEGER, other INTEGER,
  PRIMARY KEY (relation, other, document)) WITHOUT ROWID;
CREATE TABLE label (thing INTEGER, label TEXT, PRIMARY KEY (thing, label)) WITHOUT ROWID;
CREATE TABLE region (thing INTEGER, place INTEGER, PRIMARY KEY (thing, place)) WITHOUT ROWID;
CREATE TABLE placed (document INTEGER, label TEXT, PRIMARY KEY (document, label)) WITHOUT ROWID;
CREATE TABLE seated (thing INTEGER, label TEXT, PRIMARY KEY (thing, label)) WITHOUT ROWID;
CREATE TABLE inside (place INTEGER, region INTEGER, PRIMARY KEY (region, place)) WITHOUT ROWID;
"""
_JOINED = """
INSERT INTO placed SELECT DISTINCT j.document, l.label
  FROM jurisdiction j JOIN label l ON l.thing = j.place;
INSERT INTO seated SELECT DISTINCT r.thing, l.label
  FROM region r JOIN label l ON l.thing = r.place;
"""
_INDEXES = """
CREATE UNIQUE INDEX thing_iri ON thing (iri);
CREATE UNIQUE INDEX item_iri ON item (iri);
CREATE INDEX item_document ON item (document, kind);
CREATE INDEX item_no ON item (no);
CREATE INDEX duty_item ON duty (item, role, agency, name);
CREATE INDEX duty_agency ON duty (agency, kind, role, item);
CREATE INDEX deadline_item ON deadline (item);
CREATE INDEX target_item ON target (item);
CREATE UNIQUE INDEX target_iri ON target (iri);
CREATE INDEX elaborates_above ON elaborates (above);
CREATE INDEX item_label ON item (label);
CREATE INDEX section_item ON section (item);
CREATE INDEX theme_item ON theme (item);
CREATE INDEX hospital_item ON hospital (item);
CREATE INDEX programme_item ON programme (item);
CREATE INDEX jurisdiction_document ON jurisdiction (document);
CREATE INDEX level_document ON level (document);
CREATE INDEX issuer_agency ON issuer (agency);
CREATE INDEX link_document ON link (relation, document);
CREATE INDEX inside_place ON inside (place);
ANALYZE;
"""


class UnfitError(Exception):
    """A graph says twice what there is one of, so that it does not fit into columns."""


def write(graph: Graph, path: Path) -> None:
    """Write the columns of a graph into a new file.

    Of a graph that does not fit, the file says so and holds nothing. Raises
    ``sqlite3.Error`` where the file cannot be written.
    """
    opened = sqlite3.connect(path, isolation_level=None)
    try:
        opened.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
        opened.execute("BEGIN")
        try:
            _Writer(graph, opened).write()
        except UnfitError as error:
            opened.execute("ROLLBACK")
            opened.execute("INSERT INTO unfit VALUES (?)", (str(error),))
        else:
            opened.execute("COMMIT")
            opened.executescript(_JOINED + _INDEXES)
    finally:
        opened.close()


def bared(text: str | None) -> str | None:
    """Return a text as words are looked for in it (:mod:`hqgraph.asking.marks`); None for none."""
    return None if text is None else bare(text)


class _Under:
    """The IRIs that begin with an item's and go on so, as those of its parts do.

    They are minted so (docs/rdf-model.md): which item a part belongs to need not be read.
    """

    def __init__(self, between: str, items: Container[str]) -> None:
        self._between = between
        self._items = items

    def __contains__(self, iri: object) -> bool:
        item, found, turn = str(iri).rpartition(self._between)
        return bool(found) and item in self._items and turn.isdecimal()


class _Writer:
    """Reads the properties one by one; every node gets a number when first met."""

    def __init__(self, graph: Graph, opened: sqlite3.Connection) -> None:
        self._graph = graph
        self._opened = opened
        self._numbers: dict[str, int] = {}
        self._kinds: dict[str, int] = {}
        self._labels = list(self._rows("?s rdfs:label ?o", "s", "o"))

    def write(self) -> None:
        """Write all tables."""
        self._items()
        self._duties()
        self._measures()
        self._parts()
        self._sections()
        self._documents()
        self._names()
        self._insert("thing", ((number, iri) for iri, number in self._numbers.items()))

    def _items(self) -> None:
        kinds = {
            item: number
            for number, kind in enumerate(KINDS)
            for (item,) in self._rows(f"?item a hq:{kind}", "item")
        }
        policy = {document for (document,) in self._rows("?d a hq:PolicyDocument", "d")}
        documents, held = self._one("eli:is_part_of", kinds), self._one("^eli:has_part", kinds)
        numbers = self._one("hq:no", kinds)
        places = self._one("hq:order", kinds, "?document eli:has_part ?s . ")
        labels = self._one("rdfs:label", kinds)
        rows: list[tuple[object, ...]] = []
        for item in sorted(kinds):
            document = documents.get(item)
            if document in policy and held.get(item) == document:
                self._kinds[item] = kinds[item]
                label = labels.get(item)
                rows.append(
                    (self._number(item), item, self._number(document or ""), kinds[item],
                     numbers.get(item), places.get(item), label, bared(label))
                )  # fmt: skip
        self._insert("item", rows)

    def _duties(self) -> None:
        agencies = self._one("hq:agency", _Under("/duty/", self._kinds))
        duties = {duty: duty.rpartition("/duty/")[0] for duty in agencies}
        roles = self._one("hq:role", duties)
        names = self._one("hq:canonicalName", duties)
        rows: list[tuple[object, ...]] = []
        for duty, item in duties.items():
            role = self._number(roles[duty]) if duty in roles else None
            agency = self._number(agencies[duty])
            kind, tail = self._kinds[item], duty[len(item) :]
            rows.append((agency, role, self._number(item), kind, names.get(duty), tail))
        self._insert("duty", sorted(rows, key=str))

    def _measures(self) -> None:
        texts = self._one("hq:text", _Under(_MEASURE, self._kinds))
        cut = ((*iri.rpartition(_MEASURE), text) for iri, text in texts.items())
        self._insert(
            "measure",
            (
                (self._number(item), f"{_MEASURE}{turn}", int(turn), text, bared(text))
                for item, _, turn, text in cut
            ),
        )

    def _parts(self) -> None:
        """Write what hangs on the items: deadlines, targets, themes, hospitals, programmes."""
        limits = {iri: item for item, iri in self._of_items("hq:deadline")}
        kinds, due = self._one("hq:deadlineKind", limits), self._one("hq:due", limits)
        texts = self._one("hq:text", limits, "?item hq:deadline ?s . ")
        self._insert(
            "deadline",
            (
                (self._number(iri), iri, self._number(item),
                 self._number(kinds[iri]) if iri in kinds else None, due.get(iri), texts.get(iri))
                for iri, item in limits.items()
            ),
        )  # fmt: skip
        targets = {iri: item for item, iri in self._of_items("hq:target")}
        self._moments(targets)
        told = [self._one(name, targets) for name in TARGET]
        self._insert(
            "target",
            (
                (self._number(iri), iri, self._number(item), *(values.get(iri) for values in told))
                for iri, item in targets.items()
            ),
        )
        for table, name in (("theme", "hq:theme"), ("hospital", "hq:mentionsHospital")):
            pairs = ((self._number(o), self._number(item)) for item, o in self._of_items(name))
            self._insert(table, pairs)
        aligned = self._of_items("hq:elaborates")
        self._insert("elaborates", ((self._number(s), self._number(o)) for s, o in aligned))
        self._insert(
            "programme",
            ((o, self._number(item), bared(o)) for item, o in self._of_items("hq:programme")),
        )

    def _moments(self, targets: dict[str, str]) -> None:
        """Write the dates of milestones and targets, with the words that they stand in."""
        reached = {iri: item for item, iri in self._of_items("hq:milestone")} | targets
        due, quotes = self._one("hq:due", reached), self._one("hq:quote", reached)
        self._insert(
            "moment",
            (
                (self._number(item), iri[len(item) :], due[iri], quotes.get(iri),
                 bared(quotes.get(iri)))
                for iri, item in reached.items() if iri in due
            ),
        )  # fmt: skip

    def _sections(self) -> None:
        """Write the headings that items stand under, the nearest and those above it."""
        above: dict[str, list[str]] = {}
        for one, section in self._rows("?s hq:inSection ?o", "s", "o"):
            above.setdefault(one, []).append(section)
        known = {section for found in above.values() for section in found}
        labels, numbers = self._one("rdfs:label", known), self._one("hq:no", known)
        depth = self._one("hq:depth", known)
        rows = []
        for item in sorted(self._kinds):
            wanted = list(above.get(item, ()))
            for section in wanted:
                wanted += [one for one in above.get(section, ()) if one not in wanted]
                top = depth.get(section) == "1"
                named = bare(labels[section], commas=True) if section in labels else None
                rows.append((self._number(item), numbers.get(section), top, named))
        self._insert("section", rows)

    def _documents(self) -> None:
        policy = {d for (d,) in self._rows("?d a hq:PolicyDocument", "d")}
        legal = {d for (d,) in self._rows("?d a eli:LegalResource", "d")}
        dates = {
            (document, date, kind.endswith("#date"))
            for document, date, kind in self._rows(
                "?d eli:date_document ?o BIND(STR(DATATYPE(?o)) AS ?t)", "d", "o", "t"
            )
        }
        pairs = {
            "jurisdiction": [*self._rows("?d eli:jurisdiction ?o", "d", "o")],
            "level": [
                row for row in self._rows("?d hq:level ?o", "d", "o") if row[0] in policy | legal
            ],
            "issuer": [*self._rows("?d eli:passed_by ?o", "d", "o")],
        }
        numbers = [*self._rows("?d eli:id_local ?o", "d", "o")]
        known = policy | legal | {row[0] for row in numbers} | {row[0] for row in dates}
        known |= {row[0] for rows in pairs.values() for row in rows}
        rows = ((self._number(d), d in policy, d in legal) for d in sorted(known))
        self._insert("document", rows)
        for table, found in pairs.items():
            self._insert(table, ((self._number(d), self._number(o)) for d, o in sorted(set(found))))
        self._insert("dated", ((self._number(d), date, day) for d, date, day in sorted(dates)))
        self._insert("number", ((self._number(d), number) for d, number in sorted(set(numbers))))
        for relation, name in enumerate(LINKS):
            links = sorted(set(self._rows(f"?d {name} ?o", "d", "o")))
            both = ((relation, self._number(d), self._number(o)) for d, o in links)
            self._insert("link", both)

    def _names(self) -> None:
        """Write the names of all that has a number by now but is no item, and where it is."""
        for name in ("hq:Agency", "hq:AgencyGroup", "schema:Hospital"):
            for (thing,) in self._rows(f"?s a {name}", "s"):
                self._number(thing)
        named = self._numbers
        regions = {row for row in self._rows("?s hq:region ?o", "s", "o") if row[0] in named}
        self._insert("region", ((named[s], self._number(o)) for s, o in sorted(regions)))
        inside = sorted(set(self._rows("?s hq:partOfRegion ?o", "s", "o")))
        self._insert("inside", ((self._number(s), self._number(o)) for s, o in inside))
        labels = {row for row in self._labels if row[0] in named}
        kept = ((named[s], label) for s, label in sorted(labels) if s not in self._kinds)
        self._insert("label", kept)

    def _of_items(self, name: str) -> Iterator[tuple[str, str]]:
        """Return what a property says of the items, each pair once."""
        found = {(s, o) for s, o in self._rows(f"?s {name} ?o", "s", "o") if s in self._kinds}
        yield from sorted(found)

    def _one(self, name: str, among: Container[str], first: str = "") -> dict[str, str]:
        """Return the one value of a property for those among many that have it.

        All uses of the property are read: looking up each thing takes the engine longer,
        unless they are few and ``first`` leads to them. Raises UnfitError where something
        has two values.
        """
        found: dict[str, str] = {}
        known = self._labels if name == "rdfs:label" else None
        for thing, value in known or self._rows(f"{first}?s {name} ?o", "s", "o"):
            if thing in among and found.setdefault(thing, value) != value:
                raise UnfitError(f"{thing}: {name}")
        return found

    def _rows(self, pattern: str, *wanted: str) -> Iterator[tuple[str, ...]]:
        """Return the values of a pattern that has them all, in no order and with repetitions."""
        shown = " ".join(f"?{name}" for name in wanted)
        for row in self._graph.query(f"{_PREFIXES}SELECT {shown} WHERE {{ {pattern} }}").rows:
            values = tuple(term.value for term in row if isinstance(term, NamedNode | Literal))
            if len(values) == len(row):
                yield values

    def _number(self, iri: str) -> int:
        return self._numbers.setdefault(iri, len(self._numbers) + 1)

    def _insert(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        rows = list(rows)
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self._opened.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
