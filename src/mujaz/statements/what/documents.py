"""Resolutions, treaties, declarations and strategies named in a sentence, by their standard English names."""

import re
from functools import lru_cache

from mujaz.arabic.normalise import fold_word
from mujaz.lexicon.named import named_documents
from mujaz.statements.view import View

_RESOLUTION = re.compile(r"(?:ال|لل|ل|ب|ك)?قرار(?:ات|ها|ه|ي|ين)?\b")
_NUMBER = re.compile(
    r"\b(?:و|رقم )?(\d{3,4})"
    r"(?: ?\( ?(?:عام |لعام |لسنة )?(\d{4}) ?م? ?\)| ?(?:لعام|لسنة|عام|سنة|الصادر عام) (\d{4}))?(?![\d/])"
)
_ASSEMBLY = re.compile(r"\b(\d{2}/\d{1,3})\b")
_REACH = 130
_YEARS = range(1990, 2100)
_QUICK = re.compile(
    r"قرار|اعلان|اتفاق|معاهد|ميثاق|استراتيجي|بروتوكول|خطة|اجندة|اهداف|مبادر|اطار|نظام روما|وعد|الحزام|نافتا|ستارت|مبادئ"
)


@lru_cache(maxsize=1)
def _named() -> tuple[re.Pattern[str], dict[str, str]]:
    english: dict[str, str] = {}
    for row in named_documents():
        for name in row.names:
            english[fold_word(name)] = row.english
    ordered = sorted(english, key=len, reverse=True)
    alternatives = "|".join((re.escape(n[2:]) if n.startswith("ال") else re.escape(n)) for n in ordered)
    return re.compile(rf"(?<![^\W_])(?:و|ف)?(?:ب|ل|ك)?(?:ال|ل)?({alternatives})(?![^\W_])"), english


def find_documents(view: View) -> tuple[str, ...]:
    """English names of the documents of a sentence, in order, each once."""
    text = view.folded.text.replace("«", " ").replace("»", " ").replace('"', " ")
    text = re.sub(" +", " ", text)
    if not _QUICK.search(text):
        return ()
    found: list[tuple[int, str]] = []
    pattern, english = _named()
    for hit in pattern.finditer(text):
        name = english.get(hit[1]) or english.get("ال" + hit[1])
        if name:
            found.append((hit.start(), name))
    for head in _RESOLUTION.finditer(text):
        found.extend(resolutions(text, head.end()))
    return tuple(dict.fromkeys(name for _, name in sorted(found)))


def resolutions(text: str, start: int) -> list[tuple[int, str]]:
    """The numbered resolutions listed behind the word resolution at `start`."""
    found = []
    reach = text[start : start + _REACH]
    stop = re.search(r"[.؛!؟]|\bقرار", reach)
    reach = reach[: stop.start()] if stop else reach
    assembly = "الجمعية العامة" in reach[:60]
    council = "مجلس الامن" in reach or "مجلس الامن" in text[max(0, start - 60) : start]
    for number in _NUMBER.finditer(reach):
        year = number[2] or number[3]
        if int(number[1]) in _YEARS and not year and "رقم" not in number[0]:
            continue  # a year, not a number of a resolution
        between = reach[: number.start()]
        if not (
            year
            or "رقم" in reach[max(0, number.start() - 6) : number.end()]
            or re.fullmatch(r"[ (]*(?:\w+ ?){0,5}[ (]*", between)
        ):
            continue
        name = f"resolution {number[1]}" + (f" ({year})" if year else "")
        found.append(
            (
                start + number.start(),
                f"United Nations Security Council {name}" if council or (year and not assembly) else name.capitalize(),
            )
        )
    if assembly:
        found.extend(
            (start + n.start(), f"United Nations General Assembly resolution {n[1]}") for n in _ASSEMBLY.finditer(reach)
        )
    return found
