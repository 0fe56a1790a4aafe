"""Where does the demo's randomness come from, so that the same seed gives the same bytes?"""

import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Ints = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Words = npt.NDArray[np.str_]
Numbers = npt.NDArray[np.uint64]

LETTERS = np.frombuffer(b"abcdefghijklmnop", dtype="S1")
"""Keys are spelled with letters only: no key can be mistaken for an ID or a mobile number."""
KEY_LENGTH = 12


def generator(seed: int, *names: object) -> np.random.Generator:
    """A generator of its own for every (seed, names); independent of the order of calls."""
    return np.random.default_rng([seed, *(zlib.crc32(str(name).encode()) for name in names)])


def mixed(seed: int, *parts: Ints | int) -> Numbers:
    """One well-mixed 64-bit number per row of `parts` (SplitMix64): a person, employer or
    member of staff keeps the same number wherever it appears."""
    shape = np.broadcast_shapes(*(np.shape(part) for part in parts))
    value = np.full(shape, seed, dtype=np.uint64)
    for part in parts:
        value = _stirred(value ^ np.asarray(part).astype(np.uint64))
    return value


def _stirred(value: Numbers) -> Numbers:
    value = value + np.uint64(0x9E3779B97F4A7C15)
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


def keys(numbers: Numbers) -> Words:
    """Each number as a pseudonymous key: 12 letters a–p."""
    shifts = np.arange(KEY_LENGTH, dtype=np.uint64) * np.uint64(4)
    nibbles = (numbers[:, None] >> shifts) & np.uint64(15)
    letters = np.ascontiguousarray(LETTERS[nibbles.astype(np.int64)])
    return letters.view(f"S{KEY_LENGTH}").ravel().astype(np.str_)


def shares_of(numbers: Numbers, salt: int) -> Reals:
    """A uniform number in [0, 1) that belongs to each of `numbers`; another one per salt."""
    return mixed(salt, numbers.view(np.int64)).astype(np.float64) / 2.0**64


def picked(chance: Reals, shares: Mapping[str, float]) -> Array:
    """The code at each uniform number, by its share (the shares need not sum to one)."""
    options: Array = np.array([*shares], dtype=object)
    return options[picked_place(chance, [*shares.values()])]


def picked_place(chance: Reals, weights: Sequence[float]) -> Ints:
    """The same, as the position of the option."""
    edges = np.cumsum(weights) / sum(weights)
    places = np.searchsorted(edges, chance, side="right")
    return np.minimum(places, len(weights) - 1).astype(np.int64)


def only(where: Flags, values: Array | str) -> Array:
    """The values where the flag is set, nothing elsewhere."""
    nothing: Array = np.array(None, dtype=object)
    return np.where(where, np.asarray(values, dtype=object), nothing)


def rate(skill: Reals, middle: float | Reals, slope: float) -> Reals:
    """The share of good outcomes at each skill: `middle` at skill 0, steeper with `slope`."""
    odds = np.log(np.divide(middle, np.subtract(1, middle))) + slope * skill
    result: Reals = 1 / (1 + np.exp(-odds))
    return result
