"""规则: what is asked, of whom, by which text, from when, and what would another rule change?"""

from dashboard import choices, rules_choice, rules_compare, rules_read, rules_trial, states, widgets
from dashboard.access import visit
from rules.value import RuleError

TABS = {
    "clauses": rules_read.show_clauses, "criteria": rules_read.show_criteria,
    "compare": rules_compare.show, "trial": rules_trial.show,
}  # fmt: skip


def show() -> None:
    """The page: which set and part, the answer, and what stands behind it."""
    seen = visit()
    filters = widgets.title(seen.words("规则"))
    try:
        book = rules_choice.chosen(seen, filters)
    except RuleError as error:
        states.refused(str(error), seen.words)
        return
    TABS[book.tab](book)
    choices.refusals(seen)


show()
