"""The page's charts: a PNG and its text alternative, made from the same numbers.

No fact is shown by colour alone: bars have their numbers, cells of the heat map a mark.
"""

from __future__ import annotations

import base64
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.ticker import MaxNLocator

from autograder.report.class_data import CheckStatistics, ClassData, MistakeCount
from fmnist_lab.plots import COLOURS, Chart, new_chart, png, styled

MAX_HEAT_MAP_ROWS = 40
MAX_NAMED_COLUMNS = 60  # with more students, the columns of the heat map have no names


@dataclass(frozen=True)
class ReportPicture:
    """One picture: ``source`` is a data URI, ``width`` its width in CSS pixels."""

    source: str
    alt: str
    width: int


def picture(chart: Chart) -> ReportPicture:
    """A chart as a picture for the page."""
    data = base64.b64encode(png(chart)).decode("ascii")
    width = round(chart.get_figwidth() * 100)
    return ReportPicture(f"data:image/png;base64,{data}", chart.alt_text, width)


@styled
def scores(class_data: ClassData) -> Chart:
    """How many students earned how many points from checks."""
    points = [verdict.points for verdict in class_data.verdicts]
    most = max(verdict.max_points for verdict in class_data.verdicts)
    edges = np.linspace(0, max(most, 1e-9), 11)
    counts, _ = np.histogram(np.clip(points, 0, most), bins=edges)
    chart = new_chart(6.4, 3.2)
    axes = chart.subplots()
    bars = axes.bar(
        edges[:-1], counts, np.diff(edges), align="edge", color=COLOURS[0], edgecolor="white"
    )
    axes.bar_label(bars, [str(c) if c else "" for c in counts], padding=2)
    middle = statistics.median(points)
    axes.axvline(middle, color="black", linestyle="--", linewidth=1.5)
    axes.annotate(
        f"median {middle:g}",
        (middle, 1),
        xycoords=("data", "axes fraction"),
        xytext=(-4 if middle > most / 2 else 4, -2),
        textcoords="offset points",
        ha="right" if middle > most / 2 else "left",
        va="top",
    )
    axes.set(xlabel=f"points from checks, of {most:g}", ylabel="students", xlim=(0, most))
    axes.set_ylim(0, max(counts) * 1.25)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    parts = [
        f"{n} from {low:g} to {high:g}"
        for n, low, high in zip(counts, edges[:-1], edges[1:], strict=True)
        if n
    ]
    chart.alt_text = (
        f"Histogram of the points of {len(points)} students, of {most:g}: {'; '.join(parts)}. "
        f"The median is {middle:g}."
    )
    return chart


@styled
def check_statistics(statistics: Sequence[CheckStatistics]) -> Chart:
    """Each check's mean share of points, with its discrimination in words."""
    chart = new_chart(6.4, 0.9 + 0.5 * len(statistics))
    axes = chart.subplots()
    rows = np.arange(len(statistics))
    shares = [100 * check.difficulty for check in statistics]
    axes.barh(rows, shares, 0.6, color=COLOURS[0], edgecolor="black", linewidth=0.6)
    parts = []
    for row, (check, share) in enumerate(zip(statistics, shares, strict=True)):
        label, part = f"{share:.0f} %", f"{check.id}: {share:.0f} % of the points"
        if check.discrimination is not None:
            label += f", r = {check.discrimination:.2f}"
            part += f", discrimination {check.discrimination:.2f} ({check.reading})"
        parts.append(f"{part}.")
        inside = share > 55
        axes.text(
            share - 1.5 if inside else share + 1.5,
            row,
            label,
            va="center",
            ha="right" if inside else "left",
            color="white" if inside else "black",
        )
    axes.set_yticks(rows, [check.id for check in statistics])
    axes.invert_yaxis()
    axes.set(xlim=(0, 100), xlabel="mean share of the points, in per cent")
    chart.alt_text = " ".join(["Bars, one for each check.", *parts])
    return chart


@styled
def heat_map(class_data: ClassData, mistakes: Sequence[MistakeCount]) -> Chart:
    """Misconceptions by students, the students in order of their points."""
    points = [verdict.points for verdict in class_data.verdicts]
    ranks = sorted((-n, s.id) for n, s in zip(points, class_data.graded, strict=True))
    students = [student for _, student in ranks]
    rows = mistakes[:MAX_HEAT_MAP_ROWS]
    grid = np.array([[student in m.students for student in students] for m in rows], dtype=float)
    named = len(students) <= MAX_NAMED_COLUMNS
    width = min(max(6.4, 2.6 + 0.26 * len(students)), 14)
    chart = new_chart(width, (1.7 if named else 0.9) + 0.27 * len(rows))
    axes = chart.subplots()
    axes.imshow(grid, aspect="auto", cmap="Blues", vmin=0, vmax=1.25, interpolation="nearest")
    if named:
        for y, x in zip(*np.nonzero(grid), strict=True):
            axes.text(x, y, "x", ha="center", va="center", color="white", weight="bold")
        axes.set_xticks(range(len(students)), students, rotation=90)
    else:
        axes.set_xlabel(f"{len(students)} students, most points first")
        axes.set_xticks([])
    axes.set_yticks(range(len(rows)), [f"{m.code} ({len(m.students)})" for m in rows])
    axes.set_xticks(np.arange(-0.5, len(students)) if named else [], minor=True)
    axes.set_yticks(np.arange(-0.5, len(rows)), minor=True)
    axes.grid(which="minor", color="#cccccc", linewidth=0.6)
    axes.tick_params(which="both", length=0)
    most = "; ".join(f"{m.code}: {len(m.students)}" for m in rows[:8])
    chart.alt_text = (
        f"A grid of {len(rows)} misconceptions by {len(students)} students, those with the most "
        f"points on the left; {'an x' if named else 'a dark cell'} marks who has which. The most "
        f"frequent: {most}. The list below names the students."
    )
    return chart


@styled
def resources(class_data: ClassData) -> Chart:
    """Computing time and memory of each notebook that ran; there must be one."""
    resources_used = [v.resources for v in class_data.verdicts if v.resources]
    seconds = [used["cpu_seconds"] for used in resources_used]
    memory = [used["peak_memory_bytes"] / 1e6 for used in resources_used]
    chart = new_chart(6.4, 3.0)
    axes = chart.subplots()
    axes.scatter(seconds, memory, 36, color=COLOURS[0], edgecolor="black", linewidth=0.6, alpha=0.8)
    axes.set(xlabel="computing time, in CPU seconds", ylabel="largest memory, in MB")
    axes.set_xlim(0, max(seconds) * 1.1 or 1)
    axes.set_ylim(0, max(memory) * 1.15 or 1)
    axes.grid(True)
    chart.alt_text = (
        f"Points, one for each of {len(seconds)} notebooks that ran. Computing time: median "
        f"{statistics.median(seconds):.1f} s, longest {max(seconds):.1f} s. Memory: median "
        f"{statistics.median(memory):.0f} MB, largest {max(memory):.0f} MB."
    )
    return chart
