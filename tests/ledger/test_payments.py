from tests.support.commitments import commitment, money

from mujaz.ledger.ledger import build, paid_of, payments

WELLS = "حفر آبار جديدة للرعاة خلال العام المقبل"


def test_a_payment_is_linked_to_the_pledge_it_is_a_part_of() -> None:
    pledge = commitment("2026-11-10", amounts=money(65e6), how_much="$65 million")
    paid = commitment("2026-11-18", amounts=money(10e6), how_much="$10 million", status="paid")
    entries = build([paid, pledge])
    assert [entry.pays for entry in entries] == ["", pledge.id]
    assert entries[1].thread == pledge.id
    assert entries[1].note == "$10 million of $65 million reported paid"
    assert paid_of(entries[0], payments(entries)[pledge.id]) == "$10 million of $65 million reported paid"


def test_two_payments_are_named_and_not_added_up() -> None:
    entries = build([
        commitment("2026-11-10", amounts=money(65e6), how_much="$65 million"),
        commitment("2026-11-18", amounts=money(10e6), how_much="$10 million", status="paid"),
        commitment("2026-12-18", amounts=money(5e6), how_much="$5 million", status="paid"),
    ])  # fmt: skip
    paid = payments(entries)["2026-11-10:1:1"]
    assert paid_of(entries[0], paid) == "$10 million and $5 million of $65 million reported paid"


def test_the_whole_sum_paid_says_so() -> None:
    entries = build([
        commitment("2026-11-10", amounts=money(65e6), how_much="$65 million"),
        commitment("2026-11-11", amounts=money(65e6), how_much="$65 million", status="paid"),
    ])  # fmt: skip
    assert entries[1].note == "was pledged, now paid"
    assert paid_of(entries[0], payments(entries)[entries[0].commitment.id]) == "$65 million reported paid"


def test_a_pledge_after_a_payment_belongs_to_the_pledge() -> None:
    entries = build([
        commitment("2026-11-10", amounts=money(65e6), how_much="$65 million"),
        commitment("2026-11-18", amounts=money(10e6), how_much="$10 million", status="paid"),
        commitment("2026-12-18", amounts=money(65e6), how_much="$65 million"),
    ])  # fmt: skip
    assert [entry.change for entry in entries] == ["new", "changed", "repeated"]


def test_a_larger_payment_in_another_currency_or_for_another_thing_is_no_part() -> None:
    pledge = commitment("2026-11-10", amounts=money(65e6))
    for other in (
        commitment("2026-11-18", amounts=money(70e6), status="paid"),
        commitment("2026-11-18", amounts=money(10e6, "EUR"), status="paid"),
        commitment("2026-11-18", WELLS, amounts=money(10e6), status="paid"),
        commitment("2026-11-18", amounts=money(10e6), status="paid", actor="Kuwait", actor_ar="الكويت"),
    ):
        assert build([pledge, other])[1].pays == ""


def test_a_raised_pledge_says_what_it_was() -> None:
    raised = commitment("2026-11-10", amounts=money(65e6), how_much="$65 million", was="$50 million")
    (alone,) = build([raised])
    assert (alone.change, alone.note) == ("changed", "was $50 million")
    earlier = commitment("2026-10-01", amounts=money(55e6), how_much="$55 million")
    assert build([earlier, raised])[1].note == "was $50 million"  # what the report itself says wins
