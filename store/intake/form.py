"""What is the official workbook called on paper? Sheet names, cover labels and small words.

The template that is handed out and the intake that reads it back take them from here.
"""

from store.contracts import Ledger, Register
from store.ledger_sheets import LEDGERS
from store.register_sheets import REGISTERS

COVER_SHEET = "报送说明"
LISTS_SHEET = "代码表"
YES, NO = "是", "否"

COVER_LABELS: dict[str, str] = {
    "unit": "报送单位",
    "period": "报送月份",
    "filled_by": "填报人",
    "checked_by": "审核人",
    "filed_at": "报送时间",
    "reason": "更正原因",
}
"""The label/value rows of the cover sheet, by the name of the value."""

COVER_TABLE: dict[str, str] = {"market": "市场代码", "ledger": "台账", "rows": "行数"}
"""The headings of the cover's table: one line per market and ledger, with its number of rows."""

SHEETS: dict[str, Ledger | Register] = {
    **{ledger.zh: ledger for ledger in LEDGERS.values()},
    **{register.zh: register for register in REGISTERS.values()},
}
"""Every data sheet by its name on the tab."""
