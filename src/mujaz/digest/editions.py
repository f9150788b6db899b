"""What a corrected edition of a digest says otherwise than the one before."""

from collections.abc import Iterator

from mujaz.records.digest import CommitmentLine, Digest, DueLine, EventLine, Line

SECTIONS = {
    "events": "Event",
    "commitments": "Commitment",
    "declarations": "Declaration",
    "changes": "Change",
    "due": "Deadline",
    "disagreements": "Sources that differ",
}


def differences(before: Digest, after: Digest) -> tuple[str, ...]:
    """One line for each printed line that is otherwise, gone, new, or no longer marked; empty when nothing is."""
    found: list[str] = []
    for section, name in SECTIONS.items():
        old, new = dict(_lines(before, section)), dict(_lines(after, section))
        gone, added = [text for text in old if text not in new], [text for text in new if text not in old]
        found += [f"{name} corrected: {now} (before: {then})" for then, now in zip(gone, added, strict=False)]
        found += [f"{name} taken out: {text}" for text in gone[len(added) :]]
        found += [f"{name} added: {text}" for text in added[len(gone) :]]
        found += [f"{name} looked at, no longer marked: {text}" for text in new if old.get(text) and not new[text]]
    return tuple(found)


def _lines(digest: Digest, section: str) -> Iterator[tuple[str, bool]]:
    """Each line of a section as it reads, and whether it is marked."""
    for line in getattr(digest, section):
        yield _text(line), line.review


def _text(line: EventLine | CommitmentLine | DueLine | Line) -> str:
    if isinstance(line, Line):
        return line.text
    if isinstance(line, EventLine):
        return f"{line.title}: {line.bottom_line}" if line.bottom_line else line.title
    facts = " – ".join(part for part in (line.shown, line.how_much, line.by_when) if part)
    return f"{line.who}: {facts}" if line.who else facts
