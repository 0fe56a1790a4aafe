"""What do the registers of contracts and payments say? One subject is one contract number."""

from fractions import Fraction

from sqlalchemy import and_

from metrics.model import Column, Metric, Rows, Tally
from metrics.themes.conditions import amount, every, filled, last_day
from rules.value import Text

PARTICULARS = ("operator", "operator_code", "buyer", "procedure", "content", "amount_fen")
"""What M-65 §4.3a and §4.3b want made clear: the parties, how it was bought, what is bought."""


def _complete(rows: Rows) -> Column:
    return and_(*(rows[name].is_not(None) for name in PARTICULARS))


def _assessed_first(rows: Rows) -> Column:
    return and_(rows["assessed_on"].is_not(None), rows["assessed_on"] <= rows["paid_on"])


def _in_term(rows: Rows) -> Column:
    return and_(rows["starts_on"] <= last_day(rows), rows["ends_on"] >= last_day(rows))


IN_TERM = Tally(
    Text("月末在合同期内的月数", "month ends within the term"), "register:contract", _in_term,
    subject="contract_no",
)  # fmt: skip

METRICS = (
    Metric(
        "contract.payments_after_assessment",
        Text("先考核后付款率", "Payments made after an assessment"),
        "share", "more", "M-65 §4.3c", "share",
        (
            Tally(Text("考核后支付", "paid after the assessment"), "register:payment", every,
                  hit=_assessed_first, subject="contract_no"),
        ),
    ),
    Metric(
        "contract.complete", Text("合同要素齐全", "Particulars of the contract complete"),
        "share", "more", "M-65 §4.3b", "share",
        (
            Tally(Text("要素齐全的合同", "contracts with all particulars"), "register:contract",
                  every, hit=_complete, over="last", subject="contract_no"),
        ),
    ),
    Metric(
        "contract.in_term", Text("合同期内运行", "Months run within the term"),
        "share", "more", "M-65 §4.3a", "share",
        (
            Tally(Text("月末在合同期内", "month ends within the term"), "register:contract",
                  every, hit=_in_term, subject="contract_no"),
        ),
    ),
    Metric(
        "contract.assessments", Text("运行情况评估（年）", "Assessments a year"),
        "per_year", "more", "M-65 §4.3e", "per",
        (
            Tally(Text("评估次数", "assessments"), "register:payment", filled("assessed_on"),
                  distinct="assessed_on", over="window", subject="contract_no"),
        ),
        (IN_TERM,), Fraction(12),
    ),
    Metric(
        "contract.paid_share", Text("付款占合同金额", "Paid of the amount agreed"),
        "share", "less", "M-65 §4.3c", "ratio",
        (
            Tally(Text("窗口内付款", "paid within the window"), "register:payment", every,
                  amount=amount("amount_fen"), subject="contract_no"),
        ),
        (
            Tally(Text("合同金额", "amount of the contract"), "register:contract", every,
                  amount=amount("amount_fen"), over="last", subject="contract_no"),
        ),
    ),
)  # fmt: skip
