import re

import pytest
from training.templates import SLOT, TABLE, Grammar, generate, joined, read_grammar


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    return read_grammar()


def test_every_slot_is_defined_and_stands_on_both_sides(grammar: Grammar) -> None:
    for symbol, productions in grammar.rules.items():
        for production in productions:
            assert production[2:] in ([], ["f"]), production
            sides = []
            for text in production[:2]:
                names = {m[1] + (m[2] or "") for m in SLOT.finditer(text)}
                for name in (m[1] for m in SLOT.finditer(text)):
                    assert name.startswith("int:") or name in TABLE or name in grammar.rules, (symbol, name)
                sides.append({re.sub("^adj[mf]", "adj", n) for n in names})
            assert sides[0] == sides[1], production


def test_generated_pairs_are_finished_text_with_the_same_numbers(grammar: Grammar) -> None:
    for ar, en in generate(400, 5, grammar):
        assert not re.search(r"[{}\[\]+]|\|\|", ar + en), (ar, en)
        assert not re.search("[a-z]{3}", ar)
        assert not re.search("[\u0621-\u064a]", en)
        assert set(re.findall(r"\d+", ar)) <= set(re.findall(r"\d+", en)), (ar, en)
        assert en[0].isupper() or not en[0].isalpha()


def test_same_seed_same_pairs(grammar: Grammar) -> None:
    assert generate(30, 7, grammar) == generate(30, 7, grammar)
    assert generate(30, 7, grammar) != generate(30, 8, grammar)


def test_verb_and_pronoun_agree_with_the_speaker() -> None:
    rules = {
        "sentence": [["[قال/قالت] {speaker} إن {claim}.", "{speaker} said of [his/her] work that {claim~}."]],
        "speaker": [["الوزيرة", "the minister", "f"]],
        "claim": [["العمل مستمر", "it goes on || it went on"]],
    }
    assert generate(1, 1, Grammar(rules, [])) == [
        ("قالت الوزيرة إن العمل مستمر.", "The minister said of her work that it went on.")
    ]


def test_slots_of_one_production_speak_of_one_country(grammar: Grammar) -> None:
    for seed in range(20):
        phrase = Grammar(
            {"sentence": [["{country} {capital} {country#2}", "{country} {capital} {country#2}"]]}, grammar.countries
        )
        ((_, en),) = generate(1, seed, phrase)
        row = next(c for c in grammar.countries if f" {c['capital_en']} " in en)
        assert en.lower().startswith(row["en"].lower())
        assert not en.lower().endswith(" " + row["en"].lower())


@pytest.mark.parametrize(
    ("loose", "tight"),
    [
        ("ل+القانون", "للقانون"),
        ("ل+اللجنة", "للجنة"),
        ("ب+مدينة", "بمدينة"),
        ("ل+دولة قطر", "لدولة قطر"),
        ("و+العمل", "والعمل"),
    ],
)
def test_particles_are_joined(loose: str, tight: str) -> None:
    assert joined(loose) == tight
