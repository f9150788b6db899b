import pytest

from mujaz.briefing.outlet import in_latin


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Harbour Times", "Harbour Times"),
        ("صحيفة الأفق", "Al-Ufuq newspaper"),
        ("وكالة المدى للأنباء", "Al-Mada News Agency"),
        ("قناة المساء", "Al-Massa TV"),
        ("الشرق الجديد", "Al-Sharq Al-Jadeed"),
        ("وكالة الأنباء القطرية", "Qatar News Agency"),
        ("وزارة الخارجية", "Ministry of Foreign Affairs"),
        ("", ""),
    ],
)
def test_outlets_in_latin_letters(name: str, latin: str) -> None:
    assert in_latin(name).removesuffix(" (QNA)") == latin
