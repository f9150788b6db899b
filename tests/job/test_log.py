import io
import json
from datetime import UTC, datetime

import pytest

from mujaz.errors import ConfigError
from mujaz.job.clock import ago, now, stamp
from mujaz.job.log import Log, level_shown


def test_text_is_one_line_and_quiet_shows_errors_only() -> None:
    out = io.StringIO()
    log = Log("fetch", "text", level_shown(0, quiet=True), out)
    log.warning("a warning")
    log.error("feed QNA failed")
    assert out.getvalue() == "mujaz fetch: feed QNA failed\n"


def test_json_is_one_object_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUJAZ_NOW", "2024-11-11T03:00:00+00:00")
    out = io.StringIO()
    log = Log("digest", "json", level_shown(1, quiet=False), out)
    log.info("sent", readers=3)
    log.debug("unseen")
    assert json.loads(out.getvalue()) == {
        "time": "2024-11-11T03:00:00+00:00",
        "level": "info",
        "command": "digest",
        "message": "sent",
        "readers": 3,
    }


def test_the_clock_can_be_set_for_tests_and_mistakes_are_named() -> None:
    assert now({"MUJAZ_NOW": "2024-11-11T06:00:00+03:00"}) == datetime(2024, 11, 11, 3, tzinfo=UTC)
    assert now({"MUJAZ_NOW": "2024-11-11T06:00:00"}).tzinfo is UTC
    assert abs((now({}) - datetime.now(UTC)).total_seconds()) < 5
    with pytest.raises(ConfigError, match="MUJAZ_NOW"):
        now({"MUJAZ_NOW": "soon"})


@pytest.mark.parametrize(
    ("then", "words"),
    [
        ("2024-11-08T03:00:00+00:00", "3 days"),
        ("2024-11-10T02:59:00+00:00", "1 day"),
        ("2024-11-11T01:00:00+00:00", "2 hours"),
        ("2024-11-11T02:59:59+00:00", "just now"),
    ],
)
def test_how_long_ago(then: str, words: str) -> None:
    moment = datetime(2024, 11, 11, 3, tzinfo=UTC)
    assert ago(then, moment) == words
    assert stamp(moment) == "2024-11-11T03:00:00+00:00"
