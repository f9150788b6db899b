from pathlib import Path

import pytest
from training.evaluate import Set, loops, names_kept, numbers_kept, read_set, score


def test_each_number_of_the_source_must_be_found() -> None:
    assert numbers_kept(["عام ٢٠١٩ بمبلغ 15 مليونا"], ["15 million in 2019"]) == 1.0
    assert numbers_kept(["5 و5 و7"], ["5 and 7"]) == 2 / 3


def test_a_loop_is_four_times_the_same() -> None:
    assert loops("and so and so and so and so on")
    assert loops("no no no no")
    assert not loops("the United Nations and the United States and the United Kingdom")


def test_names_count_in_their_official_form_only_and_the_longest_first() -> None:
    names = [("وزير الخارجية", "Minister of Foreign Affairs"), ("الخارجية", "Foreign Affairs")]
    assert names_kept(["وقال وزير الخارجية"], ["the minister of foreign affairs said"], names) == 1.0
    assert names_kept(["وقال وزير الخارجية"], ["the foreign secretary said"], names) == 0.0


def test_a_set_is_read_by_name_and_may_be_cut(tmp_path: Path) -> None:
    (tmp_path / "press").mkdir()
    (tmp_path / "press" / "references.tsv").write_text("وصل الوفد\tThey arrived\nغادر\tIt left\n", "utf-8")
    assert read_set("references", tmp_path) == Set("references", ["وصل الوفد", "غادر"], ["They arrived", "It left"])
    assert read_set("references:1", tmp_path).sources == ["وصل الوفد"]


def test_an_equal_translation_scores_full_marks() -> None:
    test = Set("x", ["وصل 12 خبيرا إلى المدينة صباح اليوم"], ["12 experts arrived in the city this morning"])
    found = score(test, test.references, [])
    assert found["bleu"] == pytest.approx(100)
    assert (found["numbers"], found["loops"], found["length"]) == (100, 0, 100)
