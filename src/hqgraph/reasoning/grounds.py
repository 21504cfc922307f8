"""What a fact that reasoning added stands on: the rules that conclude it, and their premises."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

from hqgraph.graph import Graph
from hqgraph.rdf.vocabulary import ELI, HQ, ID, RDFS, SKOS, graph_iri
from hqgraph.reasoning.closure import ontology_rules
from hqgraph.reasoning.rules import Rule

Value = NamedNode | Literal
Fact = tuple[NamedNode, NamedNode, Value]

CLOSURE = graph_iri("closure").value
"""How the names of the graphs begin that hold what reasoning added."""

Ground = tuple[Rule, list[Fact]]
_MOST_THEMES = 3


def grounds(graph: Graph, fact: Fact) -> list[Ground]:
    """Return the rules that conclude a fact, with premises that hold: the plainest first."""
    found: list[Ground] = []
    for rule in ontology_rules():
        bound = _bound(rule.head, fact)
        if bound is None:
            continue
        subject, edge, end = (bound.get(word, word) for word in rule.body.split(" "))
        if edge.endswith("+"):
            path = _path(graph, fact, NamedNode(edge[1:-2]))
            found += [(rule, path)] if path else []
        else:
            found += [(rule, [one]) for one in _premises(graph, subject, edge, end)]
    return sorted(found, key=lambda ground: _plainness(graph, ground))


def _plainness(graph: Graph, ground: Ground) -> tuple[int, int, str, str]:
    rule, premises = ground
    reasoned = sum(_reasoned(graph, premise) for premise in premises)
    return reasoned, len(premises), rule.name, " ".join(map(pattern, premises))


def _bound(head: str, fact: Fact) -> dict[str, str] | None:
    """Return what the variables of a rule's head stand for, None where it says another thing."""
    bound: dict[str, str] = {}
    for word, term in zip(head.split(" "), map(str, fact), strict=True):
        if not word.startswith("?"):
            if word != term:
                return None
        elif bound.setdefault(word, term) != term:
            return None
    return bound


def _premises(graph: Graph, subject: str, edge: str, end: str) -> list[Fact]:
    """Return a fact that fits a rule's body, none where nothing does; variables may be left."""
    subject, end = (word if word[0] != "?" else f"?{word[1:]}" for word in (subject, end))
    select = f"BIND({subject} AS ?from)" if subject[0] != "?" else ""
    select += f" BIND({end} AS ?to)" if end[0] != "?" else ""
    left = "?from" if subject[0] == "?" else subject
    right = "?to" if end[0] == "?" else end
    told = rows(
        graph,
        f"SELECT DISTINCT ?from ?to WHERE {{ {left} {edge} {right} {select} }}"
        f" ORDER BY ?from ?to LIMIT 1",
    )
    property_ = NamedNode(edge[1:-1])
    return [(row[0], property_, row[1]) for row in told if isinstance(row[0], NamedNode)]


def _path(graph: Graph, fact: Fact, property_: NamedNode) -> list[Fact]:
    """Return the shortest way from subject to object over edges that no reasoning added.

    An edge counts when its property, or one below it in the ontology, is the
    transitive one. Empty where there is no such way.
    """
    below = _subproperties(property_)
    edges = " ".join(f"<{name}>" for name in sorted(below))
    start, _, goal = fact
    ways: dict[Value, list[Fact]] = {start: []}
    layer: list[Value] = [start]
    while layer and goal not in ways:
        told = rows(
            graph,
            f"SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES ?s {{ {' '.join(map(str, layer))} }}"
            f" VALUES ?p {{ {edges} }} GRAPH ?g {{ ?s ?p ?o }}"
            f' FILTER(!STRSTARTS(STR(?g), "{CLOSURE}")) }} ORDER BY ?s ?p ?o',
        )
        layer = []
        for subject, edge, end in told:
            if end not in ways and isinstance(subject, NamedNode) and isinstance(edge, NamedNode):
                ways[end] = [*ways[subject], (subject, edge, end)]
                layer += [end] if isinstance(end, NamedNode) else []
    return ways.get(goal, [])


def _subproperties(property_: NamedNode) -> set[str]:
    """Return a property and all that the ontology puts below it."""
    found, size = {property_.value}, 0
    steps = [
        (rule.predicate.value, rule.head.split(" ")[1][1:-1])
        for rule in ontology_rules()
        if rule.name == "prp-spo1"
    ]
    while size != len(found):
        size = len(found)
        found |= {lower for lower, upper in steps if upper in found}
    return found


def _reasoned(graph: Graph, fact: Fact) -> bool:
    """Tell whether no graph but those of reasoning holds a fact."""
    return not graph.ask(
        f'ASK {{ GRAPH ?g {{ {pattern(fact)} }} FILTER(!STRSTARTS(STR(?g), "{CLOSURE}")) }}'
    )


def likely_facts(graph: Graph, child: NamedNode, parent: NamedNode) -> list[Fact]:
    """Return what speaks for likely lineage: the two regions, and items of a common theme.

    Of an upper document without items those of the documents that it carries out count.
    """
    inner, outer = (
        [row[0] for row in rows(graph, f"SELECT DISTINCT ?r {{ {node} {ELI.jurisdiction} ?r }}")]
        for node in (child, parent)
    )
    facts: list[Fact] = [(child, ELI.jurisdiction, one) for one in inner]
    facts += [(parent, ELI.jurisdiction, one) for one in outer]
    facts += [
        (one, HQ.partOfRegion, other)
        for one in inner
        for other in outer
        if isinstance(one, NamedNode) and graph.ask(f"ASK {{ {one} {HQ.partOfRegion} {other} }}")
    ]
    above = f"({HQ.implements}|{ELI.based_on})*"
    told = rows(
        graph,
        f"SELECT (MIN(?i) AS ?item) ?t (MIN(?o) AS ?other) {{ ?i {ELI.is_part_of} {child} ;"
        f" {HQ.theme} ?t . {parent} {above} ?d . ?o {ELI.is_part_of} ?d ; {HQ.theme} ?t"
        f' FILTER(STRSTARTS(STR(?t), "{ID}theme/")) }}'
        f" GROUP BY ?t ORDER BY ?item ?t LIMIT {_MOST_THEMES}",
    )
    for item, theme, other in told:
        facts += [(one, HQ.theme, theme) for one in (item, other) if isinstance(one, NamedNode)]
    return list(dict.fromkeys(facts))


def pattern(fact: Fact) -> str:
    """Spell a fact as a triple pattern of SPARQL."""
    return str(Triple(*fact))


def rows(graph: Graph, sparql: str) -> list[tuple[Value, ...]]:
    """Run a query; of each row what is bound, in the order of the variables."""
    return [
        tuple(value for value in row if isinstance(value, NamedNode | Literal))
        for row in graph.query(sparql).rows
    ]


def names_of(graph: Graph, node: Value) -> list[str]:
    """Return the names of a thing, longest first."""
    ways = f"{RDFS.label}|{SKOS.prefLabel}|{SKOS.altLabel}"
    told = rows(graph, f"SELECT DISTINCT ?n {{ {node} {ways} ?n }}")
    return sorted({row[0].value for row in told}, key=lambda name: (-len(name), name))
