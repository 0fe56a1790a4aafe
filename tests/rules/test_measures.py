"""Does the list of metrics say what their declarations say?"""

from metrics.catalogue import METRICS
from rules.measures import FILE, measures
from rules.numbers import CLOCKS
from tests.measure_list import text


def test_the_list_is_the_declarations_as_they_stand() -> None:
    assert FILE.read_text(encoding="utf-8") == text(), "renew it with: make words"


def test_every_metric_can_be_named_and_nothing_else() -> None:
    assert measures().keys() == METRICS.keys()


def test_a_time_limit_has_the_clock_of_its_metric() -> None:
    clocks = {face.clock for known in measures().values() for face in known.params.values()}
    assert clocks - {""} == set(CLOCKS)
    assert measures()["service.time_limit"].params["limit"].clock == "market_hours"
    assert measures()["conduct.complaint_reply"].params["limit"].clock == "working_days"
