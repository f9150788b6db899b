"""Hostile and broken inputs, made by a script: nothing binary lies in the repository.

`poison()` gives files by name, `mutants()` as many more as wanted; `REPEATS` are short texts that, said again and
again, have made some rule slow. `python -m tests.support.hostile FOLDER` writes the whole corpus.
"""

import gzip
import json
import random
import sys
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

ARTICLE = (
    "الدوحة – أعلنت وزارة الزراعة أنها ستقدم {sum} ملايين دولار من أجل حفر آبار جديدة في المناطق الجافة.\n\n"
    "وقال مدير الوزارة إن العمل يشمل صيانة شبكات الري القديمة بالتعاون مع المجالس المحلية في البلاد.\n"
)
WORD_HEAD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
WORD_TAIL = b"</w:body></w:document>"


def good(millions: int = 5) -> bytes:
    """An article with nothing wrong in it."""
    return ARTICLE.format(sum=millions).encode()


def word(document: bytes, **more: bytes) -> bytes:
    """A .docx with this document part."""
    kinds = (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"'
        b' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override'
        b' PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        b'wordprocessingml.document.main+xml"/></Types>'
    )
    links = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
        b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
        b' Target="word/document.xml"/></Relationships>'
    )
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {
            "[Content_Types].xml": kinds, "_rels/.rels": links, "word/document.xml": document, **more,
        }.items():  # fmt: skip
            archive.writestr(name, content)
    return data.getvalue()


def pdf(content: bytes, *, pages: int = 1) -> bytes:
    """A PDF whose pages have this content and no font."""
    kids = b" ".join(b"%d 0 R" % (4 + n) for n in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [ %s ] /Count %d >>" % (kids, pages),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        *[b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources << >> >>"] * pages,
    ]
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    tail = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return out + tail % (count, table, count, len(out))


def feed(items: str) -> bytes:
    """An RSS document."""
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>ق</title>{items}</channel></rss>'.encode()


def page(body: str, head: str = "") -> bytes:
    """An HTML page."""
    return f'<!doctype html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()


TEXT = ARTICLE.format(sum=7)
PARAGRAPH = f"<p>{TEXT}</p>"
_POISON: dict[str, Callable[[], bytes | str]] = {
    # text
    "footnote.txt": lambda: f"{TEXT}تقديم 15 مليون دولار بحلول عام 2027².",
    "circled.txt": lambda: f"{TEXT}في عام ① 5 وعام (¹) 2022 و10⁶ و2020⁽¹⁾.",
    "digits-310.txt": lambda: f"{TEXT}خصصت {'7' * 310} دولار.",
    "digits-5000.txt": lambda: f"{TEXT}خصصت {'7' * 5000} دولار.",
    "hundreds.txt": lambda: TEXT + "مئة و" * 1000,
    "twenty-five.txt": lambda: TEXT + "خمسة وعشرون و" * 1000,
    "empty.txt": lambda: b"",
    "blank.txt": lambda: b" \n\t\r\n" * 50,
    "zeros.txt": lambda: b"\0" * 5000,
    "noise.txt": lambda: bytes(range(256)) * 40,
    "latin.txt": lambda: b"The Minister welcomed the agreement. " * 20,
    "persian.txt": lambda: "وزیر امور خارجه گفت که این گفتگوها می‌تواند به گسترش همکاری‌ها کمک کند. " * 9,
    "marks.txt": lambda: "\u202e\u200f\u064b\u0651" * 3000 + TEXT,
    "half-utf16.txt": lambda: TEXT.encode("utf-16")[:-1],
    "long.txt": lambda: TEXT * 6000,
    "sentences.txt": lambda: TEXT + "أ. " * 40_000,
    "one-word.txt": lambda: TEXT + "ب" * 30_000,
    "year-one.txt": lambda: f"1 كانون الثاني 0001\n{TEXT}",
    # pages
    "comments.html": lambda: "<!---->" * 50 + "نص",
    "comments.txt": lambda: b"<!---->" * 500 + good(),
    "open-comment.html": lambda: b"<!--" * 2000 + good(),
    "attributes.html": lambda: page("<p " + " ".join(f'a{n}="1"' for n in range(40_000)) + ">" + PARAGRAPH),
    "deep.html": lambda: page("<div>" * 3000 + PARAGRAPH),
    "huge.html": lambda: page(PARAGRAPH * 25_000),
    "paragraphs.html": lambda: page("".join(f"<p>{TEXT} {n}</p>" for n in range(700))),
    "less-than.html": lambda: page("<" * 200_000),
    "no-article.html": lambda: page("<nav>صفحة</nav>"),
    "json-ld.html": lambda: page(PARAGRAPH, f'<script type="application/ld+json">{"[" * 50_000}</script>'),
    "canonical.html": lambda: page(PARAGRAPH, '<link rel="canonical" href="http://[bad">'),
    # JSON Lines
    "nested.jsonl": lambda: '{"text": ' + "[" * 100_000 + "\n" + json.dumps({"text": TEXT}),
    "list.jsonl": lambda: b'[1, null, "x", {"text": 5}, {"text": ""}]',
    "surrogate.jsonl": lambda: b'{"text": "' + TEXT.replace("\n", " ").encode() + rb' \ud800", "title": "\udfff"}',
    "dates.jsonl": lambda: "\n".join(
        json.dumps({"text": TEXT + day, "date": day}) for day in ("0001-01-01", "9999-12-31", "2024-13-01", "soon")
    ),
    # Word
    "million-paragraphs.docx": lambda: word(WORD_HEAD + b"<w:p/>" * 3_000_000 + WORD_TAIL),
    "broken.docx": lambda: word(WORD_HEAD + b"<w:p><w:r>"),
    "entities.docx": lambda: word(
        b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + WORD_HEAD + WORD_TAIL
    ),
    "no-zip.docx": lambda: b"PK\x03\x04" + b"x" * 500,
    "zip-only.docx": lambda: word(b"", x=b"y")[:-30],
    # PDF
    "cut.pdf": lambda: pdf(b"BT (x) Tj ET")[:200],
    "no-text.pdf": lambda: pdf(b"0 0 100 100 re f"),
    "operators.pdf": lambda: pdf(b"BT " + b"(x) Tj " * 20_000 + b"ET"),
    "pages.pdf": lambda: pdf(b"BT ET", pages=400),
    # others under known names
    "zipped.txt": lambda: gzip.compress(good()),
    "picture.html": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 200,
    "old-word.docx": lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 2000,
    "rich.txt": lambda: b"{\\rtf1 hello}",
}
# Read only when named.
_NAMED: dict[str, Callable[[], bytes | str]] = {
    "no-items.xml": lambda: feed(""),
    "cut-feed.xml": lambda: feed(f"<item><title>x</title><description>{TEXT}</description></item>")[:-60],
    "less-than.xml": lambda: feed(f"<item><description><![CDATA[{'<' * 300_000}]]></description></item>"),
    "bad-link.xml": lambda: feed(f"<item><link>http://[bad</link><description>{TEXT}</description></item>"),
    "year-one.xml": lambda: feed(
        f"<item><pubDate>Mon, 01 Jan 0001 00:00:00 GMT</pubDate><description>{TEXT}</description></item>"
    ),
    "attributes.xml": lambda: feed("<item " + " ".join(f'a{n}="1"' for n in range(20_000)) + "/>"),
}


def poison(*, named: bool = False) -> dict[str, bytes]:
    """File name to content: found in folders, or (named) read only where the user names them."""
    made = {name: make() for name, make in (_NAMED if named else _POISON).items()}
    return {name: data.encode() if isinstance(data, str) else data for name, data in made.items()}


REPEATS = (
    "<", "<!---->", "<!--", "&lt;", "ا", "ب", "أ.", "و .", "قال:\n", "« ", "»", "(", ")", "\"", "،", ". ", "\n", " ",
    "\u064b", "\u0640", "\u200f", "1", "1,", "1.", "1 000 ", "5 ملايين ", "مئة و", "خمسة وعشرون و", "مليون ",
    "نصف ",
    "بالمائة ", "2024 ", "1445هـ ", "يناير «", "من 3 إلى ", "10 مايو و",
    "الاثنين ", "العام المقبل ", "خلال ثلاثة أعوام ",
    "رئيس ", "وزير الخارجية ", "الدكتور ", "محمد بن ", "السيد ", "قطر ", "الأمم المتحدة ", "المؤتمر الرابع ",
    "أعلن أن ", "تعهدت بتقديم ", "لن يسمح ", "قال إن ", "وأكد على ", "رقم 12 لسنة ", "على حد سواء ", "ل",
    "وأبدت عمان استعدادها ",
)  # fmt: skip
"""Said again and again, each must take time in proportion to the length."""


SAMPLES = Path(__file__).resolve().parents[2] / "samples"
ENDINGS = ("txt", "html", "jsonl", "docx", "pdf", "xml")


def sound() -> dict[str, bytes]:
    """A file of every kind that can be read, by ending: what the mutants come from."""
    document = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in TEXT.splitlines() if line).encode()
    with zipfile.ZipFile(SAMPLES / "amman-education-communique.docx") as sample:
        inner = sample.read("word/document.xml")
    items = f"<item><title>خبر</title><link>https://a.example/1</link><description>{TEXT * 3}</description></item>"
    return {
        "txt": TEXT.encode(),
        "html": (SAMPLES / "muscat-ports-agency.html").read_bytes(),
        "jsonl": (SAMPLES / "articles.jsonl").read_bytes(),
        "docx": word(WORD_HEAD + document + WORD_TAIL) if len(inner) > 1_000_000 else word(inner),
        "pdf": pdf(b"BT /F1 12 Tf (x) Tj ET"),
        "xml": feed(items * 3),
    }


def mutants(count: int, seed: int = 0) -> Iterator[tuple[str, bytes]]:
    """So many damaged, cut, swollen, repeated and misnamed files; the same for the same seed."""
    dice = random.Random(seed)
    kinds = sound()
    for number in range(count):
        ending = ENDINGS[number % len(ENDINGS)]
        data = bytearray(kinds[ending])
        for _ in range(dice.choice((1, 1, 2, 5))):
            data = bytearray(_harm(bytes(data), dice))
        given = ending if dice.random() < 0.8 else dice.choice(ENDINGS)
        yield f"mutant-{seed}-{number:04}.{given}", bytes(data)


def _harm(data: bytes, dice: random.Random) -> bytes:
    """One change for the worse."""
    at = dice.randrange(len(data) + 1)
    span = data[at : at + dice.choice((1, 10, 200))]
    repeat = dice.choice(REPEATS).encode()
    changes: tuple[Callable[[], bytes], ...] = (
        lambda: data[:at],
        lambda: data[at:],
        lambda: data[:at] + bytes(dice.randrange(256) for _ in range(dice.choice((1, 4, 64)))) + data[at + 4 :],
        lambda: data[:at] + span * dice.choice((2, 50, 2000)) + data[at:],
        lambda: data[:at] + repeat * dice.choice((1, 100, 5000)) + data[at:],
        lambda: data.replace(span, b"") if span else data,
        lambda: data[:at] + dice.choice((b"<", b">", b"&", b'"', b"\0", b"{", b"[", b"<![CDATA[", b"<!--")) + data[at:],
        lambda: data[:at] + data[:200_000] + data[at:],
        lambda: data.decode("utf-8", "replace").encode(dice.choice(("utf-16", "cp1256", "utf-7")), "replace"),
        lambda: gzip.compress(data) if dice.random() < 0.2 else data + b"\r\n" * 9,
    )
    return dice.choice(changes)()[:3_000_000]


def main(folder: Path, count: int = 500) -> None:
    """Write the corpus."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in (*poison().items(), *poison(named=True).items(), *mutants(count)):
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
