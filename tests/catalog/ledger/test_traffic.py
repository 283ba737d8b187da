import pytest

from catalog.ledger.traffic import KINDS, covers


# trade, transit, pedestrians, returnees, humanitarian: + open, - closed, ? not said
@pytest.mark.parametrize(
    ("status", "words", "told"),
    [
        ("closed", "all", "-----"),
        ("closed", "trade; other traffic not documented", "-????"),
        ("closed", "trade, transit and travel", "---??"),
        ("open", "trade round the clock; pedestrians 12 hours a day", "+?+??"),
        ("open", "people sent back from Iran; goods not mentioned", "???+?"),
        ("limited", "trade trucks pass; pedestrians barred", "+?-??"),
        # Some trucks pass and some do not: trade is not closed.
        ("limited", "Tajik trucks pass; Afghan trucks refused", "+????"),
        # A bar on one way says nothing of the other.
        ("limited", "no trucks from Iran into Afghanistan", "?????"),
        ("pedestrian_only", "stranded people at set hours", "--+??"),
        ("returnees_only", "Afghans going home; no trade, no visa travel", "---+?"),
        ("humanitarian_only", "returnees and listed UN containers; no commerce or travel", "---++"),
        # Household goods are no trade; who is counted is no traveller.
        (
            "returnees_only",
            "Afghans going back; lorries of household goods queue; commercial trade suspended",
            "---+?",
        ),
        (
            "returnees_only",
            "Afghans sent back, 705 people of 223 families; no trade, no other travel",
            "---+?",
        ),
        ("limited", "almost no lorries", "+????"),
        # The words go before the status.
        ("humanitarian_only", "people sent back; UN cargo not mentioned", "--?+?"),
        ("unknown", "all", "?????"),
    ],
)
def test_a_report_covers_what_its_status_and_its_words_name(status, words, told):
    signs = {"open": "+", "closed": "-", "unknown": "?"}
    found = covers(status, words)
    assert "".join(signs[found[kind]] for kind in KINDS) == told
