"""mujaz watch as it runs after each fetch, with a real (tiny) model and a real mail server."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.mailbox import Box, box

__all__ = ["box"]

Run = Callable[..., tuple[str, str]]
PLEDGE = "تعهدت دولة قطر بتقديم {} مليون دولار لصندوق المياه في القرى الجافة."
NOW = "2026-11-23T06:00:00+03:00"


def drop(folder: Path, name: str, day: str, millions: int, text: str = PLEDGE) -> None:
    record = {"text": text.format(millions), "title": name, "date": day, "outlet": "وكالة", "url": f"https://x/{name}"}
    (folder / f"{name}.jsonl").write_text(json.dumps(record), encoding="utf-8")


@pytest.fixture
def job(tmp_path: Path, tiny: Path, box: tuple[Box, int], monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "in").mkdir()
    drop(tmp_path / "in", "old", "2026-10-01", 50)
    drop(tmp_path / "in", "new", "2026-11-20", 65)
    (tmp_path / "mujaz.toml").write_text(
        '[store]\npath = "store.sqlite"\n[[folder]]\nname = "drops"\npath = "in"\nsettle = 0.0\n'
        f'[mail]\nhost = "127.0.0.1"\nport = {box[1]}\nsecurity = "none"\nfrom = "m@example.org"\n'
        'to = ["a@example.org"]\n'
        '[[watch]]\nname = "Water"\nwords = ["مياه"]\n'
        '[[watch]]\nname = "Large"\nleast = 60000000\nto = ["b@example.org"]\n'
        '[[watch]]\nname = "Roads"\nwords = ["طرق"]\n',
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MUJAZ_MODEL", str(tiny))
    monkeypatch.setenv("MUJAZ_CACHE", str(tiny.parent / "cache"))
    monkeypatch.setenv("MUJAZ_NOW", NOW)
    return tmp_path


def test_only_what_is_new_is_told_and_each_way_for_itself(run: Run, job: Path) -> None:
    run("fetch")
    first = json.loads(run("watch", "--json")[0])
    assert [(hit["watch"], hit["day"]) for hit in first] == [("Water", "2026-11-20"), ("Large", "2026-11-20")]
    assert first[0]["ar"] == PLEDGE.format(65)
    assert first[0]["address"] == "https://x/new"
    assert json.loads(run("watch", "--json")[0]) == []
    text, _ = run("watch")
    assert "Water" in text
    assert "Roads" not in text
    assert run("watch") == ("", "")
    drop(job / "in", "third", "2026-11-22", 5, "تعهدت الكويت بتقديم {} مليون دولار لإصلاح شبكة المياه.")
    run("fetch")
    assert [hit["watch"] for hit in json.loads(run("watch", "--json")[0])] == ["Water"]
    assert len(json.loads(run("watch", "--json", "--all")[0])) == 4


def test_each_group_of_readers_gets_one_mail_once(run: Run, job: Path, box: tuple[Box, int]) -> None:
    run("fetch")
    run("watch", "--email")
    assert [to for to, _ in box[0].taken] == [["a@example.org"], ["b@example.org"]]
    letter = box[0].taken[0][1]
    assert letter["Subject"] == "Watch: Water (1 new line)"
    assert PLEDGE.format(65) in letter.get_body(("plain",)).get_content()
    assert 'dir="rtl"' in letter.get_body(("html",)).get_content()
    run("watch", "--email")
    assert len(box[0].taken) == 2


def test_what_the_server_did_not_take_is_told_the_next_time(run: Run, job: Path, box: tuple[Box, int]) -> None:
    run("fetch")
    text = (job / "mujaz.toml").read_text(encoding="utf-8")
    (job / "mujaz.toml").write_text(text.replace(f"port = {box[1]}", "port = 1"), encoding="utf-8")
    assert "did not take the mail" in run("watch", "--email", code=1)[1]
    (job / "mujaz.toml").write_text(text, encoding="utf-8")
    run("watch", "--email")
    assert len(box[0].taken) == 2


def test_mistakes_are_named(run: Run, job: Path) -> None:
    assert "run the command twice" in run("watch", "--email", "--json", code=2)[1]
    text = (job / "mujaz.toml").read_text(encoding="utf-8")
    for wrong, said in (('[[watch]]\nname = "x"\n', "watches nothing"), ('[[watch]]\nwords = ["x"]\n', "name")):
        (job / "mujaz.toml").write_text(text + wrong, encoding="utf-8")
        assert said in run("watch", code=2)[1]
    (job / "mujaz.toml").write_text(text[: text.index("[[watch]]")], encoding="utf-8")
    assert "nothing is watched" in run("watch", code=2)[1]


def test_the_digest_marks_watched_lines(run: Run, job: Path) -> None:
    run("fetch")
    run("digest", "--quiet", "--week", "2026-W47")
    made = json.loads((job / "digests" / "2026-W47" / "digest.json").read_text(encoding="utf-8"))
    assert [line["watched"] for line in made["commitments"]] == [["Water", "Large"]]
    assert "watched: Water" in (job / "digests" / "2026-W47" / "digest.html").read_text(encoding="utf-8")


def test_a_list_sees_statements_of_every_kind(run: Run, job: Path) -> None:
    drop(job / "in", "call", "2026-11-21", 0, "دعت دولة قطر جميع الأطراف إلى حماية شبكات المياه في القرى الجافة.")
    run("fetch")
    hits = json.loads(run("watch", "--json")[0])
    assert [(hit["kind"], hit["day"]) for hit in hits if hit["watch"] == "Water"] == [
        ("commitment", "2026-11-20"), ("call", "2026-11-21"),
    ]  # fmt: skip
    assert "2026-11-21, call" in run("watch")[0]
    assert json.loads(run("watch", "--json")[0]) == []
    assert len(json.loads(run("ledger", "--json")[0])) == 2  # the call is none of them
