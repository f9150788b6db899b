"""Same input, same bytes out, whatever the order of sets in a run."""

import os
import subprocess
import sys
from pathlib import Path

OWN = Path(__file__).parent / "data" / "articles.toml"
SCRIPT = """
import json, sys
from pathlib import Path
from mujaz.structure.sentences import split
from mujaz.statements.find import find_statements
from mujaz.records.statement_json import to_json
from tests.gates.statement_metrics import own_articles
for article, _ in own_articles(Path(sys.argv[1])):
    for statement in find_statements(article, split(article)):
        print(json.dumps(to_json(statement)))
"""


def output(seed: str) -> bytes:
    root = Path(__file__).resolve().parent.parent.parent
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{root}{os.pathsep}{root / 'src'}"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(OWN)], capture_output=True, check=True, env=environment, cwd=root
    )
    return done.stdout


def test_hash_seed_does_not_matter() -> None:
    first = output("1")
    assert first.count(b"\n") > 150
    assert first == output("2")
