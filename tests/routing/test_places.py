import pytest

from catalog.atlas.gazetteer import PlaceError, find
from catalog.atlas.status import read_ledger
from catalog.names import read_names
from catalog.paths import GEO
from routing.errors import UnknownPlaceError


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("PK-KHI", "PK-KHI"), ("pk-khi", "PK-KHI"), ("Torkham", "XG-TORKHAM"),
        ("XG-CHAMAN", "XG-CHAMAN"), ("Islam Qala", "XG-ISLAMQALA"), ("Jebel Ali", "AE-JEA"),
        ("Spin Boldak-Chaman", "XG-CHAMAN"),
    ],
)  # fmt: skip
def test_gates_go_by_id_and_name(model, text, place):
    assert model.gazetteer.end(text).place == place


@pytest.mark.parametrize(
    "text",
    ["Kabul", "kabul", "Mazar-i-Sharif", "mazar i sharif", "Delaram", "Taftan", "69.17,34.53"],
)
def test_towns_are_joined_to_an_edge(model, text):
    end = model.gazetteer.end(text)
    assert end.edge >= 0
    assert 0 <= end.share <= 1
    assert end.off_km < 5


def test_a_near_miss_is_suggested(model):
    with pytest.raises(UnknownPlaceError, match=r"no place 'Kandahr'; did you mean Kandahar"):
        model.gazetteer.end("Kandahr")


def test_a_point_far_from_everything_is_refused(model):
    with pytest.raises(UnknownPlaceError, match="more than 60 km"):
        model.gazetteer.end("0,0")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("torkham", ["XG-TORKHAM"]), ("chaman-spin-boldak", ["XG-CHAMAN"]),
        ("hormuz", ["hormuz"]), ("Chabahar", ["IR-ZBR-SB", "IR-ZBR-SK"]), ("Karachi", ["PK-KHI"]),
        ("afg-irn", ["XG-ISLAMQALA", "XG-MILAK", "XG-MAHIRUD", "XG-KHAF-RAIL"]),
        ("irn-pak", ["XG-TAFTAN", "XG-GABD"]), ("Bandar Abbas", ["IR-BND"]),
        ("chaman_spin_boldak", ["XG-CHAMAN"]), ("Wesh", ["XG-CHAMAN"]),
        ("friendship gate", ["XG-CHAMAN"]), ("milak_zaranj", ["XG-MILAK"]),
        ("kharlachi_dand_patan", ["XG-KHARLACHI"]), ("termez", ["XG-HAIRATAN"]),
        ("serhetabat", ["XG-TORGHUNDI"]), ("galaba", ["XG-HAIRATAN-RAIL"]),
    ],
)  # fmt: skip
def test_what_can_be_closed_goes_by_short_names(model, text, places):
    assert list(model.gazetteer.closable(text)) == places


def test_both_command_lines_understand_the_names_of_a_gate_alike(model):
    ledger = read_ledger()
    for place, names in read_names(GEO).items():
        for name in names.every if place in model.network.by_place else ():
            try:
                (found,) = find(ledger.places, name)
            except (PlaceError, ValueError):
                continue  # a name that two gates share
            assert model.gazetteer.closable(name) == (found.id,), name


def test_a_small_town_goes_before_the_gate_that_has_a_side_of_its_name(model):
    assert model.gazetteer.end("Ghoryan").place == ""
    assert model.gazetteer.closable("Ghoryan") == ("XG-KHAF-RAIL",)


def test_what_cannot_be_closed_is_refused(model):
    with pytest.raises(UnknownPlaceError, match="did you mean torkham"):
        model.gazetteer.closable("torkam")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Arandu", "no road of the data"), ("xg-arandu", "no road of the data"),
        ("Wakhjir Pass", "no road of the data"), ("GE-PTI", "no sea lane of the data"),
    ],
)  # fmt: skip
def test_a_gate_that_is_not_on_the_network_is_refused_and_the_reason_said(model, text, why):
    for ask in (model.gazetteer.end, model.gazetteer.closable):
        with pytest.raises(UnknownPlaceError, match=f"is not on the network .*{why}"):
            ask(text)
