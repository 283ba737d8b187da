"""Question: a View's what-if as the routing Model takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.view.view import View

if TYPE_CHECKING:
    from routing.costs.tariff import Objective
    from routing.model import Model
    from routing.network.closures import Closure
    from routing.paths.query import Query


def what_if_query(
    model: Model, view: View, closures: tuple[Closure, ...], *, objective: Objective | None = None
) -> Query:
    """Put a View's question together.

    Parameters
    ----------
    model
        Never modified.
    view
        Its day, trade and objective, what is known and what the unknown is taken for.
    closures
        What is closed.
    objective
        None for the View's.
    """
    return model.query(
        objective or view.objective,  # type: ignore[arg-type]
        closures,
        view.day,
        known=view.known,
        unknown=view.unknown,  # type: ignore[arg-type]
        cargo=view.trade,
    )
