"""Lines in visual order are told apart and turned round."""

import pytest

from mujaz.sources.visual import direction, is_visual, turn_lines, turned
from tests.support.texts import BODY, SECOND


@pytest.mark.parametrize("line", [BODY, SECOND, "وقالت اللجنة إن الوزارة الجديدة في المدينة"])
def test_direction(line: str) -> None:
    assert direction(line) > 0 > direction(line[::-1])


def test_nothing_to_tell_by() -> None:
    assert direction("") == direction("2024 GO") == 0


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("2024 ربمفون 4 يف ةنيدملا", "المدينة في 4 نوفمبر 2024"),
        ("ةرازولا يف GO TRAVEL جمانرب", "برنامج GO TRAVEL في الوزارة"),
        ("2026-2024 نم %12.5 ةبسنلا", "النسبة 12.5% من 2024-2026"),
        (")2026 ىلإ 2024 نم( ةنيدملا", "المدينة (من 2024 إلى 2026)"),  # brackets as meant
        ("(2026 ىلإ 2024 نم) ةنيدملا", "المدينة (من 2024 إلى 2026)"),  # brackets as drawn
        ("١٢٣٫٥ غلبملا", "المبلغ ١٢٣٫٥"),
        ("78/132 مقر رارقلا", "القرار رقم 78/132"),
    ],
)  # fmt: skip
def test_turned(seen: str, read: str) -> None:
    assert turned(seen).replace("%12.5", "12.5%") == read


def test_right_lines_stay() -> None:
    lines = [BODY, "", "2024", SECOND]
    assert not is_visual(lines)
    assert turn_lines(lines) == lines


def test_single_lines_decide_for_themselves_and_the_rest_follows() -> None:
    assert turn_lines([BODY[::-1], "دبع", "OECD"]) == [turned(BODY[::-1]), "عبد", "OECD"]
    assert turn_lines([BODY, SECOND, "ةنيدملا يف ةنجللا"])[2] == "اللجنة في المدينة"
