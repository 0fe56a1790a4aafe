"""Who comes to a market? Persons keep sex, age and key groups wherever they appear."""

import numpy as np
import pandas as pd

from demo.chance import Ints, Numbers, Reals, Words, keys, mixed, picked, shares_of

GROUP_SHARES = {
    "registered_unemployed": 0.10, "new_employment": 0.16, "migrant": 0.42, "veteran": 0.03,
    "disabled": 0.02, "low_income": 0.03, "hardship_family": 0.01, "other_difficult": 0.02,
}  # fmt: skip
OLDER_AGE = {"1": 50, "2": 40}
OLDER_SHARE = 0.45
"""Of those past the age line, how many are registered as 大龄."""
BASE_YEAR = 2026
PERSON, STAFF, EMPLOYER = 1, 2, 3
VISITS = 5.0
"""A market's pool of persons: so many times its monthly records."""


def person_numbers(seed: int, code: Ints, volume: Reals, chance: np.random.Generator) -> Numbers:
    """One person per row, from the pool of the market of the row; regulars come more often."""
    pool = np.maximum(12, volume * VISITS)
    place = (chance.random(len(code)) ** 1.6 * pool).astype(np.int64)
    return mixed(seed, PERSON, code, place)


def staff_keys(seed: int, code: Ints, place: Ints) -> Words:
    """The key of the n-th member of staff of each market."""
    return keys(mixed(seed, STAFF, code, place))


def employer_keys(seed: int, code: Ints, place: Ints) -> Words:
    return keys(mixed(seed, EMPLOYER, code, place))


def traits(numbers: Numbers) -> pd.DataFrame:
    """One row per person: person_key, the nine group flags, sex, birth_year."""
    sex = picked(shares_of(numbers, 11), {"1": 0.56, "2": 0.44})
    age = 18 + (44 * shares_of(numbers, 12) ** 1.1).astype(np.int64)
    line = np.where(sex == "1", OLDER_AGE["1"], OLDER_AGE["2"])
    flags = {
        f"group_{name}": (shares_of(numbers, 20 + place) < share).astype(np.int64)
        for place, (name, share) in enumerate(GROUP_SHARES.items())
    }
    flags["group_older"] = ((age >= line) & (shares_of(numbers, 19) < OLDER_SHARE)).astype(np.int64)
    return pd.DataFrame(
        {"person_key": keys(numbers), **flags, "sex": sex, "birth_year": BASE_YEAR - age}
    )
