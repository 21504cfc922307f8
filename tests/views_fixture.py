"""Small graphs for the tests of the views, spelled per docs/rdf-model.md.

A document is a plain dictionary, as a reader of the test would write it down;
:func:`store_of` turns documents, catalogue entries and inferred links into a
store whose queries see the union of its graphs.
"""

from __future__ import annotations

from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from hqgraph.graph import EmbeddedGraph, memory_graph

ID = "https://w3id.org/hqgraph/id/"
GRAPH = "https://w3id.org/hqgraph/graph/"
PREFIXES = {
    "hq": "https://w3id.org/hqgraph/ontology#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "sssom": "https://w3id.org/sssom/",
}


def name(short: str) -> NamedNode:
    prefix, local = short.split(":", 1)
    return NamedNode(PREFIXES[prefix] + local)


def thing(path: str) -> NamedNode:
    return NamedNode(ID + path)


class Writer:
    def __init__(self) -> None:
        self.quads: list[Quad] = []
        self.evidence = 0

    def add(self, graph: str, subject: NamedNode, predicate: str, value: Any) -> None:
        term = value if isinstance(value, NamedNode | Literal) else Literal(value)
        self.quads.append(Quad(subject, name(predicate), term, NamedNode(GRAPH + graph)))

    def zh(self, graph: str, subject: NamedNode, predicate: str, value: str) -> None:
        self.add(graph, subject, predicate, Literal(value, language="zh"))

    def prove(self, graph: str, subject: NamedNode, document: str, quote: str) -> None:
        self.evidence += 1
        at = NamedNode(f"{ID}{document}#char={self.evidence},{self.evidence + len(quote)}")
        selector = NamedNode(f"{at.value};quote")
        slug = document.removeprefix("doc/")
        self.add(graph, subject, "hq:evidence", at)
        self.add(f"evidence/{slug}", at, "oa:hasSelector", selector)
        self.add(f"evidence/{slug}", selector, "oa:exact", quote)


def store_of(
    documents: list[dict[str, Any]],
    catalogue: list[dict[str, Any]] = (),  # type: ignore[assignment]
    inferred: list[dict[str, Any]] = (),  # type: ignore[assignment]
) -> EmbeddedGraph:
    writer = Writer()
    for document in documents:
        write_document(writer, document)
    for entry in catalogue:
        write_entry(writer, entry)
    for number, link in enumerate(inferred):
        mapping = thing(f"link/{number}")
        writer.add("links", mapping, "rdf:type", name("sssom:Mapping"))
        writer.add("links", mapping, "sssom:subject_id", thing(link["child"]))
        writer.add("links", mapping, "sssom:predicate_id", name("hq:likelyImplements"))
        writer.add("links", mapping, "sssom:object_id", thing(link["parent"]))
        writer.add("links", mapping, "sssom:confidence", link["confidence"])
        writer.zh("links", mapping, "rdfs:comment", link["reason"])
        writer.add("links", thing(link["child"]), "hq:likelyImplements", thing(link["parent"]))
    return memory_graph(writer.quads)


def document_path(document: dict[str, Any]) -> str:
    if document.get("number"):
        return f"doc/{document['number']}"
    title = document.get("title") or document["form"]
    return f"doc/{document['region_code']}/{title}"


def write_header(writer: Writer, graph: str, document: NamedNode, header: dict[str, Any]) -> None:
    label = header.get("title") or f"{header.get('region', '')}{header.get('form', '')}"
    writer.zh(graph, document, "rdfs:label", label)
    if header.get("title"):
        writer.add(graph, document, "dcterms:title", header["title"])
    if header.get("number"):
        writer.add(graph, document, "eli:id_local", header["number"])
    if header.get("issued"):
        writer.add(graph, document, "eli:date_document", header["issued"])
    if header.get("level"):
        writer.add(graph, document, "hq:level", thing(f"level/{header['level']}"))
    if header.get("region_code"):
        region = thing(f"region/{header['region_code']}")
        writer.add(graph, document, "eli:jurisdiction", region)
        writer.zh("catalog", region, "rdfs:label", header["region"])
    if header.get("form"):
        writer.add(graph, document, "eli:type_document", thing(f"form/{header['form']}"))


def write_document(writer: Writer, document: dict[str, Any]) -> None:
    header = document["document"]
    path = document_path(header)
    graph = path
    iri = thing(path)
    writer.add(graph, iri, "rdf:type", name("hq:PolicyDocument"))
    write_header(writer, graph, iri, header)
    for number, citation in enumerate(document.get("citations", []), 1):
        write_citation(writer, path, number, citation)
    for order, task in enumerate(document.get("tasks", []), 1):
        write_task(writer, path, header, order, task)


def write_citation(writer: Writer, path: str, number: int, citation: dict[str, Any]) -> None:
    document = thing(path)
    title, printed = citation.get("title"), citation.get("number")
    other = thing(f"doc/{printed}" if printed else f"doc/title/{title}")
    note = thing(f"{path}/citation/{number}")
    writer.add(path, document, "hq:citation", note)
    writer.add(path, note, "hq:cites", other)
    writer.add(path, note, "hq:relation", citation["relation"])
    writer.add(path, note, "hq:order", number)
    writer.prove(path, note, path, citation["quote"])
    writer.zh(path, other, "rdfs:label", title or printed)
    if printed:
        writer.add(path, other, "eli:id_local", printed)
    writer.add(path, document, "eli:cites", other)
    if citation["relation"] == "basis":
        writer.add(path, document, "eli:based_on", other)


def write_task(
    writer: Writer, path: str, header: dict[str, Any], order: int, task: dict[str, Any]
) -> None:
    document, item = thing(path), thing(f"{path}/{task['kind']}/{order}")
    writer.add(path, item, "rdf:type", name(f"hq:{task['kind'].title()}"))
    writer.zh(path, item, "rdfs:label", task["title"])
    writer.add(path, item, "hq:no", task["no"])
    writer.add(path, item, "hq:order", order)
    writer.add(path, item, "eli:is_part_of", document)
    writer.prove(path, item, path, f"{task['no']}. {task['title']}")
    for theme in task.get("themes", []):
        writer.add("links", item, "hq:theme", thing(f"theme/{theme}"))
    clause = task.get("clause") or "责任单位：" + "、".join(
        agency["name"] for agency in task.get("agencies", [])
    )
    for number, agency in enumerate(task.get("agencies", []), 1):
        write_duty(writer, path, header, item, number=number, agency=agency, clause=clause)
    for number, target in enumerate(task.get("indicators", []), 1):
        write_target(writer, path, item, number, target)
    for number, hospital in enumerate(task.get("hospitals", []), 1):
        write_hospital(writer, path, header, item, number=number, printed=hospital)
    if task.get("deadline"):
        deadline = thing(f"{item.value.removeprefix(ID)}/deadline")
        writer.add(path, item, "hq:deadline", deadline)
        writer.add(path, deadline, "hq:text", task["deadline"]["text"])


def write_duty(
    writer: Writer,
    path: str,
    header: dict[str, Any],
    item: NamedNode,
    *,
    number: int,
    agency: dict[str, Any],
    clause: str,
) -> None:
    kind, printed = agency.get("kind"), agency["name"]
    body = thing(f"org/{header['region_code']}/{kind or printed}")
    duty = NamedNode(f"{item.value}/duty/{number}")
    writer.add(path, item, "hq:duty", duty)
    writer.add(path, duty, "hq:agency", body)
    writer.add(path, duty, "hq:role", thing(f"role/{agency['role']}"))
    writer.add(path, duty, "hq:printedName", printed)
    writer.add(path, duty, "hq:order", number)
    writer.prove(path, duty, path, clause)
    writer.zh(path, body, "rdfs:label", agency.get("full") or header["region"] + printed[1:])
    writer.zh(path, body, "skos:altLabel", printed)
    writer.add(path, body, "hq:region", thing(f"region/{header['region_code']}"))
    writer.add(path, body, "hq:level", thing(f"level/{header['level']}"))
    if kind:
        writer.add(path, body, "hq:agencyKind", thing(f"kind/{kind}"))


def write_target(
    writer: Writer, path: str, item: NamedNode, number: int, target: dict[str, Any]
) -> None:
    iri = NamedNode(f"{item.value}/target/{number}")
    value = f"{target['value']}{target['unit']}"
    label = " ".join(filter(None, (target.get("subject"), target["name"], target["op"], value)))
    writer.add(path, item, "hq:target", iri)
    writer.zh(path, iri, "rdfs:label", label)
    writer.add(path, iri, "hq:operator", target["op"])
    writer.add(path, iri, "hq:valueText", value)
    writer.add(path, iri, "hq:quote", target["quote"])
    writer.add(path, iri, "hq:order", number)


def write_hospital(
    writer: Writer, path: str, header: dict[str, Any], item: NamedNode, *, number: int, printed: str
) -> None:
    hospital = thing(f"hospital/{header['region_code']}/{printed}")
    measure = NamedNode(f"{item.value}/measure/{number}")
    writer.zh(path, hospital, "rdfs:label", printed)
    writer.add(path, hospital, "hq:region", thing(f"region/{header['region_code']}"))
    writer.add(path, item, "hq:measure", measure)
    writer.add(path, measure, "hq:text", f"支持{printed}提升能力。")
    writer.add(path, measure, "hq:order", number)
    writer.add(path, measure, "hq:mentionsHospital", hospital)
    writer.add(path, item, "hq:mentionsHospital", hospital)


def write_entry(writer: Writer, entry: dict[str, Any]) -> None:
    document = thing(document_path(entry))
    writer.add("catalog", document, "rdf:type", name("hq:CatalogueEntry"))
    write_header(writer, "catalog", document, entry)
    for position, parent in enumerate(entry.get("implements", [])):
        fact = thing(f"fact/{entry['number']}/{position}")
        writer.add("catalog", fact, "rdf:type", name("hq:CatalogueFact"))
        writer.add("catalog", fact, "hq:from", document)
        writer.add("catalog", fact, "hq:to", thing(f"doc/{parent}"))
        writer.add("catalog", fact, "hq:certainty", entry.get("certainty", "seen"))
        writer.add("catalog", fact, "dcterms:source", entry.get("source", "公开文件"))
        writer.add("catalog", document, "hq:implements", thing(f"doc/{parent}"))
    for order, (no, title) in enumerate(entry.get("outline", []), 1):
        item = NamedNode(f"{document.value}/task/{no}")
        writer.add("catalog", item, "rdf:type", name("hq:OutlineItem"))
        writer.zh("catalog", item, "rdfs:label", title)
        writer.add("catalog", item, "hq:no", no)
        writer.add("catalog", item, "hq:order", order)
        writer.add("catalog", item, "eli:is_part_of", document)
