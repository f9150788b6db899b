"""python -m tests.attack [GROUP…]"""

import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from tests.attack.runner import Field, memory, warm_up

GROUPS = {
    "growth": "growth.attack", "fuzz": "fuzz.attack", "files": "files.files", "names": "files.names",
    "addresses": "network.addresses", "servers": "network.servers", "mail": "network.mail", "hub": "network.hub",
    "kills": "faults.kills", "together": "faults.together", "stores": "faults.stores", "disks": "faults.disks",
    "streams": "faults.streams", "surroundings": "faults.surroundings", "clocks": "faults.clocks",
    "models": "network.models", "injection": "injection.attack", "secrets": "injection.secrets",
}  # fmt: skip


def main() -> int:
    """Do the groups, then print the table."""
    wanted = sys.argv[1:] or list(GROUPS)
    warm_up()
    fields = []
    with tempfile.TemporaryDirectory(prefix="attack") as root:
        cache = Path(root) / "cache"
        for name in wanted:
            module, _, work = GROUPS[name].partition(".")
            folder = Path(root) / name
            folder.mkdir()
            field = Field(name, folder, cache)
            began, cpu = time.monotonic(), time.process_time()
            getattr(import_module(f"tests.attack.{module}"), work)(field)
            fields.append(field)
            print(
                f"{name:14} {field.tries:6} tries {len(field.failures):4} failed"
                f" {time.monotonic() - began:7.0f} s wall {time.process_time() - cpu:7.0f} s of this processor",
                flush=True,
            )
            for note in field.notes:
                print("    ", note, flush=True)
    print(f"in all {sum(f.tries for f in fields)} tries, {sum(len(f.failures) for f in fields)} failed;", end=" ")
    print(f"most memory of a run {memory():.0f} MiB")
    return 1 if any(f.failures for f in fields) else 0


sys.exit(main())
