"""The words of the graph: every class and property that hqgraph writes or asks for.

A :class:`Vocabulary` is closed: ``HQ.Task`` is a node, ``HQ.Tusk`` raises, so a
misspelt term is found where it is written and not in an empty answer. The terms
of ``HQ`` are those of ``ontology/hqgraph.ttl``, no more and no less (tested).
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

ONTOLOGY = NamedNode("https://w3id.org/hqgraph/ontology")
ID = "https://w3id.org/hqgraph/id/"
GRAPH = "https://w3id.org/hqgraph/graph/"
SHARED_GRAPHS = ("catalog", "links", "closure", "ontology")


class Vocabulary:
    """A closed set of terms under one namespace; a term is an attribute."""

    def __init__(self, base: str, terms: str) -> None:
        self.base = base
        self._terms = {term: NamedNode(base + term) for term in terms.split()}

    def __getattr__(self, term: str) -> NamedNode:
        try:
            return self.__dict__["_terms"][term]  # type: ignore[no-any-return]
        except KeyError:
            raise AttributeError(f"{term!r} is not a term of this vocabulary") from None

    def __getitem__(self, term: str) -> NamedNode:
        """Return a term that is no Python name (``OWL["Class"]``). Raises KeyError."""
        return self._terms[term]

    def __iter__(self) -> Iterator[NamedNode]:
        return iter(self._terms.values())

    def __contains__(self, node: object) -> bool:
        return node in self._terms.values()


HQ = Vocabulary(
    ONTOLOGY.value + "#",
    # classes
    "PolicyDocument Section Item Task Goal Safeguard Assignment Deadline Milestone Target"
    " Measure Indicator Citation Agency AgencyGroup CatalogueEntry CatalogueFact OutlineItem"
    # a document and its outline
    " textDigest content redacted level hasSection inSection citation no order depth"
    # a task and who does it
    " involvesAgency responsibleAgency leadAgency supportAgency inheritedAgency involvedIn"
    " duty deadline milestone target measure mentionsHospital programme evidence theme"
    " agency role printedName canonicalName agencyKind region"
    # times and numbers
    " text quote deadlineKind due indicator subject operator valueText"
    # citations
    " cites relation citedNumber citedTitle citedIssuer"
    # catalogue, lineage, places
    " from to certainty sourceNote implements likelyImplements derivesFrom likelyDerivesFrom"
    " elaborates sharedWords hasDerivative directlyPartOf partOfRegion keyword titleKey"
    # what offices report
    " Progress progressOf progressBy progressText progressNote reportedOn"
    " ProgressReport reportOf reportingPeriod FilledLedger fileName fileDigest"
    " taskTitle cameLate",
)
ELI = Vocabulary(
    "http://data.europa.eu/eli/ontology#",
    "LegalResource LegalResourceSubdivision id_local passed_by date_document date_publication"
    " jurisdiction type_document has_part is_part_of cites cited_by based_on applies"
    " amends repeals",
)
RDF = Vocabulary("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type")
RDFS = Vocabulary(
    "http://www.w3.org/2000/01/rdf-schema#",
    "label comment subClassOf subPropertyOf domain range isDefinedBy seeAlso",
)
OWL = Vocabulary(
    "http://www.w3.org/2002/07/owl#",
    "Ontology Class ObjectProperty DatatypeProperty AnnotationProperty TransitiveProperty"
    " SymmetricProperty inverseOf equivalentClass equivalentProperty versionIRI versionInfo",
)
XSD = Vocabulary(
    "http://www.w3.org/2001/XMLSchema#",
    "string boolean integer decimal date gYear gYearMonth nonNegativeInteger",
)
SKOS = Vocabulary(
    "http://www.w3.org/2004/02/skos/core#",
    "Concept ConceptScheme prefLabel altLabel hiddenLabel notation definition example scopeNote"
    " broader narrower broaderTransitive related inScheme topConceptOf hasTopConcept"
    " broadMatch narrowMatch closeMatch exactMatch relatedMatch",
)
DCTERMS = Vocabulary("http://purl.org/dc/terms/", "title source creator license description")
ORG = Vocabulary("http://www.w3.org/ns/org#", "Organization FormalOrganization")
PROV = Vocabulary(
    "http://www.w3.org/ns/prov#",
    "Entity Activity wasDerivedFrom wasGeneratedBy wasAttributedTo wasRevisionOf specializationOf",
)
TIME = Vocabulary("http://www.w3.org/2006/time#", "ProperInterval")
OA = Vocabulary(
    "http://www.w3.org/ns/oa#",
    "SpecificResource TextPositionSelector TextQuoteSelector hasSource hasSelector"
    " start end exact prefix suffix",
)
SCHEMA = Vocabulary(
    "https://schema.org/",
    "Hospital QuantitativeValue value minValue maxValue unitText domainIncludes rangeIncludes",
)
SSSOM = Vocabulary(
    "https://w3id.org/sssom/",
    "Mapping subject_id predicate_id object_id confidence mapping_justification",
)
SEMAPV = Vocabulary(
    "https://w3id.org/semapv/vocab/",
    "CompositeMatching LexicalMatching LexicalSimilarityThresholdMatching StructuralMatching"
    " BackgroundKnowledgeBasedMatching ManualMappingCuration UnspecifiedMatching",
)

PREFIXES: dict[str, str] = {
    "hq": HQ.base,
    "id": ID,
    "eli": ELI.base,
    "org": ORG.base,
    "skos": SKOS.base,
    "prov": PROV.base,
    "dcterms": DCTERMS.base,
    "time": TIME.base,
    "oa": OA.base,
    "schema": SCHEMA.base,
    "sssom": SSSOM.base,
    "semapv": SEMAPV.base,
    "owl": OWL.base,
    "rdf": RDF.base,
    "rdfs": RDFS.base,
    "xsd": XSD.base,
}


def graph_iri(name: str) -> NamedNode:
    """Return the shared graph ``catalog``, ``links``, ``closure`` or ``ontology``.

    Raises KeyError for any other name: documents have graphs of their own.
    """
    if name not in SHARED_GRAPHS:
        raise KeyError(name)
    return NamedNode(GRAPH + name)


def doc_graph(document: NamedNode) -> NamedNode:
    """Return the graph of what one document states. Raises ValueError for no document."""
    return NamedNode(f"{GRAPH}doc/{_slug(document)}")


def evidence_graph(document: NamedNode) -> NamedNode:
    """Return the graph of one document's text and evidence. Raises ValueError likewise."""
    return NamedNode(f"{GRAPH}evidence/{_slug(document)}")


def links_graph(document: NamedNode) -> NamedNode:
    """Return the graph of what was inferred for one document. Raises ValueError likewise."""
    return NamedNode(f"{GRAPH}links/{_slug(document)}")


def closure_graph(document: NamedNode) -> NamedNode:
    """Return the graph of what reasoning adds to one document. Raises ValueError likewise."""
    return NamedNode(f"{GRAPH}closure/{_slug(document)}")


def progress_graph(document: NamedNode) -> NamedNode:
    """Return the graph of what offices report on one document. Raises ValueError likewise."""
    return NamedNode(f"{GRAPH}progress/{_slug(document)}")


def graph_family(name: NamedNode) -> str:
    """Return the first step of a graph's name: ``links`` for ``links`` and ``links/{slug}``."""
    return name.value.removeprefix(GRAPH).partition("/")[0]


def _slug(document: NamedNode) -> str:
    start = ID + "doc/"
    if not document.value.startswith(start):
        raise ValueError(f"not the IRI of a document: {document.value}")
    return document.value.removeprefix(start)
