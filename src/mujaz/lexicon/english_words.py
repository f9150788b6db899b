"""The closed classes of English words: months, number words, articles, prepositions, possessives."""

MONTHS = tuple("January February March April May June July August September October November December".split())
UNITS = tuple(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen".split()
)
TENS = tuple("twenty thirty forty fifty sixty seventy eighty ninety".split())
ORDINALS = tuple(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth".split()
)
ORDINAL_TENS = tuple("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split())
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
ARTICLES = frozenset("a an the".split())
POSSESSIVES = frozenset("its their his her".split())
PREPOSITIONS = frozenset("of in on for to with by at from as".split())
