"""Does a cell hold a person's ID or mobile number, and what stands in its place?"""

import hashlib
import hmac
import re
from datetime import date
from typing import Literal

Person = Literal["person_id", "person_phone"]

NUMBER = re.compile(
    r"(?<![0-9A-Za-z])(?:(\d{17}[0-9Xx])|(?:\+?86[- ]?)?(1[3-9]\d{9}))(?![0-9A-Za-z])", re.ASCII
)
GROUPED = re.compile(r"[\d\s\-+Xx]{11,30}", re.ASCII)
_WIDE = str.maketrans("０１２３４５６７８９Ｘｘ－　", "0123456789Xx- ")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_DIGITS = re.compile(r"\d{7}")


def person_in(text: str) -> Person | None:
    """Which number of a person the text holds, standing by itself: an ID of 18 characters (GB
    11643: a real date and the right check digit) or a mobile number, also when it is written in
    groups (138 0013 8000) or in full-width digits."""
    if not _DIGITS.search(text) and not any(sign.isdigit() for sign in text):
        return None
    plain = text.translate(_WIDE)
    spelled = [plain]
    if GROUPED.fullmatch(plain.strip()):
        spelled.append(re.sub(r"[\s\-]", "", plain))
    kinds = [_kind(match) for each in spelled for match in NUMBER.finditer(each)]
    return next((kind for kind in kinds if kind), None)


def is_id(text: str) -> bool:
    """Is this an ID number: 17 digits with a real date of birth, and the right check digit?"""
    if len(text) != 18 or not (text[:17].isascii() and text[:17].isdigit()):
        return False
    try:
        born = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS, strict=False))
    return 1900 <= born.year <= 2099 and text[17].upper() == _CHECKS[total % 11]


def person_key(number: str, key: bytes) -> str:
    """The pseudonym of an ID: HMAC-SHA-256 under the province's key, so that the same person has
    the same key everywhere and nobody without the province's key can find the person."""
    return "p" + hmac.new(key, number.upper().encode(), hashlib.sha256).hexdigest()[:32]


def without_persons(text: str, key: bytes) -> str:
    """The text with every ID replaced by its pseudonym and every mobile number dropped."""

    def instead(match: "re.Match[str]") -> str:
        kind = _kind(match)
        if kind == "person_id":
            return person_key(match.group(1), key)
        return "" if kind else match.group()

    plain = text.translate(_WIDE)
    if GROUPED.fullmatch(plain.strip()) and person_in(text):
        plain = re.sub(r"[\s\-]", "", plain)
    return NUMBER.sub(instead, plain) if person_in(text) else text


def _kind(match: "re.Match[str]") -> Person | None:
    if match.group(2):
        return "person_phone"
    return "person_id" if is_id(match.group(1)) else None
