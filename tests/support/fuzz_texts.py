"""Strategies of hypothesis: heaps of the words that rules look for, with odd letters and markup in between."""

from hypothesis import strategies as st

WORDS = (
    "أعلن أعلنت الوزير الوزارة رئيس دولة قطر الأردن الأمم المتحدة أن إن سوف لن لم قد تعهد تعهدت بتقديم دعم "
    "مليون مليار ألف مئة وعشرين خمسة خمسون نصف ربع دولار ريال في من إلى بحلول خلال عام سنة شهر يناير كانون "
    "الثاني محرم 1445هـ 2024 2027² ١٥ ٪ 3.5 1,000 10⁶ ① الاثنين أمس غدا المقبل الماضي قال وقال وأضاف مؤكدا حيث "
    "الذي و ف ب ل ال دعت وقف إطلاق النار أدان أعرب عن قلقه رحب وقع اتفاقية رقم لسنة مجلس الأمن قرار السيد "
    "الدكتور محمد بن عبد الله « » ( ) . ، ؛ : ؟ … - / ﷺ أ. 1. •"
).split(" ")
ODD = ("\n", "\n\n", "\u200f", "\u064b", "\u0640", "\ufdfa", "\U0001f600", "e\u0301", "<", "&", "&lt;", "{{ 7*7 }}",
       "\\", "|", "*", "`", "#", "$", "%s", "\x0b", "\x1c", "\u2028", "\u2067", "http://a.example",
       "a@b.example")  # fmt: skip
ENGLISH = (
    "the Minister announced that will provide $5 million by 2027 one hundred and twenty-five half a quarter 10 "
    "May 2024 from to not no , . : ( ) % Qatar United Nations pledged condemned welcomed signed ''"
).split(" ")


def texts(words: tuple[str, ...] | list[str] = WORDS, longest: int = 60) -> st.SearchStrategy[str]:
    """Heaps of words, with and without spaces between them."""
    some = st.lists(st.one_of(st.sampled_from(words), st.sampled_from(ODD), st.text(max_size=2)), max_size=longest)
    joined = st.tuples(some, st.sampled_from((" ", " ", ""))).map(lambda pair: pair[1].join(pair[0]))
    return joined.map(lambda text: text.encode("utf-8", "replace").decode())


HOSTILE = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from((*ODD, "<script>alert(1)</script>", '"><img src=x onerror=1>', "</title>", "{% raw %}",
                         "]]>", "-->", "\r\nBcc: x@example.org", "=1+1", "\t=1", "#read(\"x\")",
                         "[l](javascript:1)", "خبر", "a")),
        max_size=8,
    ).map("".join),
).map(lambda text: text.encode("utf-8", "replace").decode())  # fmt: skip
"""What a stranger may put into a title, a name or an address."""
