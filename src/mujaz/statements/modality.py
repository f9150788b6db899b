"""Whether a statement is made, denied, conditional or only expected: cues/modality.toml laid over the rule's own."""

from collections.abc import Sequence

from mujaz.records.statement import Modality
from mujaz.statements.clause_bounds import Segment
from mujaz.statements.cues.match import EntityEnd, Hit, match_at
from mujaz.statements.cues.rules import CueRule
from mujaz.statements.scene import Scene

NEXT = 3  # words before a hit in which a negation directly before it may begin
CARRIES_NEGATION = "commitment.will-not"  # its negation is what is promised


def modality_of(scene: Scene, part: Segment, hit: Hit, rules: Sequence[CueRule]) -> Modality:
    """The rule's own modality, lowered by negation, condition or expectation in its clause."""
    entity_end = scene.entity_end()
    for rule in rules:
        if rule.modality == "denied" and hit.rule.id == CARRIES_NEGATION:
            continue
        if applies(scene, rule, part, hit, entity_end):
            return rule.modality
    return hit.rule.modality


def applies(scene: Scene, rule: CueRule, part: Segment, hit: Hit, entity_end: EntityEnd) -> bool:
    """Whether a modality rule matches within a clause on the side it asks for: next to the hit, before it, anywhere."""
    start = max(part.start, hit.start - NEXT) if rule.side == "next" else part.start
    stop = part.end if rule.side == "in" else hit.start + (rule.side == "before")
    for at in range(start, stop):
        for pattern in rule.patterns:
            found = (
                None if pattern.first.isdisjoint(scene.view.tags[at]) else match_at(scene.view, pattern, at, entity_end)
            )
            if found and (
                rule.side == "in" or found[0] == hit.start or (rule.side == "before" and found[0] <= hit.start + 1)
            ):
                return True
    return False
