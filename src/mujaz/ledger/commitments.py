"""From an analysed article to what is stated in it: the commitments, as the ledger keeps them, and the rest."""

from collections import Counter
from typing import TYPE_CHECKING

from mujaz.briefing.previous import parted
from mujaz.ledger.rules import money_status, topic_of
from mujaz.records.analysis import Analysis
from mujaz.records.digest import Commitment, Kind

if TYPE_CHECKING:
    from mujaz.briefing.points import Point
    from mujaz.lexicon.names import Glossary

TAGS: dict[str, Kind] = {"Call": "call", "Concern": "concern", "Support": "support"}
FEW = 4  # stems that say what is promised; with fewer ("15 million a year from 2019"), the whole statement must say it


def statements_of(analysis: Analysis, *, day: str, week: str, glossary: "Glossary | None") -> tuple[Commitment, ...]:
    """What one translated article states, each with its kind, in reading order; a denied commitment is none.

    day, week: of the article. A withheld line has no `what`: its sum, date and Arabic are right all the same.
    """
    from mujaz.briefing.bullets import bullet_of
    from mujaz.briefing.compose import actor_name
    from mujaz.briefing.points import points
    from mujaz.briefing.review import failed
    from mujaz.english.text import sums

    found = []
    counts: Counter[str] = Counter()
    for point in points([analysis]):
        if not point.labels:
            continue  # who came, what was done
        kind = kind_of(point)
        mark = "" if kind == "commitment" else "s"
        counts[mark] += 1
        bullet = bullet_of(point, lambda actor: actor_name(actor, glossary))
        actor, addressee = point.actor or point.speaker, point.statement.addressee
        amounts, earlier = parted(point.amounts, point.ar)
        has_money = any(amount.currency != "%" for amount in point.amounts) or "funding" in point.labels
        found.append(
            Commitment(
                id=f"{analysis.article.id}:{point.ref.sentence}:{mark}{counts[mark]}",
                article=analysis.article.id,
                sentence=point.ref.sentence,
                day=day,
                week=week,
                actor=bullet.who,
                actor_ar=actor.name_ar if actor else "",
                addressee=actor_name(addressee, glossary) if addressee else "",
                addressee_ar=addressee.name_ar if addressee else "",
                what=bullet.what,
                ar=point.ar,
                topic=topic(point.content, point.ar),
                amounts=amounts,
                deadline=point.deadline,
                how_much=sums(amounts) if earlier else bullet.how_much,
                by_when=bullet.by_when,
                status=money_status(frozenset(point.labels), point.modality, point.ar) if has_money else "none",
                modality=point.modality,
                review=bullet.review,
                was=sums(earlier),
                failed=failed(point.statement) if bullet.review else (),
                confidence=bullet.quality if bullet.what else None,
                kind=kind,
            )
        )
    return tuple(found)


def kind_of(point: "Point") -> Kind:
    """What a statement is: by the section it stands in, and by its tag there."""
    from mujaz.briefing.points import section_of
    from mujaz.records.labels import tag_of

    section = section_of(point)
    if section == "commitments":
        return "commitment"
    if section == "declarations":
        return "agreement" if "agreement" in point.labels else "declaration"
    return TAGS.get(tag_of(point.labels), "statement")


def topic(content: str, statement: str) -> tuple[str, ...]:
    """The stems of the words that say what is promised; of the whole statement when these say too little."""
    stems = topic_of(content) if content else ()
    return stems if len(stems) >= FEW else topic_of(statement)
