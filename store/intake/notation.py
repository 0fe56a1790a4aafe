"""How may a number, a date or a clock be written as text? One notation for sheets and CSV.

The patterns stay within what both Python's and DuckDB's regular expressions understand.
"""

import re

SPACE = " \t\r\n\f\v\u00a0\u3000\ufeff"
YES = ("是", "1", "yes", "true")
NO = ("否", "0", "no", "false")
TEXT_LIMIT = 200
FIRST_YEAR, LAST_YEAR = 1992, 2099
"""From the first year in which Shanghai's clock was never put forward."""

INTEGER = re.compile(r"[+-]?[0-9]{1,15}")
DECIMAL = re.compile(r"(-)?([0-9]{1,12})(?:\.([0-9]{1,6}))?")
MOMENT = re.compile(
    r"(?:([0-9]{8})|([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?)"
    r"(?:[ T]+([0-9]{1,2})[:：时]([0-9]{1,2})(?:[:：分]([0-9]{1,2})秒?|分)?)?"
)
"""2026-10-05, 2026/10/5 9:30, 2026.10.05, 2026年10月5日 9时30分, 20261005, with T or space."""
MONTH = re.compile(r"([0-9]{4})[-/.年]?([0-9]{1,2})月?")
CLOCK = re.compile(r"([0-9]{1,2})[:：]([0-9]{2})(?:[:：]00)?")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
