import random
from pathlib import Path

import numpy as np
import pytest
from training.batches import Examples
from training.encode import Corpus, Encoder, examples, find, read_mix, save, unfit

from mujaz.errors import DataError
from mujaz.lexicon.names import load_glossary

MIX = Path(__file__).resolve().parents[2] / "training" / "mix.toml"


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        ([5, 6, 7, 0], [8, 9, 10, 0], ""),
        ([5, 0], [8, 0], "too short"),
        ([5] * 12, [8, 9, 0], "too long"),
        ([5, 1, 7, 0], [8, 9, 10, 0], ""),  # one rare Arabic word does no harm
        ([1, 1, 7, 0], [8, 9, 10, 0], "Arabic pieces unknown"),
        ([5, 6, 7, 0], [8, 1, 10, 0], "English pieces unknown"),  # it would be learnt as a word to be left out
    ],
)
def test_a_pair_that_is_not_learnt_from_says_why(source: list[int], target: list[int], reason: str) -> None:
    assert unfit(source, target, (3, 10)) == reason


def test_no_pair_is_longer_than_the_network_takes_whatever_the_mix_says() -> None:
    assert unfit([5] * 201, [5] * 9, (1, 1000)) == "too long"


def test_whatever_a_corpus_does_not_give_is_counted(tmp_path: Path) -> None:
    file = tmp_path / "x.tsv"
    file.write_text(
        "زار 12 خبيرا المركز\tTwelve of 12 experts came\n"
        "زار 12 خبيرا المركز\tTwelve of 12 experts came\n"
        "صدر القرار 2178\tresolution 2187\n"
        "one column\n"
        "no Arabic\tat all\n",
        encoding="utf-8",
    )
    pairs, left_out = examples(Corpus("x.tsv", 1.0), file, random.Random(1), load_glossary())
    assert pairs == [("زار 12 خبيرا المركز", "Twelve of 12 experts came")]
    assert +left_out == {"said before": 1, "numbers differ": 1, "not of two columns": 1, "no pair": 1}
    assert len(pairs) + left_out.total() == 5


def test_pairs_that_repeat_what_was_said_are_counted_too(tmp_path: Path) -> None:
    lines = [f"يرحب المجلس بالتقرير السنوي رقم {n}\tThe Council welcomes annual report number {n}" for n in range(30)]
    (tmp_path / "x.tsv").write_text("\n".join(lines), encoding="utf-8")
    pairs, left_out = examples(Corpus("x.tsv", 1.0, words=20), tmp_path / "x.tsv", random.Random(1), load_glossary())
    assert left_out["not novel enough"] == 30 - len(pairs) > 20


def test_a_corpus_is_looked_for_in_every_folder_and_missed_by_name(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x.tsv").touch()
    assert find("x.tsv", [tmp_path / "a", tmp_path / "b"]) == tmp_path / "b" / "x.tsv"
    with pytest.raises(DataError, match=r"y\.tsv is in none of"):
        find("y.tsv", [tmp_path / "b"])


def test_the_mix_of_the_shipped_model_can_be_read() -> None:
    mix = read_mix(MIX)
    assert len({corpus.file for corpus in mix}) == len(mix) > 30
    assert all(0 <= share <= 1 for c in mix for share in (c.numbers, c.codes, c.fragments, c.respelt))
    assert sum(corpus.respelt > 0 for corpus in mix) >= 4


def test_an_unknown_key_of_a_mix_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "mix.toml").write_text('[[corpus]]\nfile = "x"\npasses = 1.0\nrespelled = 0.3\n', encoding="utf-8")
    with pytest.raises(TypeError, match="respelled"):
        read_mix(tmp_path / "mix.toml")


def test_numbers_of_a_vocabulary_of_forty_thousand_are_stored_as_they_are(tmp_path: Path) -> None:
    save(tmp_path / "mix.npz", [[41_000, 0], [40_999, 5, 0]], [[34_271, 7, 0], [41_102, 0]])
    stored = Examples(tmp_path / "mix.npz", pad=41_103)
    assert stored.rows(np.array([0, 1]), "src").tolist() == [[41_000, 0, 41_103], [40_999, 5, 0]]
    with pytest.raises(OverflowError):
        save(tmp_path / "mix.npz", [[70_000, 0]], [[1, 0]])


def test_pieces_without_a_number_are_told_apart_from_the_others(tiny: Path) -> None:
    encode = Encoder(tiny)
    assert 1 not in encode("The Security Council held a meeting in New York on Monday.", "target")
    assert encode("Žižek", "target").count(1) > 0
    assert encode("", "source") == [0]
