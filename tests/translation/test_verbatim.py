"""Latin words, codes and addresses survive or are named."""

import pytest

from mujaz.translation.verbatim import check, restore, spans


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("مكتب مكافحة الإرهاب (UNOCT) في نيويورك", ["UNOCT"]),
        ("القرار A/RES/77/298 والوثيقة S/2022/35.", ["A/RES/77/298", "S/2022/35"]),
        ("برنامج COVID-19 عبر https://example.org/x.", ["COVID-19", "https://example.org/x"]),
        ("راسلوا info@example.org", ["info@example.org"]),
        ("النقطة A والعدد 15", []),
    ],
)
def test_spans(source: str, found: list[str]) -> None:
    assert spans(source) == found


@pytest.mark.parametrize(
    ("source", "english", "right"),
    [
        ("الوثيقة S/2022/35", "Document S / 2022 / 35 was issued.", "Document S/2022/35 was issued."),
        ("مكتب UNOCT", "The UNICT office", "The UNOCT office"),
        ("المنتدى العالمي (GCTF).", "The global forum.", "The global forum (GCTF)."),
        ("شركة Siemens", "The company said", "The company said"),
        ("مكتب UNOCT ومنظمة UNICEF", "UNOCT and UNICEF", "UNOCT and UNICEF"),
        ("نص عربي", "plain English", "plain English"),
    ],
)
def test_restore(source: str, english: str, right: str) -> None:
    assert restore(source, english) == right


def test_check() -> None:
    assert check("مكتب UNOCT", "the UNOCT office").ok
    failed = check("شركة Siemens", "The company said")
    assert not failed.ok
    assert failed.detail == "missing: Siemens"
