"""What we ask: versioned questions of our own, in every language, in plain words."""

from dataclasses import dataclass
from typing import Final

Text = dict[str, str]  # language -> sentence


@dataclass(frozen=True)
class Question:
    """One question: its key, its scale, Kirkpatrick's level, and its words."""

    key: str
    scale: str
    level: int
    text: Text


@dataclass(frozen=True)
class Questionnaire:
    """One version of a set of questions; the first ones are published first."""

    key: str
    version: int
    kind: str
    for_role: str
    questions: tuple[Question, ...]


#: Band of each answer on the scale of three words; only `good` is favourable.
THREE: Final = ("good", "all_right", "difficult")

CHECK_IN: Final = Questionnaire(
    key="check-in",
    version=1,
    kind="check_in",
    for_role="both",
    questions=(
        Question(
            "satisfaction",
            "three",
            1,
            {
                "nl": "Hoe loopt jullie traject voor jou?",
                "fr": "Comment se passe votre parcours, pour vous\u202f?",
                "en": "How is your journey together going for you?",
            },
        ),
        Question(
            "trust",
            "three",
            1,
            {
                "nl": "Hoe lukt het om open te praten met elkaar?",
                "fr": "Parler ouvertement à deux, comment ça se passe\u202f?",
                "en": "How is it going, talking openly with each other?",
            },
        ),
        Question(
            "goals",
            "three",
            2,
            {
                "nl": "Hoe lukt het met de doelen?",
                "fr": "Comment avancent les objectifs\u202f?",
                "en": "How are the goals going?",
            },
        ),
    ),
)
