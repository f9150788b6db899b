"""Real servers for the tests: a small web that answers as told and remembers what it was asked, and SMTP servers."""

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest


@dataclass
class Answer:
    """What a path answers. after: seconds to wait first. cut: close the connection after so many bytes."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    after: float = 0.0
    cut: int = -1


@dataclass
class Web:
    """A web server of the test's own; `pages` may be changed at any time."""

    address: str
    pages: dict[str, Answer | Callable[[dict[str, str]], Answer]]
    asked: list[tuple[str, dict[str, str]]]
    heard: Callable[[str], None] | None = None  # told of each request before it is answered

    def put(self, path: str, body: str | bytes, content_type: str = "text/html; charset=utf-8", **more: Any) -> str:
        """Let `path` answer with `body`; gives its address."""
        headers = {"Content-Type": content_type, **more.pop("headers", {})}
        data = body.encode() if isinstance(body, str) else body
        self.pages[path] = Answer(data, headers=headers, **more)
        return self.address + path

    def asked_for(self, path: str) -> list[dict[str, str]]:
        """The headers of all requests for `path`."""
        return [headers for asked, headers in self.asked if asked == path]


@pytest.fixture
def web() -> Iterator[Web]:
    """A running web server on 127.0.0.1 that knows no page yet."""
    made = Web("", {}, [])

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            made.asked.append((self.path, headers))
            if made.heard:
                made.heard(self.path)
            page = made.pages.get(self.path) or Answer(b"not here", 404)
            answer = page if isinstance(page, Answer) else page(headers)
            if answer.after:
                stop.wait(answer.after)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            try:
                self.wfile.write(answer.body if answer.cut < 0 else answer.body[: answer.cut])
                if answer.cut >= 0:
                    self.close_connection = True
            except (BrokenPipeError, ConnectionResetError):
                pass

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name of the base class
            """Say nothing."""

    stop = threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield made
    stop.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A throw-away certificate for localhost and 127.0.0.1: (certificate, key) as PEM files."""
    import ipaddress

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("tls")
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return folder / "cert.pem", folder / "key.pem"


PLACES = ("الدوحة", "الكويت", "مسقط", "عمان", "تونس", "الرباط", "القاهرة", "بغداد")
BODIES = ("وزارة الزراعة", "هيئة المياه", "وزارة التعليم", "هيئة النقل", "وزارة الصحة", "هيئة البيئة", "مركز الإحصاء")
TOPICS = (
    ("ترميم المدارس في القرى البعيدة", "تدريب المعلمين على طرائق حديثة", "توزيع الكتب على الطلبة قبل بدء الفصل"),
    ("حفر آبار جديدة في المناطق الجافة", "صيانة شبكات الري القديمة", "تركيب عدادات ذكية لقياس الاستهلاك"),
    ("تلقيح الأطفال ضد الأمراض الموسمية", "تجهيز مستوصفات متنقلة بالأدوية", "فتح خط ساخن للاستشارات الطبية"),
    ("زراعة الأشجار على أطراف المدن", "حماية الشواطئ من التلوث", "إعادة تدوير النفايات المنزلية"),
    ("مد خطوط للحافلات الكهربائية", "توسعة الميناء التجاري", "إنارة الطرق الريفية بالطاقة الشمسية"),
)


def arabic_article(number: int, millions: int = 5, extra: str = "") -> str:
    """An invented Arabic news text, different for each number; `millions`: the sum it speaks of."""
    place, body = PLACES[number % len(PLACES)], BODIES[number % len(BODIES)]
    first, second, third = TOPICS[number % len(TOPICS)]
    lines = [
        f"{place} – أعلنت {body} في {place} أنها ستقدم {millions} ملايين دولار من أجل {first}"
        f" ضمن الخطة رقم {number + 100}.",
        f"وقال مدير {body} إن العمل يشمل {second} بالتعاون مع المجالس المحلية في البلاد.",
        f"وأضاف أن {body} تلتزم بمواصلة {third} حتى نهاية المشروع.",
        f"ورحب المشاركون في لقاء {place} بهذه الخطوة وعدوها بداية جيدة لبرنامج طويل الأمد.",
        f"ودعا المدير سائر الجهات إلى الإسهام في {first} وإلى تبادل الخبرات في ما بينها.",
    ]
    return "\n\n".join([*lines, *([extra] if extra else [])])


def feed_of(entries: list[tuple[str, str, str]], title: str = "وكالة الاختبار") -> str:
    """An RSS document of (link, title, RFC 822 date) entries."""
    items = "".join(
        f"<item><title>{name}</title><link>{link}</link><guid>{link}</guid><pubDate>{day}</pubDate></item>"
        for link, name, day in entries
    )
    head = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0">'
    return f"{head}<channel><title>{title}</title>{items}</channel></rss>"


def page_of(text: str, title: str = "خبر") -> str:
    """An HTML page with the text as its article."""
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n\n"))
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


@pytest.fixture(scope="session")
def make() -> Any:
    """The makers of articles, feeds and pages: make.article(n), make.feed([...]), make.page(text)."""
    from types import SimpleNamespace

    return SimpleNamespace(article=arabic_article, feed=feed_of, page=page_of)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
