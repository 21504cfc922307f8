"""Kinds of agencies (医疗保障, 卫生健康 …) and every printed name that stands for one.

``data/agency_kinds.csv`` gives a kind's stems (医疗保障, 医保), the endings that go
with them (局, 中心) and the names that follow no pattern; ``data/agency_merged.csv``
the clipped stems of merged bodies (教科体). A variant that begins with ``~`` stands
for any name with that ending. Names are compared without 和 与 及 and without blanks,
so 人力资源和社会保障局 and 人力资源社会保障局 are one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from hqgraph.gazetteer.tables import cells, read_table
from hqgraph.model import Level

_DROPPED_MARKS = "和与及暨、·/ \u3000\t\n"
_DROPPED = str.maketrans("", "", _DROPPED_MARKS)
_GOVERNMENT_HEADS = ("人民政府", "政府")
_PARTY_HEADS = ("党委", "工委", "党工委", "委")


@dataclass(frozen=True)
class AgencyKind:
    """A kind of body: its id (the plain subject), labels, system and printed names.

    ``system`` is 政府, 党委, 人大, 政协, 司法, 群团, 垂直 or 其他. ``identity`` tells what
    one body of the kind is: ``region`` (one in each region), ``name`` (each by its
    own name: 开发区管理, 高等院校) or ``group`` (many bodies: 有关部门). ``stems`` are the
    subject's short forms, ``variants`` the printed names without a level word,
    ``tails`` the endings that stand for any name; ``standard`` the full name at each
    level that has one.
    """

    kind: str
    zh: str
    en: str
    system: str
    identity: str
    stems: tuple[str, ...]
    variants: tuple[str, ...]
    tails: tuple[str, ...]
    national: tuple[str, ...]
    standard: Mapping[Level, str]
    source: str


@dataclass(frozen=True, slots=True)
class Name:
    """What a core (a name without its level word) stands for."""

    kind: str
    also: tuple[str, ...] = ()
    level: Level | None = None
    tail: bool = False


def squeeze(name: str) -> str:
    """Return the form in which names are compared: no 和 与 及 暨, marks or blanks."""
    return name.translate(_DROPPED)


@lru_cache(maxsize=1)
def words() -> Mapping[str, tuple[str, ...]]:
    """Return the words of ``agency_words.csv`` by their use, in the file's order."""
    found: dict[str, list[str]] = {}
    for row in read_table("agency_words"):
        found.setdefault(row["use"], []).append(row["word"])
    return MappingProxyType({use: tuple(items) for use, items in found.items()})


@lru_cache(maxsize=1)
def levels_of_words() -> Mapping[str, Level]:
    """Return the level that each level word and ending tells."""
    rows = read_table("agency_words")
    return MappingProxyType({row["word"]: Level(row["level"]) for row in rows if row["level"]})


def level_told(core: str) -> Level | None:
    """Return the level that a name tells by its own ending (财政厅, 消防救援支队, 团市委)."""
    ending = next((word for word in words()["telling"] if core.endswith(word)), None)
    return levels_of_words()[ending] if ending else None


def is_alone(core: str) -> bool:
    """Tell whether a body's name never takes a level word before it (团市委, 军分区, 海关)."""
    return squeeze(core) in words()["alone"]


def is_of_party(core: str) -> bool:
    """Tell whether a bare name is an organ of the party committee (宣传部 is 县委宣传部)."""
    name = core.partition("（")[0].partition("(")[0]
    return name in words()["party"]


def _read_kind(row: dict[str, str]) -> AgencyKind:
    stems, listed = cells(row["stems"]), cells(row["variants"])
    endings = dict.fromkeys((*cells(row["suffixes"]), *words()["department"]))
    regular = (stem + ending for stem in stems for ending in endings)
    plain = (name for name in listed if not name.startswith("~"))
    national = cells(row["nation"])
    standard = {lv: names[0] for lv in Level if (names := cells(row[lv.value]))}
    return AgencyKind(
        kind=row["kind"],
        zh=row["zh"],
        en=row["en"],
        system=row["system"],
        identity=row["identity"],
        stems=stems,
        variants=tuple(dict.fromkeys((*regular, *plain))),
        tails=tuple(name[1:] for name in listed if name.startswith("~")),
        national=national,
        standard=MappingProxyType(standard),
        source=row["source"],
    )


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, AgencyKind]:
    """Return every kind by its id, in the table's order."""
    read = (_read_kind(row) for row in read_table("agency_kinds"))
    return MappingProxyType({kind.kind: kind for kind in read})


@lru_cache(maxsize=1)
def names() -> Mapping[str, Name]:
    """Return squeezed core → what it stands for.

    Raises ValueError where the tables give one name to two kinds.
    """
    found: dict[str, Name] = {}
    for stem, merged in _merged().items():
        for ending in (*words()["suffix"], *words()["department"]):
            found[stem + ending] = merged
    for kind in kinds().values():
        national = [(core, Level.NATION) for core in kind.national]
        for core, level in (*national, *((core, None) for core in kind.variants)):
            name = found.setdefault(squeeze(core), Name(kind.kind, level=level))
            if name.kind != kind.kind:
                raise ValueError(f"{core} stands for {name.kind} and for {kind.kind}")
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def _merged() -> Mapping[str, Name]:
    rows = read_table("agency_merged")
    return MappingProxyType({r["stem"]: Name(r["kind"], cells(r["also"])) for r in rows})


@lru_cache(maxsize=1)
def _stems() -> Mapping[str, Name]:
    """Return every stem of a subject, plain or merged."""
    found = {
        stem: Name(kind.kind) for kind in kinds().values() for stem in map(squeeze, kind.stems)
    }
    return MappingProxyType({**_merged(), **found})


@lru_cache(maxsize=1)
def _tails() -> tuple[tuple[str, str], ...]:
    pairs = [(tail, kind.kind) for kind in kinds().values() for tail in kind.tails]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


@lru_cache(maxsize=1)
def _stem_lengths() -> tuple[int, ...]:
    return tuple(sorted({len(stem) for stem in _stems()}, reverse=True))


def _segment(text: str) -> tuple[str, ...]:
    """Split a text into stems from left to right, the longest first; () if it does not go."""
    for length in _stem_lengths():
        head = text[:length]
        if len(head) < length or head not in _stems():
            continue
        if length == len(text):
            return (head,)
        if rest := _segment(text[length:]):
            return (head, *rest)
    return ()


def _composed(core: str) -> Name | None:
    """Read a merged body's name as several subjects and one ending (政务服务和大数据局)."""
    for ending in sorted((*words()["suffix"], *words()["department"]), key=len, reverse=True):
        if core.endswith(ending) and (stems := _segment(core.removesuffix(ending))):
            read = [_stems()[stem] for stem in stems]
            every = dict.fromkeys(kind for name in read for kind in (name.kind, *name.also))
            first, *also = every
            return Name(first, tuple(also))
    return None


def _of_party(core: str) -> Name | None:
    """Read 委 and 党委 before the body of a party committee (委编办, 党委编办)."""
    for head in _PARTY_HEADS:
        found = names().get(core.removeprefix(head)) if core.startswith(head) else None
        if found is not None and kinds()[found.kind].system == "党委":
            return found
    return None


def _of_government(core: str) -> Name | None:
    """Read 政府 and 人民政府 before the name of an office of it (政府教育督导室).

    政府及教育督导室 is not one: its 及 parts two bodies.
    """
    head = next((head for head in _GOVERNMENT_HEADS if core.startswith(head)), None)
    rest = core.removeprefix(head) if head else ""
    found = names().get(squeeze(rest)) if rest and rest[0] not in _DROPPED_MARKS else None
    if found is None or kinds()[found.kind].system != "政府":
        return None
    return None if found.kind == "人民政府" else found


def name_of(core: str) -> Name | None:
    """Return what a whole core stands for, None where it is no known body's name."""
    printed, core = core, squeeze(core)
    found = names().get(core) or _of_party(core) or _of_government(printed) or _composed(core)
    if found is not None:
        return found
    for tail, kind in _tails():
        if core.endswith(tail) and len(core) > len(tail):
            return Name(kind, tail=True)
    return None


@lru_cache(maxsize=1)
def _by_head() -> Mapping[str, tuple[str, ...]]:
    """Return every variant by its first two characters, shortest first."""
    found: dict[str, list[str]] = {}
    for core in names():
        found.setdefault(core[:2], []).append(core)
    return MappingProxyType({head: tuple(sorted(group, key=len)) for head, group in found.items()})


def complete(core: str, level: Level | None) -> tuple[Name, str] | None:
    """Complete a truncated core (市场监管 → 市场监管局) to the shortest name it begins.

    A core of two characters must be a whole stem (医保); among names of one length
    the ending of the standard name at ``level`` decides, and names of different
    kinds are no completion.
    """
    core = squeeze(core)
    if len(core) < 2 or (len(core) == 2 and core not in _stems()):
        return None
    longer = [
        name for name in _by_head().get(core[:2], ()) if name.startswith(core) and name != core
    ]
    shortest = [name for name in longer if len(name) == len(longer[0])]
    own = _stems().get(core)
    if own is not None:
        shortest = [n for n in shortest if names()[n].kind == own.kind] or shortest
    if len({names()[name].kind for name in shortest}) != 1:
        return None
    standard = kinds()[names()[shortest[0]].kind].standard
    usual = standard.get(level, "局")[-1] if level else "局"
    chosen = next((name for name in shortest if name.endswith(usual)), shortest[0])
    return names()[chosen], chosen


def kind_of_text(name: str) -> AgencyKind | None:
    """Return the kind that a user's word means: 医保, 医疗保障, 医保局, 卫健委 or a kind's id."""
    core = squeeze(name.strip())
    if core in kinds():
        return kinds()[core]
    found = _stems().get(core) or name_of(core)
    if found is None:
        labels = {kind.zh: kind for kind in kinds().values()}
        return labels.get(name.strip())
    return kinds()[found.kind]
