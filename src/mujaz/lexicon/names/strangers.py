"""From English back to the glossary: names in a translation that nothing in the Arabic accounts for."""

import re
from collections.abc import Iterable, Iterator, Sequence

from mujaz.lexicon.names.accepted import Wording, accepted, plain, spoken_forms
from mujaz.lexicon.names.entry import Entry
from mujaz.lexicon.names.hit import Hit
from mujaz.lexicon.stems import arabic_stem, arabic_words

_LOOKED_FOR = frozenset({"person", "country", "place", "body"})
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
# Names that are English words as well; with a capital they may begin a sentence or stand in a heading.
_WORDS_TOO = frozenset("chad turkey jordan georgia male congress senate cabinet hague west gulf who she lyon".split())


class Reverse:
    """The English names of a glossary, ready to be looked for."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Index the approved forms of persons, places, countries and bodies by their plain words."""
        self._forms: dict[tuple[str, ...], list[Entry]] = {}
        self._longest = 1
        for entry in entries:
            if entry.type not in _LOOKED_FOR:
                continue
            for form in {plain(f) for f in spoken_forms(entry.english)}:
                words = tuple(form.split())
                if words and not (len(words) == 1 and (len(words[0]) < 4 or words[0] in _WORDS_TOO)):
                    self._forms.setdefault(words, []).append(entry)
                    self._longest = max(self._longest, len(words))

    def strangers(self, hits: Sequence[Hit], source_ar: str, wording: Wording) -> tuple[str, ...]:
        """Names in the English for which neither `hits` nor a like word in the Arabic can answer."""
        explained = {form for hit in hits for form in accepted(hit.entry)}
        stems = {arabic_stem(word) for word in arabic_words(source_ar)}
        found = []
        for shown, form, entries in self._names(wording.text):
            if any(form in known or known in form for known in explained):
                continue
            if any(arabic_stem(w) in stems for e in entries for a in (e.arabic, *e.variants) for w in arabic_words(a)):
                continue
            found.append(shown)
        return tuple(dict.fromkeys(found))

    def _names(self, english: str) -> Iterator[tuple[str, str, list[Entry]]]:
        """The names in a text, the longest at each place: as written, as plain wording, and whose they are."""
        words = list(_WORD.finditer(english))
        parts = [plain(m.group()).split() for m in words]
        at = 0
        while at < len(words):
            step = 1
            if english[words[at].start()].isupper():
                for count in range(min(self._longest, len(words) - at), 0, -1):
                    form = tuple(part for found in parts[at : at + count] for part in found)
                    if form in self._forms:
                        shown = english[words[at].start() : words[at + count - 1].end()]
                        yield shown, f" {' '.join(form)} ", self._forms[form]
                        step = count
                        break
            at += step
