import pytest

from routing.model import Model


@pytest.fixture(scope="session")
def model():
    return Model.load()
