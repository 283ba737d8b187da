"""The question of a View put to the routing Model: every name looked up once, for all who ask."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from layers.text.words import capital
from layers.view.parts import Question
from routing.errors import UnknownPlaceError

if TYPE_CHECKING:
    from routing.costs.tariff import Objective
    from routing.model import Model
    from routing.network.closures import Closure
    from routing.paths.query import Query
    from routing.resolved import Named, Resolved


@dataclass(frozen=True)
class Asked:
    """A Question as the Model takes it.

    Parameters
    ----------
    model
        Never modified.
    question
        What is asked.
    names
        What it closes and reopens.
    """

    model: Model
    question: Question
    names: Resolved

    @property
    def closures(self) -> tuple[Closure, ...]:
        """What is closed; names that nothing goes by are passed over."""
        return self.names.closures

    @cached_property
    def baseline(self) -> tuple[Closure, ...]:
        """What is closed in what the answer is held against."""
        asked = self.question
        if asked.against == "open":
            return ()
        return self.model.reported(asked.day, known=asked.known, unknown=asked.unknown)

    def closures_of(self, day: date) -> tuple[Closure, ...]:
        """Return what is closed on another day: its own statuses, the same names."""
        asked = self.question
        reported = () if asked.ledger == "none" else self.model.reported(
            day, known=asked.known, unknown=asked.unknown
        )  # fmt: skip
        return replace(self.names, reported=reported).closures

    def query(
        self, closures: tuple[Closure, ...] | None = None, *, objective: Objective | None = None
    ) -> Query:
        """Put the query together.

        Parameters
        ----------
        closures
            What is closed; None for what the question closes.
        objective
            None for the question's own.
        """
        asked = self.question
        return self.model.query(
            objective or asked.objective,
            self.closures if closures is None else closures,
            asked.day,
            known=asked.known,
            unknown=asked.unknown,
            cargo=asked.trade,
        )

    @property
    def problems(self) -> tuple[str, ...]:
        """Sentences, without a full stop, on names to close or reopen that nothing goes by."""
        return tuple(f"{capital(one.problem)}; left out" for one in self.names.unknown)

    @property
    def unknown_ends(self) -> tuple[str, ...]:
        """Sentences, without a full stop, on ends that nothing goes by."""
        said = []
        for name in filter(None, (self.question.origin, self.question.destination)):
            try:
                self.model.gazetteer.end(name)
            except UnknownPlaceError as error:
                said.append(capital(str(error)))
        return tuple(said)

    @property
    def closed(self) -> tuple[Named, ...]:
        """Names to close that are known."""
        return tuple(one for one in self.names.close if not one.problem)

    @property
    def reopened(self) -> tuple[Named, ...]:
        """Names to reopen that are known."""
        return tuple(one for one in self.names.reopen if not one.problem)


def ask(model: Model, question: Question) -> Asked:
    """Look up the names of a question."""
    names = model.resolve(
        question.day,
        close=question.close,
        reopen=[name.partition(":")[0] for name in question.reopen],
        cargo=question.cargo,
        unknown=question.unknown,
        ignore_status=question.ledger == "none",
        known=question.known,
    )
    return Asked(model, question, names)
