"""How is a number, a date or a missing value written? The one home for pages, charts, papers.

Every function takes the whole numbers the store keeps and returns finished text; the last
division and the only rounding (half up) happen here.
"""

from datetime import datetime
from fractions import Fraction

from exports.words import Words, translator
from rules.calendar import SHANGHAI

MISSING = "—"
MINUS = "−"
DASH = "–"
POINT = 10_000
"""Scores and points are kept in 1/10,000 point, shares in 1/10,000 of the whole."""
SMALL_SAMPLE = 30
PUBLISHED_MINIMUM = 5
_ZH = translator("zh")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def fixed(value: Fraction | int, places: int) -> str:
    """A number with thousands separators and `places` decimals, rounded half up (away from
    zero), with the true minus sign."""
    scaled = abs(Fraction(value)) * 10**places
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    whole, rest = divmod(units, 10**places)
    text = f"{whole:,}" + (f".{rest:0{places}d}" if places else "")
    return MINUS + text if value < 0 and units else text


def count(number: int | None) -> str:
    """`1,321`; no number is `—`, counted nothing is `0`."""
    return MISSING if number is None else fixed(number, 0)


def quotient(numerator: int | None, denominator: int | None, places: int) -> str:
    """numerator / denominator; `—` without a denominator."""
    if numerator is None or not denominator:
        return MISSING
    return fixed(Fraction(numerator, denominator), places)


def percent(numerator: int | None, denominator: int | None, places: int = 1) -> str:
    """`31.2%`; `—` without a denominator."""
    if numerator is None or not denominator:
        return MISSING
    return fixed(Fraction(100 * numerator, denominator), places) + "%"


def share(numerator: int | None, denominator: int | None, words: Words = _ZH) -> str:
    """`31.2%（412 / 1,321）`; a denominator below 30 adds 小样本."""
    if numerator is None or not denominator:
        return MISSING
    parts = f"{count(numerator)} / {count(denominator)}"
    if denominator < SMALL_SAMPLE:
        parts = words("{parts}，小样本", parts=parts)
    return words("{percent}（{parts}）", percent=percent(numerator, denominator), parts=parts)


def published_share(numerator: int | None, denominator: int | None, words: Words = _ZH) -> str:
    """A share in a published table: fewer than 5 counted are not shown."""
    if denominator is not None and 0 < denominator < PUBLISHED_MINIMUM:
        return words("—（不足 5）")
    return share(numerator, denominator, words)


def whole_share(part: int | None) -> str:
    """A share kept in 1/10,000, as `83.9%`."""
    return percent(part, POINT)


def score(points: int | None) -> str:
    """1/10,000 points as `83.9`; not graded is `—`."""
    return quotient(points, POINT, 1)


def lost(low: int | None, maximum: int | None) -> str:
    """Points lost of the most there were: `−2.5 / 8`."""
    if low is None or maximum is None:
        return MISSING
    whole = fixed(Fraction(maximum, POINT), 1).removesuffix(".0")
    return f"{fixed(Fraction(low - maximum, POINT), 1)} / {whole}"


def interval(low: int | None, high: int | None) -> str:
    """Two scores as `75.5–85.5`; one score where both ends are the same."""
    if low is None or high is None:
        return MISSING
    return score(low) if low == high else f"{score(low)}{DASH}{score(high)}"


def rank(
    place: int | None,
    peers: int | None,
    best: int | None = None,
    worst: int | None = None,
    words: Words = _ZH,
) -> str:
    """`31 / 88（22–43）`; a place is never written without its peers."""
    if place is None or not peers:
        return MISSING
    text = f"{place} / {count(peers)}"
    if best is None or worst is None:
        return text
    ends = str(best) if best == worst else f"{best}{DASH}{worst}"
    return words("{place}（{ends}）", place=text, ends=ends)


def ratio(heads: int | None, seekers: int | None) -> str:
    """求人倍率 with two decimals; no seekers is `—`."""
    return quotient(heads, seekers, 2)


def hourly_pay(fen: int | None, n: int | None, words: Words = _ZH) -> str:
    """`23.8 元/小时` from the sum of fen over n vacancies."""
    text = pay_number(fen, n)
    return text if text == MISSING else words("{pay} 元/小时", pay=text)


def pay_number(fen: int | None, n: int | None) -> str:
    """Yuan an hour with one decimal, for a column whose head names the unit."""
    return MISSING if fen is None or not n else fixed(Fraction(fen, 100 * n), 1)


def money(fen: int | None, words: Words = _ZH) -> str:
    """`12.50 万元`, for lists."""
    if fen is None:
        return MISSING
    if words.language == "en":
        return full_money(fen, words)
    return f"{fixed(Fraction(fen, 1_000_000), 2)} 万元"


def full_money(fen: int | None, words: Words = _ZH) -> str:
    """`125,000.00 元`, for documents."""
    return MISSING if fen is None else words("{yuan} 元", yuan=fixed(Fraction(fen, 100), 2))


def change(difference: Fraction | int | None, places: int) -> str:
    """A movement with its sign: `+0.06`, `−0.2`, `0.00`."""
    if difference is None:
        return MISSING
    text = fixed(difference, places)
    return f"+{text}" if difference > 0 and text.strip("0.,") else text


def month(number: int | None, words: Words = _ZH) -> str:
    """202610 as `2026年10月`."""
    if number is None:
        return MISSING
    year, of_year = divmod(number, 100)
    return f"{_MONTHS[of_year - 1]} {year}" if words.language == "en" else f"{year}年{of_year}月"


def short_month(number: int, words: Words = _ZH) -> str:
    """202610 as `10 月`, where the year is said nearby."""
    return _MONTHS[number % 100 - 1] if words.language == "en" else f"{number % 100} 月"


def period(text: str, words: Words = _ZH) -> str:
    """A period as people say it: `202610` month, `2026Q3` quarter, `2026H1` half, `2026` year."""
    if text.isdigit() and len(text) == 6:
        return month(int(text), words)
    year, part = text[:4], text[4:]
    if words.language == "en":
        return f"{year} {part}".strip()
    if part.startswith("Q"):
        return f"{year}年第{'一二三四'[int(part[1]) - 1]}季度"
    return f"{year}年" + {"H1": "上半年", "H2": "下半年"}.get(part, "")


def day(moment: int | None) -> str:
    """`2026-11-05`, in Asia/Shanghai."""
    return MISSING if moment is None else f"{_at(moment):%Y-%m-%d}"


def short_day(moment: int | None) -> str:
    """`11-05`, for tables whose year is said."""
    return MISSING if moment is None else f"{_at(moment):%m-%d}"


def minute(moment: int | None) -> str:
    """`2026-11-05 14:05`, in Asia/Shanghai."""
    return MISSING if moment is None else f"{_at(moment):%Y-%m-%d %H:%M}"


def days_left(days: int, words: Words = _ZH) -> str:
    """`剩 2 天`, `逾期 3 天`; 0 is the last day itself."""
    if days < 0:
        return words.count("逾期 {n} 天", -days)
    return words("今天到期") if days == 0 else words.count("剩 {n} 天", days)


def short_digest(digest: str) -> str:
    """The first eight signs of a digest, enough to tell two apart by eye."""
    return digest.rpartition(":")[2][:8]


def _at(moment: int) -> datetime:
    return datetime.fromtimestamp(moment, SHANGHAI)
