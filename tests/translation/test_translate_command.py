"""mujaz translate, as a user runs it."""

import io
import sys
from pathlib import Path

import pytest

from mujaz.cli import main
from tests.support.tiny_marian import PAIRS


class Streams:
    """Runs the command line with bytes on standard input and gives back both outputs."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        self.monkeypatch = monkeypatch
        self.capture = capfdbinary

    def __call__(self, *args: str, given: bytes = b"", code: int = 0) -> tuple[str, str]:
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        with pytest.raises(SystemExit) as stop:
            main(["translate", *args])
        sys.stdout.flush()
        out, err = self.capture.readouterr()
        assert (stop.value.code or 0) == code, err.decode()
        return out.decode(), err.decode()


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
    tiny: Path,
    tmp_path: Path,
) -> Streams:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MUJAZ_MODEL", str(tiny))
    monkeypatch.setenv("MUJAZ_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("MUJAZ_STORE", str(tmp_path / "store.sqlite"))
    return Streams(monkeypatch, capfdbinary)


def test_one_line_in_one_line_out(run: Streams) -> None:
    lines = [
        "",
        PAIRS[0][0],
        "   ",
        "Latin only – stays.",
        "😀 🎉",
        f"{PAIRS[3][0]}\t15\t{PAIRS[6][0]}",
        "\t",
        "\u2028",
        "12,5 %",
        PAIRS[0][0],
        "</s> <unk> >>fra<<",
        "%s {0} \\n",
        ("ب" * 3000 + " ") * 3,
        "vertical\x0btab\x85next",
    ]
    out, _ = run("--plain", "--quiet", given="\n".join(lines).encode())
    got = out.split("\n")
    assert got[-1] == ""
    assert len(got) == len(lines) + 1
    assert got[1] == PAIRS[0][1] == got[9]
    assert got[0] == got[2] == ""
    assert got[3] == lines[3]
    assert got[5] == f"{PAIRS[3][1]}\t15\t{PAIRS[6][1]}"
    assert got[6] == "\t"


def test_a_file_with_a_mark_and_windows_line_ends(run: Streams, tmp_path: Path) -> None:
    path = tmp_path / "in.txt"
    path.write_bytes(b"\xef\xbb\xbf" + f"{PAIRS[0][0]}\r\n{PAIRS[3][0]}\r\n".encode())
    assert run("--plain", "--quiet", str(path))[0] == f"{PAIRS[0][1]}\n{PAIRS[3][1]}\n"


def test_nothing_in_nothing_out(run: Streams) -> None:
    assert run("--plain")[0] == ""


@pytest.mark.parametrize(
    ("args", "given", "code", "says"),
    [
        (("no-such-file.txt",), b"", 4, "cannot read no-such-file.txt"),
        (("--plain",), b"\xff\xfe\xfa", 4, "is not UTF-8 (byte 0)"),
        (("--plain", "--forget", "x"), b"", 2, "translates nothing"),
        (("--correct", "-"), b"only one column\n", 4, "line 1 is not Arabic TAB English"),
        (("--model", "nowhere"), b"x\n", 5, "no model 'nowhere'"),
    ],
)
def test_errors(run: Streams, args: tuple[str, ...], given: bytes, code: int, says: str) -> None:
    assert says in run(*args, given=given, code=code)[1]


def test_corrections_come_win_and_go(run: Streams, tmp_path: Path) -> None:
    source = PAIRS[3][0]
    table = tmp_path / "corrections.tsv"
    table.write_text(f"# mine\n{source}\tEvery person has the right to learn.\n", encoding="utf-8")
    assert "1 correction(s) kept" in run("--correct", str(table))[1]
    assert run("--quiet", given=f"{source}\n".encode())[0] == "Every person has the right to learn.\n"
    assert run("--plain", "--quiet", given=f"{source}\n".encode())[0] == f"{PAIRS[3][1]}\n"
    run("--correction", source, "Another wording.")
    assert run("--quiet", given=f"{source}\n".encode())[0] == "Another wording.\n"
    assert "1 correction(s) removed" in run("--forget", source)[1]


def test_tmx_there_and_back(run: Streams, tmp_path: Path) -> None:
    run("--correction", "تعهد", "pledge")
    document = run("--export-tmx", "-")[0]
    assert "<seg>pledge</seg>" in document
    (tmp_path / "edited.tmx").write_text(document.replace(">pledge<", ">commitment<"), encoding="utf-8")
    assert "1 correction(s)" in run("--import-tmx", str(tmp_path / "edited.tmx"))[1]
    run("--export-tmx", str(tmp_path / "out.tmx"))
    assert ">commitment<" in (tmp_path / "out.tmx").read_text(encoding="utf-8")


def test_the_first_use_says_what_it_does_unless_quiet(run: Streams) -> None:
    err = run("--plain", given=f"{PAIRS[0][0]}\n".encode())[1]
    assert "converting" in err
    assert "testing" in err
    assert run("--plain", given=f"{PAIRS[0][0]}\n".encode())[1] == ""
