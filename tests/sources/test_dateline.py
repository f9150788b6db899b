"""Datelines in the forms that ministries and agencies use, and lines that only look like one."""

import pytest

from mujaz.article import When
from mujaz.sources.dateline import find_dateline, source_line

REST = "\nأكد المجتمعون أن العمل مستمر في جميع القرى."
QNA, KUNA, PETRA = "Qatar News Agency (QNA)", "Kuwait News Agency (KUNA)", "Jordan News Agency (Petra)"

FOUND = [
    # text, place, agency, date, the dateline itself
    ("دوشنبه – المكتب الإعلامي - ١٨ أكتوبر ٢٠٢٢" + REST, "دوشنبه", "", "2022-10-18",
     "دوشنبه – المكتب الإعلامي - ١٨ أكتوبر ٢٠٢٢"),
    ("الدوحة – قنا:" + REST, "الدوحة", QNA, "", "الدوحة – قنا:"),
    ("الدوحة في 4 نوفمبر 2024 /قنا/ أعلنت اللجنة خطتها.", "الدوحة", QNA, "2024-11-04", "الدوحة في 4 نوفمبر 2024 /قنا/"),
    ("الكويت (كونا) -- أكد المدير أن العمل مستمر.", "الكويت", KUNA, "", "الكويت (كونا)"),
    ("عمّان - بترا - أعلن المدير الخطة.", "عمّان", PETRA, "", "عمّان - بترا -"),
    ("نيويورك 12 تشرين الأول 2023 (وكالة الخليج) - قال المدير.", "نيويورك", "", "2023-10-12", ""),
    ("القاهرة في 5 يونيو 2024 / أ ش أ / أعلنت اللجنة", "القاهرة", "Middle East News Agency (MENA)", "2024-06-05", ""),
    ("أبوظبي في 4 نوفمبر 2024 / وام / أكد", "أبوظبي", "Emirates News Agency (WAM)", "2024-11-04", ""),
    ("الرياض 2 نوفمبر 2024 م واس" + REST, "الرياض", "Saudi Press Agency (SPA)", "2024-11-02", ""),
    ("بيروت (أ.ف.ب) - قال المدير", "بيروت", "Agence France-Presse (AFP)", "", "بيروت (أ.ف.ب)"),
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
