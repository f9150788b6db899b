from typing import Any

import pytest
from tests.support.commitments import commitment, money

from mujaz.job.settings import WatchSettings
from mujaz.ledger.watch import Told, fits, lists_of, of_commitment

TOLD = of_commitment(commitment("2026-11-10", amounts=money(65e6)), "Muscat")


@pytest.mark.parametrize(
    ("watch", "is_on"),
    [
        ({"actors": ("qatar",)}, True),
        ({"actors": ("قطر",)}, True),
        ({"actors": ("Oman", "Qatar")}, True),
        ({"actors": ("Oman",)}, False),
        ({"words": ("funds",)}, True),
        ({"words": ("water fund",)}, True),
        ({"words": ("fund water",)}, False),
        ({"words": ("مياه",)}, True),
        ({"words": ("القرية الجافة",)}, True),  # one village or many
        ({"words": ("مدينة جافة",)}, False),
        ({"words": ("und",)}, False),
        ({"places": ("Muscat",)}, True),
        ({"places": ("Doha",)}, False),
        ({"least": 50e6}, True),
        ({"least": 50e6, "currency": "usd"}, True),
        ({"least": 50e6, "currency": "EUR"}, False),
        ({"least": 70e6}, False),
        ({"actors": ("Qatar",), "words": ("roads",)}, False),
    ],
)
def test_a_line_is_on_a_list_when_every_key_fits(watch: dict[str, Any], is_on: bool) -> None:
    assert fits(WatchSettings(name="w", **watch), TOLD) is is_on


def test_the_names_of_all_lists_a_line_is_on() -> None:
    watches = (WatchSettings(name="Water", words=("water",)), WatchSettings(name="Roads", words=("road",)))
    assert lists_of(watches, TOLD) == ("Water",)
    assert lists_of(watches, Told("", "New roads and water")) == ("Water", "Roads")
