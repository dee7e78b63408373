"""How files write what we know by a code: languages, working times, grades."""

from people.roster.fields import folded

_LANGUAGES = {
    "nl": "nl nld dut nlbe nlnl n ned nederlands neerlandais dutch niederlandisch",
    "fr": "fr fra fre frbe frfr f frans francais french franzosisch",
    "en": "en eng engb enus e engels anglais english englisch",
    "de": "de deu ger dede debe d duits allemand german deutsch",
}
_LANGUAGE_OF = {
    word: code for code, words in _LANGUAGES.items() for word in words.split()
}
_WORKING_TIMES = {
    "full": "full fulltime voltijds voltijd tempsplein vollzeit 1 10 100",
    "part": """part parttime deeltijds deeltijd halftijds tempspartiel mitemps
        teilzeit""",
    "shift": "shift shifts ploegen ploegendienst equipes pauses schicht schichtdienst",
}
_WORKING_TIME_OF = {
    word: kind for kind, words in _WORKING_TIMES.items() for word in words.split()
}
_HIGHEST_GRADE = 32767


def language(text: str) -> str:
    """Give the code of a language; empty when we do not know it."""
    return _LANGUAGE_OF.get(folded(text), "")


def working_time(text: str) -> str:
    return _WORKING_TIME_OF.get(folded(text), "full")


def grade(text: str) -> int | None:
    """Read a grade; None when it is no number that we can keep."""
    found = int(text) if text.isascii() and text.isdigit() else None
    return found if found is not None and found <= _HIGHEST_GRADE else None
