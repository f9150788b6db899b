"""Subjects in English by glossary and romanisation; agents at the beginning of a text."""

import pytest

from mujaz.english.phrases import agents, subject_of
from mujaz.lexicon.names import Glossary, load_glossary


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary()


@pytest.mark.parametrize(
    ("phrase", "english"),
    [
        ("وزير الخارجية القطري", "The Qatari Minister of Foreign Affairs"),
        ("مجلس الأمن", "The Security Council"),
        ("الاتحاد الأوروبي", "The European Union"),
        ("منظمة العفو الدولية", "Amnesty International"),
        ("مجلس الأمن الهجوم", None),  # an object behind a body is no name of it
        ("السيد رئيس البلدية", None),
        ("رجل من المدينة", None),
    ],
)
def test_subjects(phrase: str, english: str | None, glossary: Glossary) -> None:
    assert subject_of(phrase, glossary) == english


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("مجلس الأمن الهجوم", ("The Security Council", 10, "m", False)),
        ("وزارة الخارجية القطرية جهودا", ("The Qatari Ministry of Foreign Affairs", 22, "f", False)),
        ("وزير الخارجية القطري محمد", ("The Qatari Minister of Foreign Affairs", 20, "", True)),
        ("الأردن يرحب", ("Jordan", 6, "m", False)),
        ("وقطر الهجوم", None),
        ("الوفد الهجوم", None),
    ],
)
def test_agents(text: str, agent: tuple[str, int, str, bool] | None, glossary: Glossary) -> None:
    found = agents(glossary)(text)
    assert (found and (found.english, found.end, found.gender, found.office)) == agent
