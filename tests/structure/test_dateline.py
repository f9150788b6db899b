"""Datelines in the forms that ministries and agencies use, and lines that only look like one."""

import pytest

from mujaz.arabic.normalise import fold_word
from mujaz.lexicon.places import dateline_places
from mujaz.records.article import When
from mujaz.structure.dateline import Dateline, datelines, find_dateline, source_line
from mujaz.structure.dateline_words import WordList, read_words
from mujaz.structure.outlets import Outlet, outlets

REST = "\nأكد المجتمعون أن العمل مستمر في جميع القرى."
QNA, KUNA, PETRA = "Qatar News Agency (QNA)", "Kuwait News Agency (KUNA)", "Jordan News Agency (Petra)"

FOUND = [
    # text, place, agency, date, the dateline itself
    ("دوشنبه – المكتب الإعلامي - ١٨ أكتوبر ٢٠٢٢" + REST, "دوشنبه", "", "2022-10-18",
     "دوشنبه – المكتب الإعلامي - ١٨ أكتوبر ٢٠٢٢"),
    ("الدوحة – قنا:" + REST, "الدوحة", QNA, "", "الدوحة – قنا:"),
    ("الدوحة في 4 نوفمبر 2024 /قنا/ أعلنت اللجنة خطتها.", "الدوحة", QNA, "2024-11-04", "الدوحة في 4 نوفمبر 2024 /قنا/"),
    ("الكويت (كونا) -- أكد المدير أن العمل مستمر.", "الكويت", KUNA, "", "الكويت (كونا) --"),
    ("عمّان - بترا - أعلن المدير الخطة.", "عمّان", PETRA, "", "عمّان - بترا -"),
    ("نيويورك 12 تشرين الأول 2023 (وكالة الخليج) - قال المدير.", "نيويورك", "", "2023-10-12", ""),
    ("القاهرة في 5 يونيو 2024 / أ ش أ / أعلنت اللجنة", "القاهرة", "Middle East News Agency (MENA)", "2024-06-05", ""),
    ("أبوظبي في 4 نوفمبر 2024 / وام / أكد", "أبوظبي", "Emirates News Agency (WAM)", "2024-11-04", ""),
    ("الرياض 2 نوفمبر 2024 م واس" + REST, "الرياض", "Saudi Press Agency (SPA)", "2024-11-02", ""),
    ("بيروت (أ.ف.ب) - قال المدير", "بيروت", "Agence France-Presse (AFP)", "", "بيروت (أ.ف.ب) -"),
    ("بيروت (أ ف ب) - قال المدير", "بيروت", "Agence France-Presse (AFP)", "", ""),
    ("واس – الرياض:" + REST, "الرياض", "Saudi Press Agency (SPA)", "", ""),
    ("جنيف – رويترز – قال المدير", "جنيف", "Reuters", "", ""),
    ("\u200fجنيف – رويترز – قال المدير", "جنيف", "Reuters", "", ""),
    ("الـدوحـة – قـنـا: قال المدير", "الـدوحـة", QNA, "", ""),
    ("جدة، المملكة العربية السعودية (CNN)-- قال المدير", "جدة", "CNN Arabic", "", ""),
    ("عواصم - وكالات:" + REST, "", "", "", "عواصم - وكالات:"),
    ("بوزنيقة – المكتب الإعلامي - 3 نوفمبر 2023" + REST, "بوزنيقة", "", "2023-11-03", ""),  # not listed
    ("بوزنيقة في 3 نوفمبر 2023 /ومع/ قال المدير", "بوزنيقة", "Maghreb Arabe Presse (MAP)", "2023-11-03", ""),
    ("هونغ كونغ (رويترز) -- قال المدير", "هونغ كونغ", "Reuters", "", ""),
    ("مسقط في 11 نوفمبر 2025 /المدى/ اعتمد المجتمعون الخطة.", "مسقط", "", "2025-11-11", ""),  # agency not listed
    ("عنوان الخبر\nالرباط – صحيفة الأفق – ٤ نوفمبر 2026" + REST, "الرباط", "", "2026-11-04", ""),
    ("عنوان الخبر\nالدوحة: قال المدير إن العمل مستمر.", "الدوحة", "", "", "الدوحة:"),
    ("عنوان الخبر\nالثلاثاء 18 أكتوبر 2022\nقال المدير إن العمل مستمر.", "", "", "2022-10-18",
     "الثلاثاء 18 أكتوبر 2022"),
    ("عنوان\nتاريخ النشر: 18 أكتوبر 2022\nنيويورك (رويترز) - قال المدير", "نيويورك", "Reuters", "2022-10-18", ""),
    ("قال المدير إن العمل مستمر.\nصدر في عمّان في 18 يونيو 2025", "عمّان", "", "2025-06-18", ""),
    ("الرياض ١٢ جمادى الأولى ١٤٤٧ هـ الموافق ٣ نوفمبر ٢٠٢٥ م" + REST, "الرياض", "", "2025-11-03", ""),
    ("مسقط – المكتب الإعلامي - ٧ مايو ٢٠٢١" + REST, "مسقط", "", "2021-05-07", "مسقط – المكتب الإعلامي - ٧ مايو ٢٠٢١"),
    ("الدوحة في 4 نوفمبر 2024 /قنا/ بحث الوزيران", "الدوحة", QNA, "2024-11-04", "الدوحة في 4 نوفمبر 2024 /قنا/"),
    ("الكويت - 4 - 11 (كونا) -- أكد الأمير", "الكويت", KUNA, "--11-04", "الكويت - 4 - 11 (كونا) --"),
    ("القاهرة – أ ش أ:" + REST, "القاهرة", "Middle East News Agency (MENA)", "", "القاهرة – أ ش أ:"),
    ("باريس (أ ف ب) - وقع الطرفان", "باريس", "Agence France-Presse (AFP)", "", "باريس (أ ف ب) -"),
    ("دبي، الإمارات العربية المتحدة (CNN)-- قال", "دبي", "CNN Arabic", "", "دبي، الإمارات العربية المتحدة (CNN)--"),
    ("أبوظبي في 9 مارس / وام / افتتح", "أبوظبي", "Emirates News Agency (WAM)", "--03-09", "أبوظبي في 9 مارس / وام /"),
    ("عمان 4 تشرين الثاني (بترا)- رعى", "عمان", PETRA, "--11-04", "عمان 4 تشرين الثاني (بترا)-"),
    ("المنامة - 12 يناير 2020" + REST, "المنامة", "", "2020-01-12", "المنامة - 12 يناير 2020"),
    ("التاريخ: 4 نوفمبر 2024" + REST, "", "", "2024-11-04", "التاريخ: 4 نوفمبر 2024"),
    ("الرياض 02 جمادى الأولى 1446 هـ الموافق 04 نوفمبر 2024 م واس" + REST, "الرياض", "Saudi Press Agency (SPA)",
     "2024-11-04", "الرياض 02 جمادى الأولى 1446 هـ الموافق 04 نوفمبر 2024 م واس"),
    ("عنوان الخبر\nالرباط – صحيفة الأفق – ٤ فبراير/شباط 2026" + REST, "الرباط", "", "2026-02-04",
     "الرباط – صحيفة الأفق – ٤ فبراير/شباط 2026"),
    ("جيبوتي في 23 سبتمبر 2025 /المدى/ أطلق المشاركون النداء.", "جيبوتي", "", "2025-09-23",
     "جيبوتي في 23 سبتمبر 2025 /المدى/"),
    ("عمّان - الضفتين - أنهى المؤتمر أعماله.", "عمّان", "", "", "عمّان - الضفتين -"),
    ("عنوان الخبر\nعمّان - الضفتين: أنهى المؤتمر أعماله.", "عمّان", "", "", "عمّان - الضفتين:"),
    ("عنوان الخبر\nفرانس 24 - 6 يونيو 2025" + REST, "", "France 24", "2025-06-06", ""),
    ("عنوان الخبر\nالقبس - 7 يونيو 2025" + REST, "", "Al-Qabas", "2025-06-07", ""),
    ("صدى الأطلس - الرباط - 3 نوفمبر 2025" + REST, "الرباط", "", "2025-11-03", ""),
    ("صدى الأطلس - الرباط في 3 نوفمبر 2025" + REST, "الرباط", "", "2025-11-03", ""),
    ("المشهد الليلة | 5 مايو 2025" + REST, "", "", "2025-05-05", ""),
    ("عنوان الخبر\nبوابة النيل الإخبارية - 6 يونيو 2025" + REST, "", "", "2025-06-06", ""),
    ("عنوان الخبر\nصحيفة المرسى - 7 يونيو 2025 - 11 ذو الحجة 1446" + REST, "", "", "2025-06-07", ""),
    ("عنوان الخبر\nالجزيرة نت | 6 يونيو 2025" + REST, "", "Al Jazeera", "2025-06-06", ""),
    ("عنوان الخبر\nالقاهرة في 10 أغسطس" + REST, "القاهرة", "", "--08-10", ""),
    ("عنوان الخبر\nآخر تحديث: الجمعة 6 يونيو 2025 - 12:30" + REST, "", "", "2025-06-06", ""),
    ("عنوان الخبر\nنشر في: 07/06/2025 - 14:22" + REST, "", "", "2025-06-07", ""),
    ("عنوان الخبر\nالإثنين 13 أكتوبر 2025 06:20 مـ 21 ربيع آخر 1447 هـ" + REST, "", "", "2025-10-13", ""),
    ("عنوان الخبر\n11 ذو الحجة 1446 هـ - 7 يونيو 2025 م" + REST, "", "", "2025-06-07", ""),
    ("عنوان الخبر\nسكاي نيوز عربية - أبوظبي\n12 مايو 2024" + REST, "أبوظبي", "Sky News Arabia", "2024-05-12", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "place", "agency", "date", "words"), FOUND, ids=[str(number) for number in range(len(FOUND))]
)
def test_found(text: str, place: str, agency: str, date: str, words: str) -> None:
    found = find_dateline(text)
    assert found is not None
    assert (found.place, found.agency, found.when.value if found.when else "") == (place, agency, date)
    if words:
        assert text[found.start : found.end] == words
    if found.when:
        assert text[found.when.start : found.when.end] == found.when.ar


@pytest.mark.parametrize(
    "text",
    [
        "الكويت: مؤتمر دولي ينطلق غداً" + REST,  # a title
        "الدوحة تستضيف المؤتمر" + REST,
        "قطر – البحرين: مباراة منتظرة" + REST,
        "ومع اقتراب الموعد، قال المدير - وهو طبيب - إن العمل مستمر.",  # ومع is also an agency
        "وفا الرجل بوعده - كما قال - وعاد.",
        "شارك في الاجتماع 15 خبيراً في 4 نوفمبر 2024 ثم غادروا المدينة.",
        "وفي 5 يونيو 2024 عادت اللجنة إلى العمل.",
        "وأطلقت البلدية في 20 يناير 2024 خطة جديدة - وهي الثانية - للمياه.",
        "ونقلت وكالة الأنباء السعودية (واس) عن المدير أن العمل مستمر.",
        "عنوان\nسطر\nسطر\nسطر\nسطر\nموسكو: الأولوية للمياه\nقال المدير.",  # a sub-heading
        "أعلنت الوزارة أن المشروع سيكتمل في 4 نوفمبر 2024 في جميع المناطق",
        "وقال الوزير - بعد اللقاء - إن الاتفاق وشيك",
        "الوزير: وفا بوعده",
        "نقلت (رويترز) عن مصدر مطلع أن المفاوضات مستمرة",
        "تطوير التعليم في الريف",
        "الكويت - 3 - 1 على أرضها في مباراة الأمس.",  # a score
        "واشنطن – طهران – موسكو: من يربح الرهان؟" + REST,
        "الكويت - مهرجان المسرح: جوائز للشباب" + REST,  # a title
        "- 2017 -",
        "",
        "\n\n",
    ],
)
def test_not_a_dateline(text: str) -> None:
    assert find_dateline(text) is None


def test_a_date_without_a_year_stays_without_one() -> None:
    found = find_dateline("الدوحة – المكتب الإعلامي - 29 مارس" + REST)
    assert found is not None
    assert found.when is not None
    assert (found.place, found.when.value) == ("الدوحة", "--03-29")


def test_a_known_year_is_lent_to_it() -> None:
    found = find_dateline("الدوحة – المكتب الإعلامي - 29 مارس" + REST, When("2022", "year"))
    assert found is not None
    assert found.when is not None
    assert (found.when.value, found.when.known) == ("2022-03-29", "inferred")


def test_source_line() -> None:
    assert source_line("قال المدير.\nالمصدر: جريدة المنارة") == "جريدة المنارة"
    assert source_line("قال المدير.\n(المصدر: المنارة)\n") == "المنارة"
    assert source_line("المصدر الأول قال: نعم.\nانتهى") == ""


@pytest.mark.parametrize("outlet", [row for row in outlets() if row.agency], ids=lambda outlet: outlet.id)
def test_the_example_of_every_agency(outlet: Outlet) -> None:
    found = find_dateline(outlet.example + REST)
    assert found is not None
    assert (found.agency, found.by, found.closed) == (outlet.en, True, True)
    assert (found.start, found.end) == (0, len(outlet.example))


@pytest.mark.parametrize("spelling", sorted(dateline_places())[::9])
def test_every_listed_place_heads_a_dateline(spelling: str) -> None:
    found = find_dateline(f"{spelling} – المكتب الإعلامي - ١٨ أكتوبر ٢٠٢٢{REST}")
    assert found is not None
    assert fold_word(found.place) == spelling


@pytest.mark.parametrize(
    "entry",
    [*read_words().office, *read_words().link, *read_words().weekday, *read_words().label],
    ids=lambda entry: entry.id,
)
def test_the_example_of_every_word_list(entry: WordList) -> None:
    assert any(word in fold_word(entry.example) for word in entry.words)
    found = find_dateline(entry.example + REST)
    assert found is not None
    assert found.end == len(entry.example)


@pytest.mark.parametrize("entry", read_words().remark, ids=lambda entry: entry.id)
def test_a_remark_between_dashes_names_no_agency(entry: WordList) -> None:
    assert find_dateline(entry.example) is None
    head, _, rest = entry.example.split(" - ")
    assert find_dateline(f"{head} - المدى - {rest}") is not None


def test_a_dateline_without_a_sign_behind_it_is_not_closed() -> None:
    (found,) = datelines("مسقط في 11 نوفمبر 2025 اعتمدت اللجنة الخطة.")
    assert (found.place, found.closed) == ("مسقط", False)


def test_datelines_stand_at_the_top_or_alone_at_the_end() -> None:
    middle = "الدوحة في 4 نوفمبر 2024 /قنا/ أعلنت اللجنة خطتها.\n"
    text = (
        f"عنوان\n{middle}" + "قال المدير إن العمل مستمر.\n" * 8 + middle + "قال المدير.\nصدر في عمّان في 18 يونيو 2025\n"
    )
    assert [text[d.start : d.end] for d in datelines(text)] == [
        "الدوحة في 4 نوفمبر 2024 /قنا/", "صدر في عمّان في 18 يونيو 2025",
    ]  # fmt: skip
    assert datelines("كلمة " * 1000) == ()
    assert datelines("") == ()


def test_a_long_row_of_signs_is_read_quickly() -> None:
    assert isinstance(find_dateline("الدوحة (قنا) " + "- " * 60 + "قال"), Dateline)
    assert find_dateline("-" * 150 + "ا") is None
