import pytest

from mujaz.briefing.outlet import in_latin
from mujaz.english.wordings import File, OutletKind, OutletWord, words
from mujaz.resources import package_path
from mujaz.tables import read_toml


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


FILE = read_toml(package_path("english", "wordings.toml"), File)


@pytest.mark.parametrize("word", FILE.outlet_word, ids=lambda word: word.en)
def test_every_word_of_outlet_names(word: OutletWord) -> None:
    assert words().outlets[word.ar] == word.en
    assert in_latin(f"صحيفة {word.ar} بن").startswith(word.en)


@pytest.mark.parametrize("kind", FILE.outlet_kind, ids=lambda kind: kind.ar)
def test_every_kind_of_outlet(kind: OutletKind) -> None:
    assert in_latin(kind.ar.format(name="الأفق الجديد")) == kind.form.format(name="Al-Ufuq Al-Jadeed")
