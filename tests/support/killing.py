"""Killing runs at a moment measured by what they have done, however busy the machine; and what must hold afterwards."""

import os
import sqlite3
import subprocess
import time
from pathlib import Path


def spent_by(pid: int) -> float:
    """Processor seconds a running process has used; endless for one that is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return float("inf")
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def kill_after(process: "subprocess.Popen[bytes]", seconds: float) -> bool:
    """SIGKILL once a process has used so many seconds; False when it was done before."""
    while process.poll() is None and spent_by(process.pid) < seconds:
        time.sleep(0.003)
    process.kill()
    return process.wait() < 0


def tree(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, but for what a kill in the middle of writing leaves under its temporary name."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".mujaz-")
    }


def is_sound(store: Path) -> bool:
    """Whether a store, if there is one yet, is whole."""
    if not store.exists() or not store.stat().st_size:
        return True
    connection = sqlite3.connect(store)
    try:
        whole = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return whole and not connection.execute("PRAGMA foreign_key_check").fetchall()
    finally:
        connection.close()
