"""The period that a filled ledger states above its table: 填报期：2025年第二季度."""

from __future__ import annotations

import calendar
import csv
import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from unicodedata import normalize

from hqgraph.progress.cells import Row
from hqgraph.progress.columns import tidy

_LONGEST = 40
"""Characters that a period has at most; what is longer is a sentence."""
_OTHER_LABEL = re.compile("[:：]")
_BLANKS = "_＿ \u3000"
_NUMBERS = "一二三四1234"
_PERIOD = re.compile(
    r"(?:截至|截止到?)?(?P<year>[12]\d{3})"
    r"(?:年(?:度|全年)?|(?:年(?:\d{1,2}月?[-—–~至到])?|[-/.])(?P<month>\d{1,2})(?:月份?)?"
    r"(?:[-/.]?(?P<day>\d{1,2})[日号]?)?|年?[第前]?(?P<quarter>[一二三四1234])季度?|-?Q(?P<q>[1-4])"
    r"|年?(?P<half>[上下])半年)?(?:年?(?:底|末|终))?(?:为?止)?"
)
"""2025年, 2025年6月, 2025年1—6月, 2025-06-30, 2025年第二季度, 2025Q2, 2025年上半年, 2025年6月底."""


def stated_period(head: Iterable[Row]) -> str:
    """Return the first period that the rows above a table state, as it is written, or nothing.

    A cell holds a label (``period_labels.csv``) with a colon and the period, or the label
    alone and the next cell to the right the period.
    """
    for row in head:
        texts = [tidy(text) for _, text in sorted(row.items())]
        for text, beside in pairwise([*texts, ""]):
            labelled = _pattern().search(text)
            if labelled is None:
                continue
            value = "" if _OTHER_LABEL.search(beside) else beside
            period = " ".join((labelled["period"] or value).strip(_BLANKS).split())
            if 0 < len(period) <= _LONGEST:
                return period
    return ""


def last_day(period: str) -> str:
    """Return the last day of a period that is put in one of the usual ways, else nothing.

    It is an ISO date: 2025年第二季度 ends on 2025-06-30. What names no year ends on no day.
    """
    found = _PERIOD.fullmatch("".join(normalize("NFKC", period).split()))
    if found is None:
        return ""
    quarter = found["quarter"] or found["q"]
    month = int(found["month"] or 12)
    if found["half"]:
        month = 6 if found["half"] == "上" else 12
    elif quarter:
        month = 3 * (_NUMBERS.index(quarter) % 4 + 1)
    try:
        day = int(found["day"] or calendar.monthrange(int(found["year"]), month)[1])
        return date(int(found["year"]), month, day).isoformat()
    except ValueError:
        return ""


@cache
def _pattern() -> re.Pattern[str]:
    path = Path(__file__).with_name("period_labels.csv")
    with path.open(encoding="utf-8", newline="") as handle:
        labels = [row["label"] for row in csv.DictReader(handle)]
    longest_first = "|".join(map(re.escape, sorted(labels, key=lambda label: (-len(label), label))))
    return re.compile(
        rf"(?:^|(?<=[\s（(；;，,]))(?:{longest_first})\s*(?:[:：]\s*(?P<period>[^（()）；;\u3000\n]*)|$)"
    )
