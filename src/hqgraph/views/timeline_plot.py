"""A timeline as an SVG or PNG picture, by matplotlib (the extra ``plot``) with a Chinese font.

A lane per document, a mark per date and kind, the number of tasks beside it. The
same timeline and font give the same bytes: letters are drawn as shapes, no date is
written, and identifiers come from a fixed salt.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from hqgraph.errors import HqgraphError, NotFoundError
from hqgraph.messages import say
from hqgraph.views.timeline import KINDS, Timeline, lane_name

FONTS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Sans SC",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "SimHei",
    "DengXian",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Noto Sans CJK JP",
    "Noto Serif CJK SC",
    "Noto Serif CJK JP",
    "SimSun",
    "Arial Unicode MS",
    "Droid Sans Fallback",
)
"""Families with Chinese letters, those that read best first."""
_LOOKS = {"deadline": ("o", "#1f4b7a"), "milestone": ("D", "#d9480f"), "target": ("s", "#2b8a3e")}
_OFFSETS = {"deadline": 0.24, "milestone": 0.0, "target": -0.24}
_ROOM, _WIDEST = 0.3, 0.4
"""Inches beside the names of lanes; the part of the width that they take at most."""
_INK, _SOFT = "#1b2733", "#56657a"


def timeline_image(timeline: Timeline, kind: str, font: Path | None = None) -> bytes:
    """Return the picture of a timeline, ``kind`` svg or png.

    ``font`` is a font file; without it one of :data:`FONTS` is looked for on the
    system. Raises HqgraphError where matplotlib or such a font is missing, and
    NotFoundError where nothing has a date to be drawn at.
    """
    if not timeline.points:
        count = len(timeline.undated)
        raise NotFoundError("timeline.only-words", scope=timeline.scope, count=count)
    try:
        mpl, backend, figures = (
            import_module(name)
            for name in ("matplotlib", "matplotlib.backends.backend_agg", "matplotlib.figure")
        )
    except ImportError:
        raise HqgraphError("timeline.no-matplotlib") from None
    chosen = _font(font)
    settings = {"svg.hashsalt": "hqgraph", "svg.fonttype": "path", "axes.unicode_minus": False}
    with mpl.rc_context(settings):
        figure = figures.Figure(figsize=(11.7, 1.9 + 0.85 * len(timeline.dated_lanes())), dpi=150)
        backend.FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        _draw(axes, timeline, chosen)
        figure.subplots_adjust(
            left=_margin(figure, axes), right=0.97, top=1 - 0.95 / figure.get_figheight()
        )
        data = io.BytesIO()
        metadata = {"Date": None} if kind == "svg" else {"Software": None}
        figure.savefig(data, format=kind, metadata=metadata)
    return data.getvalue()


def _margin(figure: Any, axes: Any) -> float:
    """Return how much of the width the names of the lanes need, with a little room."""
    drawing = figure.canvas.get_renderer()
    names = [label.get_window_extent(drawing).width for label in axes.get_yticklabels()]
    wide, inch = float(figure.bbox.width), float(figure.dpi)
    return min((max(names, default=0.0) + _ROOM * inch) / wide, _WIDEST)


def _font(path: Path | None) -> Any:
    """Return the font of a file, else the first of the families that the system has."""
    font_manager = import_module("matplotlib.font_manager")
    if path is not None:
        if not path.is_file():
            raise HqgraphError("timeline.font-file", path=path)
        try:
            import_module("matplotlib.ft2font").FT2Font(str(path))
        except (OSError, RuntimeError):
            raise HqgraphError("timeline.font-bad", path=path) from None
        return font_manager.FontProperties(fname=str(path))
    known = {entry.name: entry.fname for entry in _sorted(font_manager.fontManager.ttflist)}
    found = next((known[family] for family in FONTS if family in known), None)
    if found is None:
        raise HqgraphError("timeline.no-font", fonts="、".join(FONTS[:6]))
    return font_manager.FontProperties(fname=found)


def _sorted(entries: Iterable[Any]) -> list[Any]:
    """Return font entries so that of each family the regular upright face comes last."""

    def plain(entry: Any) -> tuple[bool, bool, str]:
        regular = str(getattr(entry, "weight", "")) in ("400", "normal", "regular", "book")
        return regular, getattr(entry, "style", "") == "normal", str(getattr(entry, "fname", ""))

    return sorted(entries, key=plain)


def _draw(axes: Any, timeline: Timeline, font: Any) -> None:
    lanes = timeline.dated_lanes()
    height = {facts.id: len(lanes) - n for n, facts in enumerate(lanes)}
    counts = Counter(
        (point.task.document.id, point.dated.kind, point.dated.due) for point in timeline.points
    )
    for (home, kind, due), count in sorted(counts.items()):
        marker, colour = _LOOKS[kind]
        day = date.fromisoformat(due).toordinal()
        level = height[home] + _OFFSETS[kind]
        size = 40 + 12 * min(count, 20)
        axes.scatter([day], [level], s=size, marker=marker, color=colour, zorder=3, linewidths=0)
        text = say("timeline.count", count=count, day=due[5:])
        axes.annotate(
            text,
            (day, level),
            xytext=(-10, 0) if late(due) else (10, 0),
            textcoords="offset points",
            ha="right" if late(due) else "left",
            va="center",
            fontproperties=font,
            fontsize=9,
            color=_INK,
        )
    _axes(axes, timeline, font)


def late(due: str) -> bool:
    """Tell whether a date is in the second half of its year: its label stands left of the mark."""
    return due[5:7] > "06"


def _axes(axes: Any, timeline: Timeline, font: Any) -> None:
    """Draw years, lanes, title and legend."""
    years = sorted({int(day[:4]) for day in timeline.days()})
    first, last = years[0], years[-1] + 1
    ticks = [date(year, 1, 1).toordinal() for year in range(first, last + 1)]
    lanes = timeline.dated_lanes()
    axes.set_xlim(ticks[0] - 20, ticks[-1] + 20)
    axes.set_ylim(0.4, len(lanes) + 0.6)
    axes.set_xticks([tick + 182 for tick in ticks[:-1]])
    axes.set_xticklabels([say("timeline.year", year=year) for year in range(first, last)])
    rows = list(range(len(lanes), 0, -1))
    axes.set_yticks(rows)
    axes.set_yticklabels([lane_name(facts) for facts in lanes])
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_fontproperties(font)
        label.set_color(_INK)
        label.set_fontsize(10)
    axes.vlines(ticks, *axes.get_ylim(), color="#d9e1ea", linewidth=0.8)
    axes.hlines([row + 0.5 for row in rows], *axes.get_xlim(), color="#eef2f6", linewidth=0.8)
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.set_title(timeline.title, fontproperties=font, fontsize=15, color=_INK, loc="left", pad=26)
    told = say("timeline.told", scope=timeline.scope, undated=len(timeline.undated))
    axes.text(0, 1.02, told, transform=axes.transAxes, fontproperties=font, fontsize=9, color=_SOFT)
    shown = {point.dated.kind for point in timeline.points}
    for kind in (kind for kind in KINDS if kind in shown):
        marker, colour = _LOOKS[kind]
        name = say(f"ledger.kind.{kind}")
        axes.scatter([], [], s=45, marker=marker, color=colour, label=name, linewidths=0)
    legend = axes.legend(prop=font, loc="lower right", bbox_to_anchor=(1, 1), ncols=3)
    legend.set_frame_on(False)
