"""Texts of our own for the tests of sources."""

TITLE = "لجنة المياه المشتركة تعقد اجتماعها السابع"
BODY = (
    "أعلنت لجنة المياه المشتركة أنها ستقدم 15 مليون دولار سنوياً لصيانة السدود، وأكد رئيسها أن العمل مستمر في القرى "
    "البعيدة. وقال إن الدراسة التي أعدتها الوزارة خلال هذا العام سوف تنشر قبل نهاية مارس."
)
SECOND = "ودعا المشاركون إلى حماية الأنهار من التلوث، ورحبوا بانضمام بلدية المدينة إلى المبادرة."
ARTICLE = f"{TITLE}\n\nعمّان – المكتب الإعلامي - ١٨ أكتوبر ٢٠٢٢\n{BODY}\n{SECOND}\n"
# The same text with all that must survive reading: tatweel, presentation forms, mixed digits, marks, spaces.
ODD = (
    "أعلـــنت \ufedf\ufee0\ufea0\ufee8\ufe94 المياه\u200f (١٥ أو 16 سداً) "
    "\u200eGO\u200f أنها تعمل .وقال رئيسها  إن\u00a0العمل مستمر ، في القرى"
)
ENGLISH = "The committee announced that it would meet again in the spring and publish the study by March."
PERSIAN = "کمیته آب اعلام کرد که این گزارش را پیش از پایان سال منتشر می‌کند و از مردم خواست که در مصرف آب صرفه‌جویی کنند."
