import pytest

from mujaz.collect.likeness import Sketches, canonical_url, likeness, numbers_of, same_article, sketch


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://N.example/a/?utm_source=x#c", "https://n.example/a"),
        ("http://n.example:80/a?id=7&fbclid=z", "http://n.example/a?id=7"),
        ("https://n.example", "https://n.example/"),
    ],
)
def test_one_address_written_differently(one: str, other: str) -> None:
    assert canonical_url(one) == canonical_url(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://n.example/a?id=7", "https://n.example/a?id=8"),
        ("https://n.example:8443/a", "https://n.example/a"),
        ("http://n.example/a", "https://n.example/a"),
        ("http://[::1]:8080/a", "http://[::1]/a"),
    ],
)
def test_different_addresses_stay_different(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


def identity(text: str) -> tuple[bytes, tuple[str, ...]]:
    return sketch(text), numbers_of(text)


def test_a_lightly_edited_reprint_is_the_same_article(make) -> None:  # type: ignore[no-untyped-def]
    original = make.article(3)
    reprint = original.replace("وأضاف", "وتابع").replace("أنها", "انها") + "\n\n(وكالات)"
    assert same_article(identity(original), identity(reprint), threshold=0.8)


def test_the_same_words_with_another_sum_are_two_articles(make) -> None:  # type: ignore[no-untyped-def]
    assert not same_article(identity(make.article(3, 5)), identity(make.article(3, 9)), threshold=0.8)
    in_words = make.article(3).replace("5 ملايين", "خمسة ملايين")
    assert same_article(identity(make.article(3)), identity(in_words), threshold=0.8)


def test_other_articles_of_the_same_form_are_not_alike(make) -> None:  # type: ignore[no-untyped-def]
    for number in range(1, 12):
        assert likeness(sketch(make.article(0)), sketch(make.article(number))) < 0.8


def test_likeness_of_short_and_empty_texts() -> None:
    assert likeness(sketch("خبر"), sketch("خبر")) == 1.0
    assert likeness(b"", b"") == 0.0
    assert likeness(sketch("خبر قصير"), sketch("نبأ آخر تماما")) == 0.0


def test_the_index_of_sketches_finds_the_reprint_that_comparing_with_each_finds(make) -> None:  # type: ignore[no-untyped-def]
    sketches = Sketches(0.8)
    for number in range(12):
        sketches.add(f"a{number}", "2024-11-04", f"2024-11-04T{number:02}", identity(make.article(number)))
    for number in range(12):
        reprint = identity(make.article(number).replace("وأضاف", "وتابع") + "\n\n(وكالات)")
        assert sketches.like(reprint, "2024-11-01", "2024-11-30") == f"a{number}"
        assert sketches.like(reprint, "2024-11-05", "2024-11-30") == ""
    assert sketches.like(identity("نبأ آخر تماما لا صلة له بما سبق"), "2024-11-01", "2024-11-30") == ""
