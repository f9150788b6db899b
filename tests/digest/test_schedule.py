import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from mujaz.digest.schedule import CRONTAB, UNITS, Installation, cron_words, files, own_command, unit_word

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
STANDARD = Installation(
    ("/opt/mujaz/bin/mujaz",),
    Path("/etc/mujaz/mujaz.toml"),
    (Path("/var/lib/mujaz"), Path("/srv/mujaz")),
    "mujaz",
    "Asia/Qatar",
    "/srv/mujaz/site",
)


def odd(tmp_path: Path) -> Installation:
    """An installation with every character that systemd, cron or a shell would take for its own."""
    folder = tmp_path / "my 100% $HOME \"x\" 'y'"
    return Installation((str(folder / "mujaz"), "-m"), folder / "mujaz.toml", (tmp_path,), "root", "Asia/Qatar")


@pytest.mark.parametrize("name", [*UNITS, CRONTAB])
def test_the_files_in_deploy_are_those_of_a_standard_installation(name: str) -> None:
    assert (DEPLOY / name).read_text(encoding="utf-8") == files(STANDARD)[name]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not on this machine")
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    units = tmp_path / "units"
    units.mkdir()
    installation = Installation(
        own_command(), tmp_path / "mujaz.toml", (tmp_path,), "root", "Asia/Qatar", str(tmp_path / "s")
    )
    for name in UNITS:
        (units / name).write_text(files(installation)[name], encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", *(str(units / name) for name in UNITS)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not on this machine")
def test_systemd_understands_the_moments() -> None:
    for name in UNITS:
        for line in files(STANDARD)[name].splitlines():
            if line.startswith("OnCalendar="):
                subprocess.run(["systemd-analyze", "calendar", line.partition("=")[2]], check=True, capture_output=True)


def test_a_missed_monday_is_made_up_for_and_the_service_is_hardened() -> None:
    made = files(STANDARD)
    assert "Persistent=true" in made["mujaz-digest.timer"]
    for name in ("mujaz-fetch.service", "mujaz-digest.service"):
        for line in (
            "NoNewPrivileges=yes",
            "ProtectSystem=strict",
            "Type=oneshot",
            "ReadWritePaths=/var/lib/mujaz /srv/mujaz",
        ):
            assert line in made[name].splitlines()


def test_words_with_special_characters_arrive_whole(tmp_path: Path) -> None:
    made = files(odd(tmp_path))
    assert "my 100%% $$HOME" in made["mujaz-digest.service"]
    line = next(line for line in made[CRONTAB].splitlines() if " digest " in line)
    assert "%" not in line.replace("\\%", "")  # cron reads a bare % as the end of the command
    words = shlex.split(line.replace("\\%", "%"))
    assert words[5] == odd(tmp_path).command[0]
    assert words[-1] == str(odd(tmp_path).config)


@pytest.mark.parametrize("word", ["/usr/bin/mujaz", "plain-word"])
def test_ordinary_words_stay_as_they_are(word: str) -> None:
    assert unit_word(word) == cron_words([word]) == word
