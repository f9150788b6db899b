"""News of our own for bulk runs: as many articles as wanted, told by two outlets now and then."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

DONORS = ("النرويج", "كندا", "اليابان", "الكويت", "إسبانيا", "تونس", "البرازيل")
CAUSES = ("ضحايا الجفاف", "اللاجئين في المخيمات", "ترميم المدارس", "حملات التطعيم", "مشاريع الري")
PLACES = ("عمّان", "الدوحة", "جنيف", "نيروبي", "الرباط")


def articles(count: int) -> Iterator[dict[str, str]]:
    """Records of JSON Lines. Every fourth article tells again what the one before told."""
    for number in range(count):
        story = number - (number % 4 == 3)
        donor, cause, place = DONORS[story % 7], CAUSES[story % 5], PLACES[story % 5]
        day = date(2024, 1, 1) + timedelta(days=5 * story)  # further apart than reports of one event
        yield {
            "title": f"{donor} تتعهد بدعم {cause}",
            "text": (
                f"{place} – تعهدت {donor} بتقديم {story + 3} مليون دولار لدعم {cause} خلال العام المقبل.\n"
                f"وأكد وزير خارجيتها أن بلاده ستواصل العمل مع الأمم المتحدة في {place} حتى نهاية المشروع رقم {story}.\n"
                f"ودعا المشاركون إلى الإسراع في التنفيذ{' مرة أخرى' if story != number else ''}."
            ),
            "date": day.isoformat(),
            "url": f"https://news.example/{number}",
        }


def write(path: Path, count: int, first: int = 0) -> Path:
    """Write articles as JSON Lines."""
    lines = [json.dumps(record, ensure_ascii=False) for record in list(articles(first + count))[first:]]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
