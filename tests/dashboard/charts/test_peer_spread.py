from dashboard.charts.peer_spread import Spread, peer_spread
from dashboard.theme import palette

SPREADS = [
    Spread("场地", 9_500, 8_000, 9_000, 10_000, 30),
    Spread("成效", 5_930, None, None, None, 0),
]


def test_the_first_group_stands_on_top_and_is_named_with_its_share() -> None:
    axis = peer_spread(SPREADS, palette("light")).layout.yaxis
    assert list(axis.tickvals) == [1, 0]
    assert list(axis.ticktext) == ["场地　95.0%", "成效　59.3%"]


def test_the_dot_is_the_market_and_the_band_its_peers() -> None:
    drawn = peer_spread(SPREADS, palette("light"))
    assert list(drawn.data[0].x) == [9_500, 5_930]
    band, middle = drawn.layout.shapes
    assert (band.x0, band.x1, middle.x0) == (8_000, 10_000, 9_000)


def test_a_group_without_peers_has_a_dot_alone() -> None:
    assert len(peer_spread(SPREADS[1:], palette("dark")).layout.shapes) == 0


def test_the_axis_holds_everything_drawn() -> None:
    begin, end = peer_spread(SPREADS, palette("light")).layout.xaxis.range
    assert begin < 5_930
    assert end > 10_000
