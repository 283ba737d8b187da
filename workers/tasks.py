"""What can be asked of a worker: plain values in, plain values out."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from catalog.paths import stamp_of
from layers.view.parts import Question
from layers.view.view import View
from workers.errors import UnansweredError

# What answers is heavy: it is imported by the process that works.
if TYPE_CHECKING:
    from briefing.profile.profile import Profile
    from layers.what_if.scenario import Scenario
    from routing.analysis.breakeven import BreakEven
    from routing.analysis.criticality import GatewayLoss
    from routing.analysis.routes_by_day import Run
    from routing.costs.tariff import Objective
    from routing.model import Model


@dataclass(frozen=True)
class Task:
    """A kind of work.

    Parameters
    ----------
    run
        Called with a folder as ``data/geo``, the state of its files that is meant, and what else
        the task takes; all of it hashable, for an answer is kept by it.
    limit_s
        After so many seconds it is given up.
    kept
        So many of the last answers are kept.
    last_only
        The last worker alone does it, so that the others are always free for the quick ones.
    """

    run: Callable[..., Any]
    limit_s: float
    kept: int
    last_only: bool = False


def _same(folder: Path, stamp: int) -> None:
    """Refuse data that are others than those of which the page was made.

    Raises
    ------
    UnansweredError
        If they are.
    """
    if stamp_of(folder) != stamp:
        raise UnansweredError("the data have changed since the app was started: start it again")


def _model(folder: Path, stamp: int) -> Model:
    from layers.what_if.answers import model_of

    _same(folder, stamp)
    return model_of(folder)


def routes(folder: Path, stamp: int, question: Question) -> Scenario:
    """Work out a what-if, its lines for the map included."""
    from layers.what_if.answers import answer

    found = answer(_model(folder, stamp), question)
    found.geojson()  # is kept in it
    return found


def gateway_criticality(folder: Path, stamp: int, question: Question) -> list[GatewayLoss]:
    """Close every gateway in turn and rank what that does."""
    from layers.what_if.question import ask
    from routing.analysis.criticality import gateway_criticality as ranked

    model = _model(folder, stamp)
    return ranked(model, ask(model, question).query())


def crossover(folder: Path, stamp: int, question: Question) -> BreakEven:
    """Find how much more at ``question.gateway`` makes the route around it the better one."""
    from layers.what_if.question import ask
    from routing.analysis.breakeven import break_even

    model = _model(folder, stamp)
    objective: Objective = "fastest" if question.measure == "hours" else "cheapest"
    place = model.gazetteer.closable(question.gateway)[0]
    return break_even(model, question.origin, question.destination, place, unit=question.measure,
                      query=ask(model, question).query(objective=objective))  # fmt: skip


def routes_by_day(
    folder: Path, stamp: int, question: Question, first: date, end: date
) -> list[Run]:
    """Find the best open route for every day from the first to before the end."""
    from layers.what_if.question import ask
    from routing.analysis.routes_by_day import routes_by_day as by_day

    model = _model(folder, stamp)
    return by_day(
        model, question.origin, question.destination, first, end,
        query=model.query(question.objective, cargo=question.trade),
        told=ask(model, question).closures_of,
        marks=lambda day: model.marks(
            None if question.ledger == "none" else day, known=question.known, unknown=question.unknown
        ),
    )  # fmt: skip


def file(
    folder: Path, stamp: int, view: View, kind: str, size: str, marking: str, base: str,
    profile: Profile | None = None, variant: str = "",
) -> bytes:  # fmt: skip
    """Make a file of what a View shows."""
    from briefing.export import export
    from briefing.profile.profile import Profile

    _same(folder, stamp)
    content = export(
        view, kind, size, marking=marking, base=base, profile=profile or Profile(), variant=variant,
        folder=folder,
    )  # fmt: skip
    gc.collect()  # a drawn page is 40 MB of objects that hold each other
    return content


TASKS: dict[str, Task] = {
    "routes": Task(routes, 60, kept=64),
    "gateway_criticality": Task(gateway_criticality, 120, kept=16),
    "crossover": Task(crossover, 60, kept=32),
    "routes_by_day": Task(routes_by_day, 120, kept=16),
    "file": Task(file, 180, kept=8, last_only=True),
}
