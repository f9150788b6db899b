"""Machine translation is never shown as if somebody had said it: quotation marks around speech are taken out."""

import re

_PAIRS = (('"', '"'), ("“", "”"), ("«", "»"), ("‟", "”"))
_QUOTED = re.compile("|".join(f"{o}([^{o}{c}]*){c}" for o, c in _PAIRS))
_STRAY = re.compile('["“”«»‟„]')
# A verb of saying and the colon or comma that leads into the words said.
_SAYING = re.compile(
    r"(?P<verb>\b(?:said|says|say|saying|added|adds|adding|stated|stating|stressed|stressing|affirmed|affirming|"
    r"explained|explaining|noted|noting|declared|declaring|continued|concluded|remarked|told \w+|pointed out|"
    r"emphasi[sz]ed|underlined|"
    r"confirmed|confirming|announced|announcing|warned|warning|recalled|reported|indicated|mentioned))"
    r"(?P<gap>\s*[:,]\s*|\s+)$",
    re.IGNORECASE,
)
_TITLE_WORDS = frozenset("of the and on in for to a an its with at by from as".split())


def unquote(english: str) -> str:
    """The text as reported speech: no quotation marks around what was translated.

    After a verb of saying the marks become "that" (after "told her" too); around a title or a single name they stay,
    since such a form is a name and not a saying; every other pair, and any mark without its partner, is dropped.

    >>> unquote('He said: "We will continue our support."')
    'He said that we will continue our support.'
    """
    out, last = "", 0
    for found in _QUOTED.finditer(english):
        inner = next(g for g in found.groups() if g is not None).strip()
        out += english[last : found.start()]
        last = found.end()
        if _is_title(inner):
            out += f"“{inner}”"
            continue
        saying = _SAYING.search(out)
        if saying and inner:
            link = "" if inner.lower().startswith("that ") else "that "
            out = f"{out[: saying.start('gap')]} {link}{_lower(inner)}"
        else:
            out += inner
        if out.endswith((".", "?", "!", ",")) and english[last:].lstrip()[:1] in (".", ",", ";"):
            out = out[:-1]
        elif inner.endswith(".") and re.match(r"\s+[a-z]", english[last:]):
            out = out[:-1] + ","
    out += english[last:]
    titles = re.sub(r"“([^”]*)”", "\x02\\1\x03", out)
    clean = _STRAY.sub("", titles).replace("\x02", "“").replace("\x03", "”")
    return re.sub(r"\s+([.,;:!?])", r"\1", re.sub(r"\s{2,}", " ", clean)).strip()


def _is_title(inner: str) -> bool:
    """Whether the words inside the marks are a name: short, nearly every word with a capital, no verb's ending."""
    shown = [w for w in re.findall(r"[A-Za-z][\w'-]*", inner) if w.lower() not in _TITLE_WORDS]
    named = bool(shown) and all(w[0].isupper() for w in shown)
    return named and len(shown) <= 24 and not inner.endswith((".", "?", "!"))


def _lower(inner: str) -> str:
    """The first letter small, unless the first word is a name, "I" or letters in capitals."""
    first = re.match(r"[A-Za-z][\w'’-]*", inner)
    if not first or (len(first[0]) > 1 and first[0][1].isupper()) or first[0] in ("I", "I'm", "I've"):
        return inner
    common = first[0] in _STARTERS or first[0].lower().endswith(("ing", "ly"))
    return inner[0].lower() + inner[1:] if common else inner


_STARTERS = frozenset(
    "The A An This That These Those We Our It Its There They Their He His She Her You Your In On At As For From With "
    "By To Of And But If When While Since After Before During Under All Any Some Many Most No Not What Who Which How "
    "Why Such Both Each Every More One Two Three Today Now Here Thus Therefore However Because Although Despite".split()
)
