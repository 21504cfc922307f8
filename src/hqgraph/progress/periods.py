"""The period that a filled ledger states above its table: 填报期：2025年第二季度."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path

from hqgraph.progress.cells import Row
from hqgraph.progress.columns import tidy

_LONGEST = 40
"""Characters that a period has at most; what is longer is a sentence."""
_OTHER_LABEL = re.compile("[:：]")
_BLANKS = "_＿ \u3000"


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


@cache
def _pattern() -> re.Pattern[str]:
    path = Path(__file__).with_name("period_labels.csv")
    with path.open(encoding="utf-8", newline="") as handle:
        labels = [row["label"] for row in csv.DictReader(handle)]
    longest_first = "|".join(map(re.escape, sorted(labels, key=lambda label: (-len(label), label))))
    return re.compile(
        rf"(?:^|(?<=[\s（(；;，,]))(?:{longest_first})\s*(?:[:：]\s*(?P<period>[^（()）；;\u3000\n]*)|$)"
    )
