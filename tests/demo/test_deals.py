"""Is a contract past its end only where that was planted?"""

import pytest

from demo.deals import DAY, deals_of
from demo.ground import ground_of
from demo.plants import truth_of
from demo.province import build_province
from demo.setup import OWN_DAY
from rules.codes import divisions

PLANTED = "contract_past_end"


@pytest.mark.parametrize("seed", range(1, 9))
def test_on_the_demos_own_day_only_the_planted_contracts_are_past_their_end(seed: int) -> None:
    province = build_province(300, 13, 202610, seed, 1)
    today = province.span.end + (OWN_DAY - 1) * DAY
    last: dict[str, int] = {}
    for unit in divisions().reporting_units:
        for deal in deals_of(ground_of(province, unit)):
            last[deal.market] = max(deal.ends, last.get(deal.market, 0))
    past = {market for market, ends in last.items() if ends < today}
    assert past == set(truth_of(province.markets, province.span).markets(PLANTED))
