"""Web pages: trafilatura decides what belongs to the article, our own walk decides where lines begin and end.

trafilatura runs short press releases into one line and drops direction marks; our walk keeps headings, list items and
table rows on lines of their own and every character as it stands, but knows little about boilerplate. So the walk
makes the blocks and trafilatura's text says which of them stay.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

from mujaz.errors import InputError
from mujaz.sources.encodings import decode
from mujaz.sources.markup import check_markup
from mujaz.sources.pagemeta import page_metadata
from mujaz.sources.plain import charset
from mujaz.sources.quiet import quiet
from mujaz.sources.record import Found, Raw

_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]{1,40})""", re.IGNORECASE)
_SPACE = re.compile("[ \t\n\r\f]+")  # what HTML takes for white space; a no-break space is none

_BLOCK = """
    address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hgroup hr html li main nav ol p pre section summary table tbody tfoot thead tr ul
"""
# Never text of an article: machinery, navigation, and captions of pictures that a briefing does not show.
_SKIPPED = """
    script style noscript template head title nav footer aside form button select textarea iframe object svg math
    canvas audio video figure figcaption time
"""
BLOCK = frozenset(_BLOCK.split())
SKIPPED = frozenset(_SKIPPED.split())
CELL = frozenset({"td", "th"})
# In class, id or role: what surrounds an article. Whole words only, so that "shared-values" survives.
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|breadcrumbs?|sidebar|footer|share|sharing|social|related|recommended|most-?read|"
    r"comments?|cookies?|newsletter|subscribe|advert|ads?|banner|popup|modal|pagination|skip-link|navigation|"
    r"contentinfo|complementary|search)(?:$|[\s_-])",
    re.IGNORECASE,
)
TOO_LITTLE = 0.35  # trafilatura found less than this share of the article element: it lost the article


def read_html(raw: Raw) -> Iterator[Found]:
    """One article from one page. Raises InputError when the page holds no text of its own."""
    check_markup(raw.data, raw.name)
    declared = charset(raw.content_type) or declared_charset(raw.data)
    tree = parse(decode(raw.data, raw.name, declared))
    if tree is None:
        raise InputError(f"{raw.name}: an empty page", "open it in a browser: does it show an article?")
    meta = page_metadata(tree, raw.url)
    blocks = article_blocks(tree, meta.title)
    if not blocks:
        raise InputError(
            f"{raw.name}: a page without an article", "open it in a browser, copy the text and save it as .txt"
        )
    yield Found(
        text="\n\n".join(blocks),
        title=meta.title,
        outlet=meta.outlet,
        url=meta.url or raw.url,
        published=meta.published,
    )


def declared_charset(data: bytes) -> str:
    """The charset of a meta element or XML declaration near the top, or ""."""
    match = _XML_ENCODING.search(data[:200]) or _META_CHARSET.search(data[:4096])
    return match.group(1).decode("ascii", errors="replace") if match else ""


def parse(markup: str) -> Any:
    """The lxml tree of a page or fragment, or None when there is nothing in it. Broken markup is repaired."""
    from lxml import etree, html

    markup = _XML_DECLARATION.sub("", markup).replace("\x00", "")
    try:
        return html.document_fromstring(markup, parser=html.HTMLParser(remove_comments=True, remove_pis=True))
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def article_blocks(tree: Any, title: str) -> list[str]:
    """The blocks of text that make up the article, in order; the page's title heading stays."""
    root = _main_element(tree)
    blocks = list(blocks_of(root))
    extracted = _trafilatura(tree)
    if _letters_of([extracted]) < TOO_LITTLE * _letters_of(blocks):
        return blocks
    lines = [line for line in extracted.split("\n") if line.strip()]
    whole, heading = Extracted.of(lines), _letters(title)
    kept = [block for block in blocks if _letters(block) == heading or _belongs(block, whole)]
    if _letters_of(kept) < 0.6 * _letters_of(lines) and any(_letters_of([line]) > 40 for line in lines):
        return lines  # an unusual page, whose article the walk took for its surroundings
    return kept


def blocks_of(root: Any) -> Iterator[str]:
    """Headings, paragraphs, list items and table rows under `root`, each with its white space as a browser shows it."""
    buffer: list[str] = []
    yield from _walk(root, buffer, top=True)
    yield from _flush(buffer)


def _walk(element: Any, buffer: list[str], *, top: bool = False) -> Iterator[str]:
    tag = element.tag if isinstance(element.tag, str) else ""
    if not tag or (not top and _is_around(element, tag)):
        return
    if tag == "br":
        buffer.append("\n")
        return
    if tag in BLOCK:
        yield from _flush(buffer)
    elif tag in CELL and "".join(buffer).strip():
        buffer.append(" | ")
    if tag == "pre" or tag not in SKIPPED:
        buffer.append(_spaces(element.text))
    for child in element:
        yield from _walk(child, buffer)
        buffer.append(_spaces(child.tail))
    if tag in BLOCK:
        yield from _flush(buffer)


def _flush(buffer: list[str]) -> Iterator[str]:
    """The block gathered so far; a line break of the page is kept as a line end."""
    lines = [re.sub(" +", " ", line).strip(" ") for line in "".join(buffer).split("\n")]
    buffer.clear()
    text = "\n".join(line for line in lines if line.strip())
    if text:
        yield text


def _spaces(text: str | None) -> str:
    return _SPACE.sub(" ", text) if text else ""


def _is_around(element: Any, tag: str) -> bool:
    if tag in SKIPPED:
        return True
    if tag == "header" and next(element.iterancestors("article", "main"), None) is None:
        return True
    if element.get("hidden") is not None or "display:none" in (element.get("style") or "").replace(" ", "").lower():
        return True
    names = " ".join(element.get(name) or "" for name in ("class", "id", "role"))
    # A page-wide wrapper called "with-sidebar" is no sidebar: only what holds few paragraphs may go by its name.
    return bool(names) and bool(_AROUND.search(names)) and len(element.findall(".//p")) <= 3


def _main_element(tree: Any) -> Any:
    """The article element, else main, else the body; of several, the one with the most text."""
    for path in ("//article", "//main|//*[@role='main']|//*[@itemprop='articleBody']", "//body"):
        found = [element for element in tree.xpath(path) if len(" ".join(element.itertext()).strip()) > 40]
        if found:
            return max(found, key=lambda element: len("".join(element.itertext())))
    return tree


def _trafilatura(tree: Any) -> str:
    """What trafilatura takes for the article; empty when it fails, which on odd pages it does in many ways."""
    from copy import deepcopy

    try:
        with quiet("trafilatura", "htmldate", "courlan", "justext"):
            import trafilatura

            return (
                trafilatura.extract(deepcopy(tree), include_comments=False, include_tables=True, favor_recall=True)
                or ""
            )
    except Exception:  # whatever it is, our own walk goes on
        return ""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What trafilatura kept, letters only: as a whole, and line by line."""

    letters: str
    lines: frozenset[str]

    @classmethod
    def of(cls, lines: Sequence[str]) -> Self:
        """From the lines that hold anything."""
        letters = [_letters(line) for line in lines]
        return cls("".join(letters), frozenset(letters))


def _belongs(block: str, extracted: Extracted) -> bool:
    """True when trafilatura's text holds this block, spaces and punctuation aside.

    A block of one or two words is found somewhere in any text; it must be a whole line of it.
    """
    letters = _letters(block)
    if not letters:
        return False
    if len(letters) < 16 and len(extracted.lines) > 1:
        return letters in extracted.lines
    if letters in extracted.letters:
        return True
    pieces = [_letters(piece) for piece in re.split(r"\n| \| ", block)]  # rows and lines that it joined in its own way
    return len(pieces) > 1 and all(piece in extracted.letters for piece in pieces)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _letters_of(blocks: Sequence[str]) -> int:
    return sum(len(_letters(block)) for block in blocks)
