"""A briefing made up for the tests: two sources, every section, one flagged sentence."""

from dataclasses import replace

from mujaz.records.article import When
from mujaz.records.briefing import Briefing, Bullet, Evidence, Reference, Section, Source

HOSTILE = (
    '<script>alert(1)</script> # $x$ [[ ]] {{ 7*7 }} {% raw %} *bold* _it_ `code` #panic() \\" ]; '
    '#"x" @ref <lab> ![i](j) [a](b)'
)


def bullet(number: int = 1, **given: object) -> Bullet:
    """A commitment of about twenty words."""
    made = Bullet(
        what=f"will equip harbour number {number} with radar and train its pilots together with its neighbours",
        who="Oman",
        form="predicate",
        refs=(Reference(1, number),),
        labels=("commitment",),
        score=1.0,
    )
    return replace(made, **given)  # type: ignore[arg-type]


def briefing(commitments: int = 2, sources: int = 2, **given: object) -> Briefing:
    """A whole briefing with so many commitments and sources."""
    made = Briefing(
        event="e123456789ab",
        folder="2021-03-05-third-regional-conference",
        title="Third Regional Conference on the Safety of Small Ports",
        title_ar="المؤتمر الإقليمي الثالث حول سلامة الموانئ الصغيرة",
        kind="Conference",
        date="4–5 March 2021",
        date_start=When("2021-03-04", "day"),
        date_end=When("2021-03-05", "day"),
        place="Muscat, Oman",
        organisers="Oman, Arab Maritime Board",
        bottom_line=(
            Bullet(what="Oman will equip two harbours with radar by the end of 2022.", refs=(Reference(1, 2),)),
        ),
        sections=(
            Section("commitments", tuple(bullet(n) for n in range(1, commitments + 1))),
            Section(
                "declarations", (Bullet(who="The conference", what="adopted the Muscat Charter", form="predicate"),)
            ),
            Section(
                "positions",
                (Bullet(tag="Call", who="Salim Nouri", what="More pilots", form="phrase", labels=("call",)),),
            ),
            Section("figures", (Bullet(what="14 port authorities", refs=(Reference(1, 1),)),)),
            Section("participants", (Bullet(who="Salim Nouri", what="head of the ports authority", form="phrase"),)),
            Section("resolutions", (Bullet(what="Muscat Charter", form="phrase"),)),
            Section("to_check", (Bullet(what="A number differs (2012)", refs=(Reference(1, 2),), review=True),)),
        ),
        sources=tuple(
            Source(
                number=n,
                article=f"{n:012d}",
                outlet=f"Outlet {n}",
                title_ar="اختتام مؤتمر الموانئ",
                title_en="Ports conference ends" if n % 2 else "",
                date="5 March 2021",
                address="https://example.org/a?b=1&c=2" if n % 2 else "folder/b.txt",
            )
            for n in range(1, sources + 1)
        ),
        evidence=(
            Evidence(ref=Reference(1, 1), ar="جملة أولى عن الموانئ", en="A first sentence on ports", cited=True),
            Evidence(
                ref=Reference(1, 2), ar="جملة ثانية", en="A second sentence", cited=True, failed=("a number differs",)
            ),
            Evidence(ref=Reference(1, 3), ar="جملة ثالثة", en="A third sentence", failed=("a name is missing",)),
        ),
        signature="model@1 · rules 2 · glossary 3 · mujaz 0.1.0",
    )
    return replace(made, **given)  # type: ignore[arg-type]


def hostile() -> Briefing:
    """Untrusted text in every field that comes from an article."""
    base = briefing()
    return replace(
        base,
        title=HOSTILE,
        title_ar=HOSTILE,
        place=HOSTILE,
        organisers=HOSTILE,
        bottom_line=(Bullet(what=HOSTILE),),
        sections=(
            Section(
                "commitments", (bullet(what=HOSTILE, who=HOSTILE, how_much=HOSTILE, by_when=HOSTILE, review=True),)
            ),
            Section("to_check", (Bullet(what=HOSTILE),)),
        ),
        sources=(replace(base.sources[0], outlet=HOSTILE, title_en=HOSTILE, address="javascript:alert(1)"),),
        evidence=(replace(base.evidence[0], ar=HOSTILE, en=HOSTILE, failed=(HOSTILE,)),),
        signature=HOSTILE,
    )


def with_section(made: Briefing, section: Section) -> Briefing:
    """The same briefing with one section replaced."""
    return replace(made, sections=tuple(section if s.id == section.id else s for s in made.sections))
