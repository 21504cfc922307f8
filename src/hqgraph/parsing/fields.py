"""Labelled fields of a duty form (责任单位：…；配合单位：…；完成时限：…).

The labels are data (``data/field_labels.csv``), the way they are set is not:
a label, a colon, and text up to the next label or the end of the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from hqgraph.model import Span
from hqgraph.parsing.near import near
from hqgraph.parsing.word_tables import meanings


@dataclass(frozen=True, slots=True)
class Field:
    """What a label announces and where.

    ``name`` is ``lead``, ``responsible``, ``support``, ``deadline`` or ``other`` (a
    person, a remark: it only ends the field before it).
    """

    name: str
    label: Span
    value: Span


_COLON = re.compile("[：:]")
_NOTE_LENGTH = 12
"""What may stand between a label and its colon: a note in brackets, 为 and a blank."""
_LEVEL_LENGTH = 2
"""What may stand before a label: 县级, 乡级 (县级责任单位：…；乡级责任单位：…)."""
_TELLING = 3
_OF_PERSON = re.compile(r"(?:领导|人)[：:]")
_BODY_END = "局委部办厅院会府心处司社联团行门校队"


@lru_cache(maxsize=2)
def _pattern(after_person: bool = False) -> re.Pattern[str]:
    """Return the pattern of a label, blanks inside or not.

    It stands after a stop, a bracket or a body; ``after_person`` also where a person's
    name ends that the label before it announces (责任领导：张三责任单位：…).
    """
    labels = sorted(meanings("field_labels"), key=lambda label: (-len(label), label))
    names = "|".join(r"[ \u3000]?".join(map(re.escape, label)) for label in labels)
    after_name = "|".join(re.escape(label) for label in labels if len(label) >= _TELLING)
    person = rf"|(?:(?<=[：:]..)|(?<=[：:]...)|(?<=[：:]....))(?={after_name})"
    person = person if after_person else ""
    return re.compile(
        rf"(?:(?<=[\s。；;，,、）)〕\]】（(〔\[【!！？?—–―])|(?<![\s\S])|(?<=[{_BODY_END}])(?={after_name})"
        rf"{person})"
        rf"(?:[省市州县区旗乡镇村]级|中央|国家)?(?P<label>{names})(?:[（(][^（）()]{{1,8}}[）)])?[为是]?\s?[：:]"
    )


@lru_cache(maxsize=1)
def _reach() -> tuple[int, int]:
    """Return how far before its first colon a label may begin, and how far behind it may end."""
    longest = max(map(len, meanings("field_labels")))
    return 2 * longest + _NOTE_LENGTH + _LEVEL_LENGTH, _NOTE_LENGTH


def fields(content: str, span: Span) -> Iterator[Field]:
    """Yield the labelled fields inside ``span`` in printed order."""
    if content.find("：", span.start, span.end) < 0 > content.find(":", span.start, span.end):
        return
    text = content[span.start : span.end]
    pattern = _pattern(_OF_PERSON.search(text) is not None)
    found = list(near(_COLON, pattern, text, Span(0, len(text)), _reach()))
    names = [_meaning(match) for match in found]
    if all(name == "other" for name in names):
        return
    for index, (name, match) in enumerate(zip(names, found, strict=True)):
        end = found[index + 1].start() if index + 1 < len(found) else len(text)
        yield Field(
            name,
            Span(span.start + match.start(), span.start + match.end()),
            Span(span.start + match.end(), span.start + end),
        )


def _meaning(match: re.Match[str]) -> str:
    return meanings("field_labels")["".join(match["label"].split())]
