"""A label is a row: every label of the record has one, and the page reads nothing else."""

from typing import get_args

import pytest

from mujaz.records.labels import label_rows, section_of, tag_of
from mujaz.records.statement import Label


def test_every_label_has_its_row_and_no_other_has_one() -> None:
    assert sorted(row.id for row in label_rows()) == sorted(get_args(Label))


@pytest.mark.parametrize(
    ("labels", "denied", "section"),
    [
        (("commitment",), False, "commitments"),
        (("commitment",), True, "positions"),
        (("call", "funding"), False, "positions"),
        (("call", "commitment"), False, "commitments"),
        (("declaration", "funding"), False, "commitments"),
        (("declaration", "funding"), True, "declarations"),
        (("concern", "agreement"), False, "declarations"),
        (("endorsement",), False, "positions"),
        ((), False, "positions"),
    ],
)
def test_the_section_of_some_labels(labels: tuple[Label, ...], *, denied: bool, section: str) -> None:
    assert section_of(labels, denied=denied) == section


def test_the_tag_is_that_of_the_first_tagged_label() -> None:
    assert tag_of(("endorsement", "call")) == "Call"
    plain: tuple[Label, ...] = ("commitment",)
    assert tag_of(plain) == ""
