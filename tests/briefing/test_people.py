from dataclasses import replace

import pytest

from mujaz.analyse import analyse
from mujaz.arabic.normalise import fold_word
from mujaz.briefing import people
from mujaz.briefing.compose import actor_name
from mujaz.records.article import Article
from mujaz.records.briefing import Bullet, Reference
from mujaz.records.statement import Actor

from .test_compose import CALL, analysis


def listed(text: str) -> list[tuple[str, str]]:
    found = people.bullets(
        [analyse(Article(id="a", text=text))],
        lambda actor: actor_name(actor, None),
        None,
    )
    return [(bullet.who, bullet.what) for bullet in found if bullet.who]


@pytest.mark.parametrize("role", ["Expert of to", "Director for Counter-", "Special Special Envoy", "Head of ?"])
def test_a_broken_role_is_left_out(role: str) -> None:
    people_found: dict[str, Bullet] = {}
    people.add(people_found, "Salim Nouri", role, Reference(1, 1))
    assert people_found["Salim Nouri"].what == ""


@pytest.mark.parametrize(("office", "kept"), [("President", False), ("Representative of Oman", True)])
def test_an_office_alone_is_nobody_unless_it_says_of_what(office: str, *, kept: bool) -> None:
    member = analysis(replace(CALL, actor=Actor("x", office, office), speaker=None))
    assert bool(people.bullets([member], lambda actor: actor.name_en, None)) is kept


def test_those_who_only_took_part_are_named_too() -> None:
    text = "شارك في الملتقى وزير النقل سالم بن حمد النوري والدكتورة مريم العامري، مديرة إدارة الموانئ."
    assert [name.split()[-1] for name, _ in listed(text)] == ["Al-Nouri", "Al-Amri"]
    assert listed(text)[0][1] == "Minister of Transport"


def test_a_speaker_without_an_office_in_english_is_still_named() -> None:
    assert [name for name, _ in listed("وتعهد السيد سالم حمد النوري بتوسيع الرصيف خلال عامين.")] == [
        "Salem Hamad Al-Nouri"
    ]


def test_a_double_name_cut_short_is_the_same_person() -> None:
    assert people.same_person("Anna Fitzroy-Hall", "Anna Fitzroy")


def test_what_is_planned_is_no_rapporteur() -> None:
    assert listed("ومن المقرر أن يشارك في الملتقى القادم خبراء من أربع دول.") == []


@pytest.mark.parametrize("item", people.taking_part(), ids=lambda item: item.id)
def test_every_word_for_taking_part(item: people.TookPart) -> None:
    assert people.took_part(item.example)
    assert item.pattern.search(fold_word(item.example))
    assert not people.took_part(item.counter)
