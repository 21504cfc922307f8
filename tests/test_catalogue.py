"""The catalogue of directives: every row has a source, and a bad row is named."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode

from hqgraph.errors import ReadError
from hqgraph.gazetteer.regions import region
from hqgraph.rdf import iri
from hqgraph.rdf.catalogue import Catalogue, Certainty, catalogue_quads, load_catalogue
from hqgraph.rdf.vocabulary import DCTERMS, ELI, HQ, RDF, graph_iri
from hqgraph.resources import resource

NATIONAL = "国办发〔2021〕18号"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resource("seeds", "catalogue"), tmp_path / "catalogue"))


def _change(path: Path, line: int, column: str, value: str) -> None:
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        rows, names = list(reader), list(reader.fieldnames or ())
    rows[line - 2][column] = value
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_every_row_of_the_shipped_catalogue_says_where_it_is_from(catalogue: Catalogue) -> None:
    rows = [*catalogue.directives, *catalogue.relations, *catalogue.outlines]
    assert all(row.source for row in rows)


def test_the_outline_is_whole_and_is_marked_as_such(catalogue: Catalogue) -> None:
    items = [item for item in catalogue.outlines if item.number == NATIONAL]
    assert [item.no for item in items][::23] == ["（三）", "（二十六）"]
    assert len(items) == 24
    assert {item.certainty for item in items} == {Certainty.OUTLINE}


def test_outline_and_theme_scheme_name_each_other(catalogue: Catalogue) -> None:
    scheme = rdflib.Graph().parse(resource("ontology", "themes.ttl"))
    said = {
        (str(theme), str(item))
        for theme, item in scheme.subject_objects(rdflib.DCTERMS.source)
        if isinstance(item, rdflib.URIRef)
    }
    items = catalogue.outlines
    assert said == {(iri.concept_iri("theme", i.theme).value, i.iri.value) for i in items}


def test_a_conclusion_from_titles_is_never_called_seen(catalogue: Catalogue) -> None:
    for row in catalogue.relations:
        assert (row.certainty is Certainty.FAMILY) == ("由此推定" in row.source)


def test_regions_of_the_catalogue_have_the_level_that_is_given(catalogue: Catalogue) -> None:
    for row in catalogue.directives:
        assert region(row.region_code).level is row.level


def test_redacted_numbers_stay_redacted_and_are_marked(catalogue: Catalogue) -> None:
    marked = {quad.subject for quad in catalogue_quads(catalogue) if quad.predicate == HQ.redacted}
    assert marked == {row.iri for row in catalogue.directives if "__" in row.number}
    assert len(marked) == 2


def test_quads_stay_in_the_catalogue_and_come_once(catalogue: Catalogue) -> None:
    quads = catalogue_quads(catalogue)
    assert {quad.graph_name for quad in quads} == {graph_iri("catalog")}
    assert len(quads) == len(set(quads))
    assert quads == catalogue_quads(load_catalogue())
    types = {quad.object for quad in quads if quad.predicate == RDF.type}
    assert types.isdisjoint({HQ.PolicyDocument, HQ.Task, HQ.Item})
    assert ELI.based_on not in {quad.predicate for quad in quads}


def test_every_edge_has_a_fact_that_says_how_sure_it_is(catalogue: Catalogue) -> None:
    facts: dict[object, dict[NamedNode, object]] = {}
    edges = set()
    for quad in catalogue_quads(catalogue):
        facts.setdefault(quad.subject, {})[quad.predicate] = quad.object
        if quad.predicate == HQ.implements:
            edges.add((quad.subject, quad.object))
    said = {
        (fact[HQ["from"]], fact[HQ.to])
        for fact in facts.values()
        if fact.get(RDF.type) == HQ.CatalogueFact and fact[HQ.certainty] and fact[DCTERMS.source]
    }
    assert said == edges
    assert len(edges) == len(catalogue.relations)


def test_several_issuers_are_several_bodies(catalogue: Catalogue) -> None:
    row = next(row for row in catalogue.directives if len(row.issuers) == 2)
    by = [q for q in catalogue_quads(catalogue) if q.subject == row.iri]
    assert {q.object for q in by if q.predicate == ELI.passed_by} == {
        iri.agency_iri("100000", "党委办公", ""),
        iri.agency_iri("100000", "政府办公", ""),
    }


def test_an_unknown_date_is_no_date(catalogue: Catalogue) -> None:
    dates = {
        quad.subject: quad.object
        for quad in catalogue_quads(catalogue)
        if quad.predicate == ELI.date_document
    }
    for row in catalogue.directives:
        date = dates.get(row.iri)
        assert (date.value if isinstance(date, Literal) else "") == row.date


@pytest.mark.parametrize(
    ("file", "column", "value"),
    [
        ("directives.csv", "number", ""),
        ("directives.csv", "level", "galaxy"),
        ("directives.csv", "form", "无此文种"),
        ("directives.csv", "region_code", "5116"),
        ("directives.csv", "issuer_kind", "无此类别"),
        ("directives.csv", "issuer_kind", "政府办公；党委办公"),
        ("directives.csv", "issuer", ""),
        ("directives.csv", "date", "2021年"),
        ("directives.csv", "certainty", "perhaps"),
        ("directives.csv", "number", "川办发[2021]71 号"),  # the next row's, printed otherwise
        ("relations.csv", "from", "某办发〔2000〕1号"),
        ("relations.csv", "source", ""),
        ("outlines.csv", "theme", "no-such-theme"),
        ("outlines.csv", "number", "某办发〔2000〕1号"),
        ("outlines.csv", "no", "（四）"),  # the next row's
    ],
)
def test_a_bad_row_is_named_by_file_and_line(
    folder: Path, file: str, column: str, value: str
) -> None:
    _change(folder / file, 2, column, value)
    with pytest.raises(ReadError) as caught:
        load_catalogue(folder)
    assert f"{file} " in str(caught.value)
    assert caught.value.key == "rdf.catalogue.bad"


def test_all_bad_rows_are_told_in_one_error(folder: Path) -> None:
    _change(folder / "directives.csv", 3, "level", "galaxy")
    _change(folder / "outlines.csv", 5, "certainty", "perhaps")
    with pytest.raises(ReadError) as caught:
        load_catalogue(folder)
    assert "directives.csv 3" in str(caught.value)
    assert "outlines.csv 5" in str(caught.value)


def test_a_row_cut_short_is_not_half_read(folder: Path) -> None:
    with (folder / "relations.csv").open("a", encoding="utf-8", newline="") as handle:
        handle.write("甲,乙\n")
    with pytest.raises(ReadError, match=r"relations\.csv 13"):
        load_catalogue(folder)


def test_missing_files_and_columns_are_told(folder: Path) -> None:
    (folder / "outlines.csv").unlink()
    (folder / "relations.csv").write_text("a,b\n", encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        load_catalogue(folder)
    assert "outlines.csv" in str(caught.value)
    assert "from,to,certainty,source" in str(caught.value)


def test_a_spreadsheet_s_byte_order_mark_does_no_harm(folder: Path, catalogue: Catalogue) -> None:
    for path in folder.glob("*.csv"):
        path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert load_catalogue(folder) == catalogue
