"""What `mujaz explain` says is what the page did: the same choice and sum, and data lines that are really there."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from mujaz.analyse import analyse
from mujaz.bilingual import translated
from mujaz.briefing import lines
from mujaz.briefing.explain import Explanation, Told, explain
from mujaz.briefing.origins import Origin, cue_origin, entry_origin, lines_of, weight_origin
from mujaz.briefing.verdicts import Verdicts, clause_key
from mujaz.cli.explain import command, plain
from mujaz.cli.explain import lines_of as plain_lines
from mujaz.lexicon.names import load_glossary
from mujaz.records.article import Article
from mujaz.records.event import Event
from mujaz.records.review import Verdict, VerdictKind
from mujaz.records.translation import Check, Progress, Translation
from mujaz.resources import package_path

TEXT = (
    "وأكد سالم النوري أن سلطنة عمان ستواصل دعم خمسة موانئ صغيرة.\n"
    "وأدانت اليابان بشدة الهجوم على السفينة.\n"
    "ودعت كندا الأطراف إلى ضبط النفس."
)


class Known:
    """Translates what the dictionary holds, surely; all else badly."""

    def __init__(self, english: dict[str, str]) -> None:
        self.english = english

    def translate(self, texts: Sequence[str], progress: Progress | None = None) -> list[Translation]:
        """As TranslationService does."""
        return [self.one(text) for text in texts]

    def one(self, text: str) -> Translation:
        """One text."""
        if text in self.english:
            return Translation(text, self.english[text], "model", (), -0.1)
        return Translation(text, "the the thing", "model", (Check("loops", ok=False, detail="the the"),), -2.0)


@cache
def page() -> Explanation:
    """Three statements: the first is well told by rule, the second by the machine's clause, the third in no way."""
    glossary = load_glossary([])
    made = analyse(Article(id="a", text=TEXT, title="مؤتمر الموانئ"), glossary)
    attack = made.statements[1].spans[0].ar
    known = {"خمسة موانئ صغيرة": "five small ports", attack: "Japan condemned the attack on the ship"}
    event = Event(id="e", title_ar="مؤتمر", title_en="Ports", kind="conference", articles=("a",), slug="ports")
    return explain(event, translated([made], Known(known)), glossary, signature="signed", fitted=lambda whole: whole)


def test_every_statement_has_its_fate_and_the_line_that_tells_it() -> None:
    first, second, third = page().statements
    assert (first.ref, first.fate) == ("1:1", "printed")
    assert first.printed == "Oman will continue to support five small ports"
    assert (second.section, second.fate) == ("positions", "printed")
    assert second.printed == "Concern. Japan condemned the attack on the ship"
    assert (third.fate, third.section) == ("withheld", "withheld")
    assert "below" in third.why


def test_the_rule_the_predicate_and_the_deed_are_named_with_their_lines() -> None:
    first = page().statements[0]
    assert first.cue
    assert (first.cue.file, first.cue.id) == ("statements/cues/commitment.toml", "commitment.will")
    assert first.cue_ar == "ستواصل"
    (ruled,) = [way for way in first.ways if way.form == "predicate"]
    assert [origin.file for origin in ruled.origins] == ["english/predicates.toml", "lexicon/deeds.tsv"]
    assert (ruled.lead, ruled.machine_ar, ruled.machine_en) == (
        "will continue to support", "خمسة موانئ صغيرة", "five small ports"
    )  # fmt: skip


def test_every_line_named_holds_what_is_named() -> None:
    for origin in origins(page()):
        assert origin.line > 0, origin
        assert origin.id in lines_of(origin.file)[origin.line - 1] or origin.file == "lexicon/deeds.tsv"


def origins(made: Explanation) -> list[Origin]:
    """All data lines of an explanation."""
    found: list[Origin] = []
    for told in made.statements:
        found += [origin for origin in (told.cue,) if origin]
        found += [origin for who in (told.actor, told.speaker) if who for origin in who.origins]
        found += [origin for way in told.ways for origin in (*way.origins, *(f.origin for f in way.features))]
        found += [used.origin for used in told.names]
    return found


def test_actors_say_how_they_were_found() -> None:
    first, second, _ = page().statements
    assert first.actor
    assert (first.actor.printed, first.actor.by) == ("Oman", "glossary")
    assert second.actor
    assert second.actor.origins[0].file == "lexicon/names/glossary.tsv"


def test_words_that_stood_for_the_actor_are_told_with_him() -> None:
    glossary = load_glossary([])
    text = "وصل وزير الخارجية الكندي سالم النوري إلى مسقط.\nوأكد الوزير أن بلاده ستواصل دعم خمسة موانئ صغيرة."
    made = analyse(Article(id="a", text=text, title="زيارة"), glossary)
    event = Event(id="e", title_ar="زيارة", title_en="Visit", kind="visit", articles=("a",), slug="visit")
    (told,) = explain(event, translated([made], Known({})), glossary, fitted=lambda whole: whole).statements
    assert told.actor
    assert told.speaker
    assert (told.actor.printed, told.actor.resolved_from) == ("Canada", "بلاده")
    assert (told.speaker.name_ar, told.speaker.resolved_from) == ("سالم النوري", "الوزير")
    assert told.speaker.by == "read in the article"
    assert "“بلاده” → " in "\n".join(plain_lines(told))


def test_what_the_features_add_makes_the_quality_the_page_used() -> None:
    import math

    for told in page().statements:
        for way in told.ways:
            total = sum(feature.adds for feature in way.features)
            assert way.quality == pytest.approx(1 / (1 + math.exp(-total)) if way.features else 0)
        chosen = [way for way in told.ways if way.chosen]
        assert len(chosen) == 1
        assert chosen[0].quality == max(way.quality for way in told.ways)
        assert (told.fate == "withheld") == (chosen[0].quality < lines.quality().shown)


def judged(kind: VerdictKind, value: str = "") -> Told:
    """The first statement of the page, after a person has spoken of its line."""
    ar = page().statements[0].ar
    verdict = Verdict(ar=ar, field="line", verdict=kind, value=value, who="Sara", at="2026-05-01T10:00:00Z")
    glossary = load_glossary([])
    made = analyse(Article(id="a", text=TEXT, title="مؤتمر الموانئ"), glossary)
    event = Event(id="e", title_ar="مؤتمر", title_en="Ports", kind="conference", articles=("a",), slug="ports")
    verdicts = Verdicts({(clause_key(ar), "line"): verdict})
    members = translated([made], Known({"خمسة موانئ صغيرة": "five small ports"}))
    return explain(event, members, glossary, verdicts=verdicts, fitted=lambda whole: whole).statements[0]


def test_a_rejected_line_is_told_as_rejected() -> None:
    told = judged("rejected")
    assert (told.fate, told.printed) == ("rejected by a person", "")
    assert told.why.startswith("Sara rejected it on 2026-05-01; by itself: the best way is the predicate")


def test_a_corrected_line_is_shown_as_it_is_printed() -> None:
    told = judged("corrected", "will go on supporting five small harbours")
    assert told.fate == "printed"
    assert told.printed == "Oman will go on supporting five small harbours"
    assert told.reviewed


def test_failed_checks_are_told_with_what_was_found() -> None:
    failed = [check for way in page().statements[2].ways for check in way.failed]
    assert ("loops", "the the") in {(check.name, check.detail) for check in failed}


def test_the_explanation_in_words_says_all_of_it() -> None:
    made = page()
    text = "\n".join(plain(made, list(made.statements), whole=True))
    assert "[1:1] printed: Oman will continue to support five small ports" in text
    assert re.search(r"statements/cues/commitment\.toml:\d+ commitment\.will on “ستواصل” → commitment, will", text)
    assert re.search(r"“will continue to support” {2}english/predicates\.toml:\d+ will, lexicon/deeds\.tsv:\d+", text)
    assert "by machine “خمسة موانئ صغيرة” → “five small ports”  confidence -0.10" in text
    assert "check loops failed: the the" in text
    assert "withheld" in text


def test_the_explanation_as_json_holds_the_same() -> None:
    data = json.loads(json.dumps(asdict(page()), ensure_ascii=False))
    assert data["statements"][0]["cue"]["id"] == "commitment.will"
    assert data["shown"] < data["sure"]


def test_a_users_glossary_is_named_before_the_shipped_one(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(
        "arabic\tvariants\tenglish\ttype\tnote\tsource\nاليابان\t\tJapan\tcountry\t\town\n", encoding="utf-8"
    )
    entry = load_glossary([own]).get("اليابان")
    assert entry
    assert entry_origin(entry, [own]) == Origin(str(own), 2, "اليابان")
    assert entry_origin(entry).file == "lexicon/names/glossary.tsv"


def test_every_cue_and_every_weight_can_be_found() -> None:
    for path in package_path("statements", "cues").glob("*.toml"):
        if path.stem not in ("sets", "noise", "modality"):
            ids = re.findall(r'^id = "([^"]+)"', path.read_text(encoding="utf-8"), re.MULTILINE)
            assert ids
            for cue in ids:
                assert cue_origin(cue).file == f"statements/cues/{path.name}", cue
                assert cue_origin(cue).line, cue
    assert all(weight_origin(name).id == name for name in lines.quality().weights)
    assert weight_origin("a check without a weight").id == "other-check"


def test_the_command_explains_a_file(tmp_path: Path, tiny: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("تعهدت الدولة بتقديم الدعم.\nورحب الوزير بالاتفاق\n", encoding="utf-8")
    options = [str(article), "--model", str(tiny), "--engine", "torch", "--store", str(tmp_path / "s"), "--quiet"]
    result = CliRunner().invoke(command, [*options, "--json"], standalone_mode=False)
    assert result.exception is None, result.exception
    (data,) = map(json.loads, result.stdout.splitlines())
    assert any(statement["cue"]["id"].startswith("commitment.") for statement in data["statements"])
    only = CliRunner().invoke(command, [*options, "--line", "1:9"], standalone_mode=False)
    assert "[1:" not in only.stdout


def test_what_makes_no_page_is_named_and_not_explained(tmp_path: Path, tiny: Path) -> None:
    article = tmp_path / "quiet.txt"
    article.write_text("كان الجو صحوا في المدينة والبحر هادئا.\n", encoding="utf-8")
    options = [str(article), "--model", str(tiny), "--engine", "torch", "--store", str(tmp_path / "s")]
    result = CliRunner().invoke(command, options, standalone_mode=False)
    assert result.exception is None, result.exception
    assert not result.stdout
    assert "no page is made of" in result.stderr
    assert "quiet.txt" in result.stderr


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, [str(tmp_path / "missing.txt")], standalone_mode=False)
    assert result.return_value == 4
    assert "missing.txt" in result.stderr
