"""The ontology says what the code writes, in two languages, and entails nothing strange."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import NamedNode, RdfFormat, parse
from rdflib import OWL, RDF, RDFS, SKOS

from hqgraph.rdf import vocabulary
from hqgraph.rdf.vocabulary import HQ, ONTOLOGY, PREFIXES, Vocabulary
from hqgraph.resources import resource

FILES = sorted(resource("ontology").glob("*.ttl"))
PACKAGE = Path(vocabulary.__file__).parents[1]
HANDLED = {
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    RDFS.range,
    OWL.inverseOf,
    OWL.equivalentClass,
    OWL.equivalentProperty,
}
TYPES = {
    OWL.Ontology,
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    OWL.TransitiveProperty,
    OWL.SymmetricProperty,
}
VOCABULARIES = {
    name: value for name, value in vars(vocabulary).items() if isinstance(value, Vocabulary)
}


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(resource("ontology", "hqgraph.ttl"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_both_libraries_read_every_file_alike(path: Path) -> None:
    triples = list(parse(path=str(path)))
    assert len(set(triples)) == len(rdflib.Graph().parse(path))
    assert b"\r" not in path.read_bytes()


def test_the_code_and_the_ontology_have_the_same_terms(ontology: rdflib.Graph) -> None:
    defined = {str(s) for s in ontology.subjects() if str(s).startswith(HQ.base)}
    assert defined == {term.value for term in HQ}


def test_every_term_is_explained_in_both_languages(ontology: rdflib.Graph) -> None:
    for term in (rdflib.URIRef(node.value) for node in HQ):
        for predicate in (RDFS.label, SKOS.definition):
            languages = sorted(text.language for text in ontology.objects(term, predicate))
            assert languages == ["en", "zh"], (term, predicate)
        assert (term, SKOS.example, None) in ontology, term
        assert (term, RDFS.isDefinedBy, rdflib.URIRef(ONTOLOGY.value)) in ontology, term


def test_borrowed_terms_have_chinese_names_for_reports(ontology: rdflib.Graph) -> None:
    shapes = rdflib.Graph().parse(resource("ontology", "shapes.ttl"))
    for path in set(shapes.objects(None, rdflib.SH.path)):
        assert [text for text in ontology.objects(path, RDFS.label) if text.language == "zh"], path


def test_only_axioms_that_the_rule_compiler_handles(ontology: rdflib.Graph) -> None:
    axioms = {p for p in ontology.predicates() if str(p).startswith((str(OWL), str(RDFS)))}
    said = {RDFS.label, RDFS.isDefinedBy, RDFS.seeAlso, OWL.versionIRI, OWL.versionInfo}
    assert axioms - said <= HANDLED
    assert set(ontology.objects(None, RDF.type)) <= TYPES
    assert not [node for node in ontology.all_nodes() if isinstance(node, rdflib.BNode)]


def test_ranges_name_our_own_classes_only(ontology: rdflib.Graph) -> None:
    for prop, range_ in ontology.subject_objects(RDFS.range):
        assert str(prop).startswith(HQ.base)
        assert str(range_).startswith(HQ.base)


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        (HQ.leadAgency, HQ.responsibleAgency),
        (HQ.responsibleAgency, HQ.involvesAgency),
        (HQ.supportAgency, HQ.involvesAgency),
        (HQ.inheritedAgency, HQ.involvesAgency),
        (vocabulary.ELI.based_on, HQ.derivesFrom),
        (vocabulary.ELI.based_on, vocabulary.ELI.cites),
        (HQ.implements, HQ.derivesFrom),
        (HQ.implements, vocabulary.ELI.applies),
        (HQ.derivesFrom, HQ.likelyDerivesFrom),
        (HQ.likelyImplements, HQ.likelyDerivesFrom),
        (HQ.directlyPartOf, HQ.partOfRegion),
    ],
)
def test_the_properties_that_reasoning_uses(
    ontology: rdflib.Graph, lower: NamedNode, upper: NamedNode
) -> None:
    edge = (rdflib.URIRef(lower.value), RDFS.subPropertyOf, rdflib.URIRef(upper.value))
    assert edge in ontology


def test_inference_never_becomes_statement(ontology: rdflib.Graph) -> None:
    for likely in (HQ.likelyImplements, HQ.likelyDerivesFrom):
        above = set(ontology.transitive_objects(rdflib.URIRef(likely.value), RDFS.subPropertyOf))
        assert rdflib.URIRef(HQ.derivesFrom.value) not in above


def test_deprecated_eli_terms_are_not_used() -> None:
    for path in [*FILES, *PACKAGE.rglob("*.py")]:
        assert not re.search(r"\beli:(implement|title\b)|ELI\.(implement|title\b)", _code(path))


def _code(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.lstrip().startswith("#"))


def test_every_term_in_the_code_is_in_its_vocabulary() -> None:
    use = re.compile(rf"\b({'|'.join(VOCABULARIES)})\.([A-Za-z_]+)")
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "hqgraph.rdf.vocabulary import" in text:
            for name, term in use.findall(text):
                assert hasattr(VOCABULARIES[name], term), f"{path.name}: {name}.{term}"


def test_a_vocabulary_is_closed() -> None:
    assert HQ.Task.value == HQ.base + "Task"
    assert HQ.Task in HQ
    with pytest.raises(AttributeError, match="Tusk"):
        _ = HQ.Tusk
    with pytest.raises(KeyError):
        _ = HQ["Tusk"]


def test_graphs_have_fixed_names() -> None:
    doc = NamedNode(vocabulary.ID + "doc/雅办发〔2022〕66号")
    assert vocabulary.graph_iri("links").value.endswith("/graph/links")
    assert vocabulary.doc_graph(doc).value.endswith("/graph/doc/雅办发〔2022〕66号")
    assert vocabulary.evidence_graph(doc).value.endswith("/graph/evidence/雅办发〔2022〕66号")
    with pytest.raises(KeyError):
        vocabulary.graph_iri("doc")
    with pytest.raises(ValueError, match="not the IRI of a document"):
        vocabulary.doc_graph(NamedNode(vocabulary.ID + "region/511623"))


@pytest.fixture(scope="module")
def context() -> dict[str, object]:
    loaded = json.loads(resource("ontology", "context.jsonld").read_text(encoding="utf-8"))
    return dict(loaded["@context"])


def test_the_context_has_every_term_and_our_prefixes(context: dict[str, object]) -> None:
    assert {term.value.removeprefix(HQ.base) for term in HQ} <= set(context)
    assert {prefix: context[prefix] for prefix in PREFIXES} == PREFIXES


def test_every_term_of_the_context_resolves_alike_in_both_libraries(
    context: dict[str, object],
) -> None:
    terms = [key for key in context if key not in {*PREFIXES, "@version", "iri", "type"}]
    values: dict[str, object] = dict.fromkeys(terms, "https://example.org/value")
    values["prefLabel"] = {"zh": "名"}  # a language map
    nodes = [{"iri": f"https://example.org/{term}", term: values[term]} for term in terms]
    text = json.dumps({"@context": context, "@graph": nodes})
    found: dict[str, set[str]] = defaultdict(set)
    for quad in parse(text, format=RdfFormat.JSON_LD):
        found[quad.subject.value.rsplit("/", 1)[1]].add(quad.predicate.value)
    for subject, predicate, _ in rdflib.Graph().parse(data=text, format="json-ld"):
        found[str(subject).rsplit("/", 1)[1]].add(str(predicate))
    assert set(found) == set(terms)
    for term, predicates in found.items():
        said = context[term]
        short = str(said["@id"] if isinstance(said, dict) else said)
        prefix, local = short.split(":", 1)
        assert predicates == {PREFIXES[prefix] + local}, term


def test_the_context_types_what_the_ontology_types(
    context: dict[str, object], ontology: rdflib.Graph
) -> None:
    for term in HQ:
        said = context[term.value.removeprefix(HQ.base)]
        is_link = (rdflib.URIRef(term.value), RDF.type, OWL.ObjectProperty) in ontology
        assert is_link == (isinstance(said, dict) and said["@type"] == "@id"), term
