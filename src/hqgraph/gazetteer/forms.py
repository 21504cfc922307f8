"""The form of a document (文种), told by its title: 通知, 意见, 方案, 清单."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from hqgraph.gazetteer.tables import read_table

_NOTE = re.compile(r"[（(〔\[【][^（()）〔〕\[\]【】]*[）)〕\]】]$")
_EDGES = " \t\n\u3000\"'“”《》〈〉<>「」。."
_ISSUES = re.compile(
    r"(?:印发|转发|发布|公布|颁布|下发|批转)(?P<inner>.+?)的(?:补充|紧急)?(?:通知|通告|公告|命令|令|函|决定)$"
)
_DRAFT = re.compile(r"(?:征求意见稿|送审稿|讨论稿|审议稿|试行稿|修订稿|草案|试行|暂行)$")


@dataclass(frozen=True, slots=True)
class DocumentForm:
    """A form: ``form`` as printed, its labels, and the ``head`` under which forms are counted."""

    form: str
    zh: str
    en: str
    head: str
    source: str


@lru_cache(maxsize=1)
def forms() -> Mapping[str, DocumentForm]:
    """Return every form by its printed name."""
    rows = read_table("document_forms")
    return MappingProxyType({row["form"]: DocumentForm(**row) for row in rows})


@lru_cache(maxsize=1)
def _longest_first() -> tuple[str, ...]:
    return tuple(sorted(forms(), key=lambda form: (-len(form), form)))


def _bare(title: str) -> str:
    """Take quotes, trailing brackets（试行） and draft words off the end of a title."""
    while True:
        bare = _NOTE.sub("", title.strip(_EDGES)).strip(_EDGES)
        bare = _DRAFT.sub("", bare) or bare
        if bare == title:
            return bare
        title = bare


def _at_end(title: str) -> DocumentForm | None:
    bare = _bare(title)
    if not bare.endswith(_longest_first()):
        return None
    return forms()[next(form for form in _longest_first() if bare.endswith(form))]


def document_form(title: str) -> DocumentForm | None:
    """Return the form of the document itself, None where the title's end names none.

    A notice that issues another document (关于印发《…实施方案》的通知) has that document's
    form; one that only forwards a document keeps its own form where the inner
    title names none.
    """
    bare = _bare("".join(title.split()))
    outer = _at_end(bare)
    issued = _ISSUES.search(bare)
    return (_at_end(issued["inner"]) if issued else None) or outer


def form_of(title: str) -> str | None:
    """Return the head form of a title: 方案 for 实施方案 and for the notice that issues one."""
    found = document_form(title)
    return found.head if found else None
