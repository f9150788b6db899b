"""Payloads in titles, texts, outlets and addresses, which must stay text; and secrets, which must show nowhere."""

import json
import os
import re
import zipfile
from email import message_from_bytes, policy
from functools import partial
from io import BytesIO
from xml.etree import ElementTree

from tests.attack.runner import Field, clean
from tests.support.hostile import TEXT

PAYLOADS = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</title><script>1</script>", "{{ 1357*2468 }}", "{% raw %}{{x}}",
    "{{ cycler.__init__.__globals__.os }}", "#import \"/etc/passwd\"", "#read(\"/etc/passwd\")", "$ x^2 $", "#let x = 1", "@cite",
    "[link](javascript:alert(1))", "![x](http://127.0.0.1/x)", "`code`", "# heading", "---", "| a | b |", "=1+1", "+1+1", "-1+1",
    "@SUM(A1)", "\t=1+1", "\r=1+1", "=HYPERLINK(\"http://a\")", "a\r\nBcc: x@example.org", "\x1b[31mred", "\x00null", "<w:p/>",
    "]]>", "<!--", "-->", "&lt;script&gt;", "&#60;script&#62;", "\u202egnirts", "javascript:alert(1)", "data:text/html,<script>1",
    "<style>*{display:none}</style>", "<svg/onload=alert(1)>", "<iframe src=//a>", "</script><script>1</script>", "\\u003cscript",
    "<a href=\"http://a\" style=x>", "%0d%0aX: y", "${1357*2468}", "<%= 1357*2468 %>", "\\input{/etc/passwd}",
)  # fmt: skip
TAGS = re.compile(
    r"<\s*(script|img|svg|iframe|style)\b[^>]*(alert|onerror|onload|src=(//|x|http)|display:none|>1<)", re.IGNORECASE
)
HANDLER = re.compile(r"<[^>]*\son(error|load)\s*=", re.IGNORECASE)
LINK = re.compile(r"(href|src)\s*=\s*[\"']?\s*(javascript|data:text)", re.IGNORECASE)


def faults_of(name: str, data: bytes) -> list[str]:
    """What in a file is no text any more."""
    found = []
    if name.endswith((".html", ".atom")):
        text = data.decode()
        bodies = re.sub(r'<script type="application/json".*?</script>', "", text, flags=re.DOTALL)
        found += [f"{name}: {p.search(bodies)!r}" for p in (TAGS, HANDLER, LINK) if p.search(bodies)]
    elif name.endswith(".md"):
        text = data.decode()
        found += [f"{name}: raw {m[0]!r}" for m in re.finditer(r"(?<!\\)<(script|img|svg|iframe|style)\b", text)]
        found += [f"{name}: link {m[0]!r}" for m in re.finditer(r"(?<!\\)\]\((javascript|data):", text)]
    elif name.endswith(".docx"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for part in archive.namelist():
                if part.endswith((".xml", ".rels")):
                    ElementTree.fromstring(archive.read(part))
                    if b"javascript:" in archive.read(part) and part.endswith(".rels"):
                        found.append(f"{name}: {part} links to a script")
    elif name.endswith(".csv"):
        import csv

        for row in csv.reader(data.decode("utf-8-sig").splitlines()):
            found += [
                f"{name}: {cell!r}" for cell in row if cell[:1] in ("=", "+", "@", "\t", "\r") or cell[:2] == "-1"
            ]
    elif name.endswith(".json"):
        json.loads(data)
    for sign in (b"root:x:", b"\nBcc: x@example.org"):
        if sign in data:
            found.append(f"{name}: {sign!r}")
    if b"3349076" in data:
        found.append(f"{name}: a sum was worked out")
    return found


def attack(field: Field) -> None:
    """Each payload in every place at once, through brief, digest, site, ledger and mail, with the embedded model."""
    for number, payload in enumerate(PAYLOADS):
        with field.place() as folder:
            record = {
                "text": f"{payload}\n\n{TEXT}\n\nتعهدت {payload} بتقديم 5 ملايين دولار لدعم {payload} في عمان.",
                "title": f"خبر {payload}", "outlet": f"وكالة {payload}", "url": f"https://a.example/{payload}", "date": "2026-11-17",
            }  # fmt: skip
            (folder / "in").mkdir()
            (folder / "in" / "a.jsonl").write_text(json.dumps(record, ensure_ascii=False))
            os.utime(folder / "in" / "a.jsonl", (1e9, 1e9))
            (folder / "mujaz.toml").write_text(
                '[[folder]]\nname = "d"\npath = "in"\n[site]\nurl = "https://site.example"\n'
                '[mail]\nhost = "127.0.0.1"\nfrom = "m@example.org"\nto = ["a@example.org"]\n'
            )
            own = {"MUJAZ_NOW": "2026-11-24T06:00:00+03:00"}
            formats = [
                f"--format={name}"
                for name in (("md", "html", "json") if number % 4 else ("md", "html", "json", "docx", "pdf"))
            ]
            faults = [clean(field.run(folder, "brief", "in/a.jsonl", "--quiet", *formats), 0, 3)]
            for command in (["fetch"], ["digest", "--quiet", "--eml", "a.eml", *formats], ["site", "www"],
                            ["ledger", "--csv"]):  # fmt: skip
                done = field.run(folder, *command, own=own)
                faults.append(clean(done, 0, 3))
                if command[0] == "ledger":
                    (folder / "l.csv").write_text(done.out, encoding="utf-8")
            for path in sorted(folder.rglob("*")):
                if (
                    path.is_file()
                    and path.suffix in (".html", ".md", ".docx", ".csv", ".json", ".atom")
                    and "home" not in path.parts
                ):
                    faults += faults_of(str(path.relative_to(folder)), path.read_bytes())
            if (folder / "a.eml").exists():
                message = message_from_bytes((folder / "a.eml").read_bytes(), policy=policy.default)
                if set(message.keys()) - {
                    "From",
                    "To",
                    "Subject",
                    "Date",
                    "Message-ID",
                    "Auto-Submitted",
                    "List-Id",
                    "List-Unsubscribe",
                    "MIME-Version",
                    "Content-Type",
                }:
                    faults.append(f"headers {message.keys()}")
            field.check(f"{payload!r}", *faults)
            field.notes = [f"files scanned in the last try: {sum(p.is_file() for p in folder.rglob('*'))}"]


def secrets(field: Field) -> None:
    """The password of the mail server, in every way to run; and who may read what is written."""
    from tests.attack.network import answering
    from tests.support.slow_servers import listening

    echo = answering(
        b"220 hello\r\n", b"250-x\r\n250 AUTH PLAIN LOGIN\r\n", b"535 sEcReT-pass c0VjUmVULXBhc3M= no\r\n", pause=0.2
    )
    for options in ([], ["-v"], ["--quiet"], ["--log-format", "json"], ["--log-format", "json", "-v"]):
        for debug in ("", "1"):
            with field.place() as folder, listening(echo) as port:
                (folder / "mujaz.toml").write_text(
                    f'[digest]\nformats = ["json"]\n[mail]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\nuser = "me"\n'
                    'from = "m@example.org"\nto = ["a@example.org"]\ntimeout = 5\n'
                )
                own = {"MUJAZ_NOW": "2026-11-24T06:00:00+03:00", "MUJAZ_SMTP_PASSWORD": "sEcReT-pass"}
                if debug:
                    own["MUJAZ_DEBUG"] = debug
                done = field.run(folder, "digest", "--email", *options, own=own)
                shown = [w for w in ("sEcReT-pass",) if w in done.out + done.err]
                kept = [
                    str(p)
                    for p in folder.rglob("*")
                    if p.is_file() and p.name != "mujaz.toml" and b"sEcReT-pass" in p.read_bytes()
                ]
                field.check(
                    f"{options} {debug}",
                    clean(done, 1),
                    f"shown {shown}" if shown else "",
                    f"kept {kept}" if kept else "",
                )
    for mask in (0o022, 0o077, 0o000):
        with field.place() as folder:
            (folder / "mujaz.toml").write_text(
                '[digest]\nformats = ["json"]\n[mail]\nhost = "127.0.0.1"\nfrom = "m@example.org"\nto = ["a@example.org"]\n'
            )
            own = {"MUJAZ_NOW": "2026-11-24T06:00:00+03:00"}
            done = field.run(folder, "digest", "--eml", "a.eml", before=partial(os.umask, mask), own=own)
            modes = {
                p.name: p.stat().st_mode & 0o777 for p in folder.iterdir() if p.is_file() and p.name != "mujaz.toml"
            }
            open_ = {name: oct(mode) for name, mode in modes.items() if mode & 0o077}
            written = [p for p in folder.rglob("digest.json") if p.stat().st_mode & 0o777 & mask]
            field.check(
                f"umask {mask:o}",
                clean(done, 0),
                f"open {open_}" if open_ else "",
                f"against umask {written}" if written else "",
            )
