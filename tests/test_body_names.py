"""A place inside a body's own name is part of the name: it is called as it is printed."""

from __future__ import annotations

import pytest

from hqgraph.gazetteer import match_agency, resolve_region
from hqgraph.model import Agency, Role, Span
from hqgraph.parsing.agencies import Agencies
from hqgraph.parsing.name_lists import Named
from hqgraph.rdf.policy_bodies import agency_label, node_of_agency


def read(name: str, home: str = "北海市") -> Agency:
    named = Named(name, Span(0, len(name)), Role.RESPONSIBLE, True)
    return Agencies(resolve_region(home)[0], [[named]]).agencies([named])[0]


@pytest.mark.parametrize(
    "name",
    [
        "中国铁路南宁局集团",
        "人民银行南宁中心支行",
        "人行太原中心支行",
        "北海银保监分局",
        "北海海事局",
        "南宁海关",
        "北海火车站",
        "广西机场管理集团公司北海机场",
        "国网北海供电公司",
        "中国邮政集团北海分公司",
        "民航中南地区管理局",
    ],
)
def test_a_name_made_with_a_place_is_left_as_printed(name: str) -> None:
    assert agency_label(read(name)) == name


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("北海医保局", "北海市医保局"),
        ("市海事局", "北海市海事局"),
        ("税务局", "北海市税务局"),
    ],
)
def test_a_level_word_or_a_short_name_is_told_as_the_region(name: str, label: str) -> None:
    assert agency_label(read(name)) == label


def test_maritime_safety_is_no_department_of_transport() -> None:
    assert read("北海海事局").kind == "海事"
    assert read("市地方海事局").kind == "交通运输"
    assert node_of_agency(read("北海海事局")) != node_of_agency(read("市交通运输局"))


def test_a_railway_group_belongs_to_no_one_region_and_is_one_body_everywhere() -> None:
    here, there = read("中国铁路南宁局集团"), read("中国铁路南宁局集团", "广西壮族自治区")
    assert (here.kind, here.region) == ("铁路", None)
    assert node_of_agency(here) == node_of_agency(there)


def test_a_company_of_a_ministry_is_not_its_office() -> None:
    assert node_of_agency(read("中国邮政集团北海分公司")) != node_of_agency(read("市邮政管理局"))


def test_a_branch_with_a_national_name_is_of_the_place_in_it() -> None:
    found = read("国家统计局北海调查队")
    assert (found.kind, found.region and found.region.name) == ("统计调查", "北海市")
    assert match_agency("国家统计局") is not None


def test_a_short_name_means_the_larger_of_two_places_in_one_another() -> None:
    found = read("人民银行长沙中心支行", "湖南省")
    assert found.region is not None
    assert found.region.name == "长沙市"
