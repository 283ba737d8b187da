"""Prices for a flow are the same whether they are made from others or from the beginning."""

from datetime import date

import numpy as np
import pytest

from routing.costs.flow import SEA, Flow
from routing.costs.tariff import tariff

DAY = date(2025, 11, 23)


@pytest.mark.parametrize(
    "flow",
    [
        Flow("AFG", "IND", DAY), Flow("CHN", "AFG", DAY, "listed"), Flow("AFG", SEA), Flow("AFG", "PAK", DAY),
        Flow("IRN", "AFG", date(2026, 1, 2)), Flow(),
    ],
)  # fmt: skip
def test_prices_made_from_others_are_those_made_anew(model, flow):
    made = model.price.on(model.network, Flow("AFG", "ARE", date(2025, 10, 1))).on(
        model.network, flow
    )
    anew = tariff(model.network, model.price.parameters, flow)
    assert np.allclose(made.usd, anew.usd)
    assert np.allclose(made.hours, anew.hours)
