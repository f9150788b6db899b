"""Random Arabic through numbers, dates, sentences, statements, events, checks, wordings and pages: nothing may break."""

import random
from collections.abc import Callable
from itertools import pairwise

from mujaz.analyse import analyse
from mujaz.arabic.dates import find_dates
from mujaz.arabic.numbers import find_numbers
from mujaz.arabic.romanise import romanise
from mujaz.checks.check import check
from mujaz.collect.likeness import sketch
from mujaz.english.dates import english_dates
from mujaz.english.numbers import english_numbers
from mujaz.events.group import group
from mujaz.lexicon.names import load_glossary
from mujaz.records.article import Article, When
from mujaz.records.statement_json import to_json
from mujaz.structure.dateline import find_dateline
from mujaz.structure.sentences import split
from mujaz.translation.segments import segment
from tests.attack.runner import Field

WORDS = (
    "أعلن أعلنت الوزير الوزارة رئيس دولة قطر الأردن الأمم المتحدة أن إن سوف لن لم قد تعهد تعهدت بتقديم دعم مليون مليار ألف مئة "
    "وعشرين خمسة خمسون نصف ربع دولار ريال في من إلى بحلول خلال عام سنة شهر يناير كانون الثاني محرم رمضان 1445هـ 2024 2027² ١٥ "
    "٪ 3.5 1,000 10⁶ ① الاثنين أمس غدا المقبل الماضي قال وقال وأضاف مؤكدا حيث الذي التي و ف ب ل ك ال دعا دعت إلى وقف إطلاق النار "
    "أدان أعرب عن قلقه رحب وقع اتفاقية مذكرة تفاهم رقم لسنة مجلس الأمن قرار السيد الدكتور محمد بن عبد الله آل « » “ ” ( ) . ، ؛ : ! ؟ … - – / "
    "\n \n\n \u200f \u064b \u0640 ﷺ ﻻ \ufdfa \U0001f600 e\u0301 < & > &lt; {{ }} \\ | * _ ` # $ %s أ. 1. - • http://a.example a@b.example"
).split(" ")
ENGLISH = (
    "the Minister announced that will provide $5 million by 2027 one hundred and twenty-five thousand half a quarter 10 May "
    "2024 from to not no , . : ( ) % Qatar United Nations pledged condemned welcomed signed"
).split(" ")


def text_of(dice: random.Random, words: tuple[str, ...] | list[str], longest: int) -> str:
    """Random words, with random letters in between."""
    parts = [dice.choice(words) for _ in range(dice.randrange(1, longest))]
    for _ in range(dice.choice((0, 0, 1, 3))):
        parts.insert(
            dice.randrange(len(parts) + 1),
            chr(dice.choice((dice.randrange(32, 0x700), dice.randrange(0x2000, 0xFFFF)))),
        )
    return dice.choice((" ", " ", "")).join(parts).encode("utf-8", "replace").decode()


def offsets(text: str, found: object) -> str:
    """ "" when every part that was found stands where it says."""
    for part in found if isinstance(found, (list, tuple)) else ():
        if text[part.start : part.end] != part.ar:
            return f"{part.ar!r} does not stand at {part.start}–{part.end}"
    return ""


def attack(field: Field, count: int = 8000) -> None:
    """So many texts, each through all of it."""
    dice = random.Random(41)
    names = load_glossary()
    simple: dict[str, Callable[[str], object]] = {
        "numbers": lambda text: offsets(text, find_numbers(text)),
        "dates": lambda text: offsets(text, find_dates(text, When("2025-03-10", "day"))),
        "romanise": romanise, "dateline": find_dateline, "sketch": sketch,
        "segments": lambda text: segment(text, len), "glossary": names.find,
    }  # fmt: skip
    for number in range(count):
        text = text_of(dice, WORDS, dice.choice((5, 20, 60)))
        english = text_of(dice, ENGLISH, 40)
        faults = []
        for name, work in simple.items():
            try:
                said = work(text)
            except Exception as error:
                faults.append(f"{name}: {type(error).__name__}: {error} on {text!r}")
            else:
                if isinstance(said, str) and said and name in ("numbers", "dates"):
                    faults.append(f"{name}: {said} in {text!r}")
        try:
            english_numbers(english), english_dates(english)
            check(text, english)
        except Exception as error:
            faults.append(f"check: {type(error).__name__}: {error} on {text!r} {english!r}")
        if text.strip() and number % 2 == 0:
            faults += whole(text, dice)
        field.check(f"text {number}", *faults)


def whole(text: str, dice: random.Random) -> list[str]:
    """Sentences, statements, records and event of a text; what is wrong with them."""
    published = dice.choice((None, When("2025-03-10", "day"), When("2025", "year")))
    article = Article(id="a", text=text, published=published, source="a.txt")
    faults = []
    try:
        for sentence in split(article):
            if text[sentence.start : sentence.end] != sentence.text:
                faults.append(f"sentence {sentence.index} does not stand where it says")
        analysis = analyse(article, load_glossary())
        for statement in analysis.statements:
            record = to_json(statement)
            for part in (
                *record["dates"],
                *record["amounts"],
                record["deadline"],
                *(s["deadline"] for s in record["spans"]),
            ):
                if part and part["start"] >= 0 and text[part["start"] : part["end"]] != part["ar"]:
                    faults.append(f"{part} does not stand where it says")
            taken = sorted((d["start"], d["end"]) for d in record["dates"])
            if any(one[1] > two[0] for one, two in pairwise(taken)):
                faults.append(f"dates overlap: {taken}")
        group([analysis])
    except Exception as error:
        faults.append(f"{type(error).__name__}: {error}")
    return [f"{fault} on {text!r}" for fault in faults]
