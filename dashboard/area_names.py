"""What are the areas called on a page? In full, and short for axes and the map."""

from exports.words import Words
from rules.codes import divisions


def full(words: Words) -> dict[str, str]:
    """Code to name of the province (全省), its cities and counties; counties of one name carry
    their city's."""
    places, language = divisions(), words.language
    names = {code: places.name(code, language) for code in places.counties}
    twice = {name for name in names.values() if list(names.values()).count(name) > 1}
    return {
        places.province: words("全省"),
        **{code: places.name(code, language) for code in places.cities},
        **{
            code: words(
                "{city}{county}", city=places.name(places.city_of(code), language), county=name
            )
            if name in twice
            else name
            for code, name in names.items()
        },
    }


def short(language: str) -> dict[str, str]:
    """Code to name of the cities for axes and the map, in Chinese without the last letter, 市,
    which every one of them has."""
    places = divisions()
    if language == "zh":
        return {code: places.name(code, language)[:-1] for code in places.cities}
    return {code: places.name(code, language) for code in places.cities}
