"""From axioms to rules: every axiom of the ontology becomes rules, each in two patterns.

The profile is the part of OWL 2 RL (W3C, 2012, section 4.3) that the ontology
uses; the rule names are those of that specification. An axiom outside the
profile is refused, so that nothing an editor writes is silently without effect.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, parse

from hqgraph.errors import HqgraphError
from hqgraph.rdf.vocabulary import RDF

_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"

_Patterns = tuple[str, str]
_Shape = Callable[[str, str], tuple[_Patterns, ...]]
"""Takes the two ends of an axiom; returns (what holds, what follows) pairs."""

_TYPE = str(RDF.type)
_EDGES: dict[str, tuple[str, _Shape]] = {
    _RDFS + "subClassOf": (
        "cax-sco",
        lambda sub, sup: ((f"?s {_TYPE} {sub}", f"?s {_TYPE} {sup}"),),
    ),
    _OWL + "equivalentClass": (
        "cax-eqc",
        lambda one, two: (
            (f"?s {_TYPE} {one}", f"?s {_TYPE} {two}"),
            (f"?s {_TYPE} {two}", f"?s {_TYPE} {one}"),
        ),
    ),
    _RDFS + "subPropertyOf": (
        "prp-spo1",
        lambda sub, sup: ((f"?s {sub} ?o", f"?s {sup} ?o"),),
    ),
    _OWL + "equivalentProperty": (
        "prp-eqp",
        lambda one, two: (
            (f"?s {one} ?o", f"?s {two} ?o"),
            (f"?s {two} ?o", f"?s {one} ?o"),
        ),
    ),
    _OWL + "inverseOf": (
        "prp-inv",
        lambda one, two: (
            (f"?s {one} ?o", f"?o {two} ?s"),
            (f"?s {two} ?o", f"?o {one} ?s"),
        ),
    ),
    _RDFS + "domain": ("prp-dom", lambda prop, cls: ((f"?s {prop} ?o", f"?s {_TYPE} {cls}"),)),
    _RDFS + "range": ("prp-rng", lambda prop, cls: ((f"?s {prop} ?o", f"?o {_TYPE} {cls}"),)),
}
_MARKS: dict[str, tuple[str, Callable[[str], _Patterns]]] = {
    _OWL + "TransitiveProperty": ("prp-trp", lambda prop: (f"?s {prop}+ ?o", f"?s {prop} ?o")),
    _OWL + "SymmetricProperty": ("prp-symp", lambda prop: (f"?s {prop} ?o", f"?o {prop} ?s")),
}
_UNSUPPORTED = re.compile(
    re.escape(_OWL) + "(propertyChainAxiom|hasKey|onProperty|intersectionOf|unionOf|oneOf"
    "|complementOf|disjointUnionOf|sameAs|(Inverse)?FunctionalProperty|ReflexiveProperty)"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One axiom as a rule.

    ``name`` is the rule's name in OWL 2 RL, ``axiom`` the axiom in words of
    N-Triples, ``body`` what must hold and ``head`` what follows, as SPARQL
    triple patterns over ``?s`` and ``?o``. A literal cannot be a subject.
    """

    name: str
    axiom: str
    body: str
    head: str

    @property
    def predicate(self) -> NamedNode:
        """The property that the rule looks at."""
        return NamedNode(self.body.split(" ")[1].rstrip("+")[1:-1])

    @property
    def conclusion(self) -> NamedNode:
        """The property that the rule concludes."""
        return NamedNode(self.head.split(" ")[1][1:-1])


def compile_rules(ontology: Path | str) -> list[Rule]:
    """Compile a Turtle file's axioms into rules, sorted by what they say.

    Raises HqgraphError for an axiom that this compiler does not handle, naming it.
    """
    quads = list(parse(path=str(ontology)))
    refused = sorted({str(quad.triple) for quad in quads if _is_unsupported(quad)})
    if refused:
        raise HqgraphError("reasoning.unsupported", axiom=refused[0])
    rules = {rule for quad in quads for rule in _rules(quad) if rule.body != rule.head}
    return sorted(rules, key=lambda rule: (rule.name, rule.body, rule.head))


def _is_unsupported(quad: Quad) -> bool:
    return any(
        isinstance(node, NamedNode) and _UNSUPPORTED.fullmatch(node.value)
        for node in (quad.predicate, quad.object)
    )


def _rules(quad: Quad) -> list[Rule]:
    if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, NamedNode):
        return []
    axiom, subject, target = str(quad.triple), str(quad.subject), str(quad.object)
    if quad.predicate == RDF.type:
        mark = _MARKS.get(quad.object.value)
        return [Rule(mark[0], axiom, *mark[1](subject))] if mark else []
    edge = _EDGES.get(quad.predicate.value)
    return [Rule(edge[0], axiom, *pair) for pair in edge[1](subject, target)] if edge else []
