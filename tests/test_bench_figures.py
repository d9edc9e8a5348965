"""When a bench says that a goal is met: never for want of something to measure against."""

from __future__ import annotations

import pytest

from tests.bench.figures import Figure, table_of


@pytest.mark.parametrize(
    ("figure", "missed"),
    [
        (Figure("beside another", 3, baseline=2, goal=1.5), False),
        (Figure("beside another", 4, baseline=2, goal=1.5), True),
        (Figure("beside nothing", 4, goal=1.5), True),
        (Figure("beside a nought", 4, baseline=0, goal=1.5), True),
        (Figure("at most", 16, most=16), False),
        (Figure("at most", 17, most=16), True),
        (Figure("at least", 1, least=1), False),
        (Figure("at least", 0.9, least=1), True),
        (Figure("no goal", 4, baseline=0), False),
    ],
    ids=lambda value: value.name if isinstance(value, Figure) else None,
)
def test_a_goal_is_met_only_by_what_was_measured(figure: Figure, missed: bool) -> None:
    assert figure.missed is missed
    assert ("missed" in figure.line) is missed


def test_the_table_counts_a_goal_without_a_baseline_as_missed() -> None:
    *lines, last = table_of([Figure("alone", 4, goal=1.5), Figure("small", 1, most=2)])
    assert [line.split()[-1] for line in lines] == ["missed", "met"]
    assert last == "1 of 2 goals met"
