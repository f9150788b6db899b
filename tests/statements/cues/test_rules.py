"""Every rule fires on its example and stays quiet on its counter-example; faulty rules are refused by name."""

from pathlib import Path

import pytest

from mujaz.errors import DataError
from mujaz.lexicon.verbs import lexicon
from mujaz.records.article import Article, When
from mujaz.records.statement import Statement
from mujaz.resources import package_path
from mujaz.statements.cues.noise import noisy
from mujaz.statements.cues.rules import POLITICS, CueRule, Domain, cues, load
from mujaz.statements.find import find_statements
from mujaz.statements.prepare import prepare
from mujaz.statements.view import view_of
from mujaz.structure.sentences import split

RULES = cues()
PUBLISHED = When("2025-01-15", "day")


def fired(text: str) -> set[str]:
    """The ids of all rules that stand in a text read as one article."""
    article = Article(id="x", text=text, published=PUBLISHED)
    return {hit.rule.id for clause in prepare(article, split(article)).clauses() for hit in clause.hits}


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
def test_example_fires_and_counter_example_does_not(rule: CueRule) -> None:
    assert rule.id in fired(rule.example)
    assert rule.id not in fired(rule.counter_example)


@pytest.mark.parametrize("rule", RULES.modality, ids=lambda rule: rule.id)
def test_modality_example(rule: CueRule) -> None:
    assert rule.modality in {span.modality for s in found(rule.example) for span in s.spans}
    assert rule.modality not in {span.modality for s in found(rule.counter_example) for span in s.spans}


@pytest.mark.parametrize("domain", RULES.domains, ids=lambda domain: domain.id)
def test_noise_example(domain: Domain) -> None:
    assert field_of(domain.example) == ("" if domain.id == POLITICS else domain.id)
    assert field_of(domain.counter_example) == ""


def found(text: str) -> tuple[Statement, ...]:
    article = Article(id="x", text=text, published=PUBLISHED)
    return find_statements(article, split(article))


def field_of(text: str) -> str:
    article = Article(id="x", text=text)
    return noisy([view_of(s, lexicon()) for s in split(article)], RULES)


def test_every_rule_gives_its_reason_author_and_date() -> None:
    for rule in (*RULES.rules, *RULES.modality):
        assert all((rule.reason, rule.author, rule.date)), rule.id


def test_ids_begin_with_their_label() -> None:
    for rule in RULES.rules:
        assert rule.id.startswith(rule.label + "."), rule.id


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('id = "a"\npatterns = ["{act:تعهد}"]\nexample = "x"\ncounter_example = "y"', "reason"),
        ('id = "a"\npatterns = ["{act:فعلغير}"]\nexample = "x"\ncounter_example = "y"\nreason = "z"', "unknown lexeme"),
        ('id = "a"\npatterns = ["… ب-"]\nexample = "x"\ncounter_example = "y"\nreason = "z"', "begin with a word"),
        ('id = "a"\npatterns = ["(نعم | لا"]\nexample = "x"\ncounter_example = "y"\nreason = "z"', "bracket"),
        ('id = "a"\npatterns = ["{act:@none}"]\nexample = "x"\ncounter_example = "y"\nreason = "z"', "unknown set"),
        ('id = "a"\npatterns = ["<planet>"]\nexample = "x"\ncounter_example = "y"\nreason = "z"', "unknown kind"),
        (
            'id = "a"\npatterns = ["نعم"]\nexample = "x"\ncounter_example = "y"\nreason = "z"\ncolour = "red"',
            "unknown key",
        ),
        (
            'id = "a"\npatterns = ["نعم"]\nexample = "x"\ncounter_example = "y"\nreason = "z"\nmodality = "maybe"',
            "modality",
        ),
        ('id = "a"\npatterns = ["نعم"]\nexample = "x"\ncounter_example = "y"\nreason = "z"\nneeds = ["luck"]', "needs"),
    ],
)
def test_faulty_rule_is_refused(tmp_path: Path, entry: str, message: str) -> None:
    sets = package_path("statements", "cues", "sets.toml").read_text(encoding="utf-8")
    (tmp_path / "sets.toml").write_text(sets, encoding="utf-8")
    text = f'author = "T"\ndate = 2026-01-01\nlabel = "call"\n[[cue]]\n{entry}\n'
    (tmp_path / "call.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=message) as caught:
        load(tmp_path)
    assert "call.toml" in str(caught.value)
    assert caught.value.remedy


def test_id_given_twice_is_refused(tmp_path: Path) -> None:
    cue = '[[cue]]\nid = "call.a"\npatterns = ["نعم"]\nexample = "x"\ncounter_example = "y"\nreason = "z"\n'
    (tmp_path / "sets.toml").write_text('author = "T"\ndate = 2026-01-01\n[words]\n', encoding="utf-8")
    (tmp_path / "call.toml").write_text(
        f'author = "T"\ndate = 2026-01-01\nlabel = "call"\n{cue}{cue}', encoding="utf-8"
    )
    with pytest.raises(DataError, match="twice"):
        load(tmp_path)
