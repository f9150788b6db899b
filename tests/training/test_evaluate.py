from training.evaluate import loops, names_kept, numbers_kept


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
