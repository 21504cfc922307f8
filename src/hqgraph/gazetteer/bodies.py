"""Endings by which bodies and health institutions are recognised."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from hqgraph.gazetteer.tables import read_table


@dataclass(frozen=True, slots=True)
class InstitutionSuffix:
    """An ending of an individually named health institution, its class and labels.

    ``pattern`` is a regular expression for the ending (第[一二…]人民医院).
    """

    pattern: str
    institution_class: str
    zh: str
    en: str


@lru_cache(maxsize=1)
def institution_suffixes() -> tuple[InstitutionSuffix, ...]:
    """Return the endings of named health institutions, the most particular first."""
    rows = read_table("health_institutions")
    return tuple(InstitutionSuffix(r["pattern"], r["class"], r["zh"], r["en"]) for r in rows)


@lru_cache(maxsize=1)
def body_suffixes() -> tuple[str, ...]:
    """Return the endings that make a name a body's (局, 委员会, 领导小组), longest first."""
    found = [row["suffix"] for row in read_table("body_suffixes")]
    return tuple(sorted(found, key=lambda suffix: (-len(suffix), suffix)))


@lru_cache(maxsize=1)
def _not_bodies() -> tuple[str, ...]:
    return tuple(
        word for row in read_table("body_suffixes") for word in row["but_not"].split("|") if word
    )


def is_body_suffix(text: str) -> bool:
    """Tell whether a name ends like a body's; 布局, 结局 and 内部 do not count."""
    return text.endswith(body_suffixes()) and not text.endswith(_not_bodies())
