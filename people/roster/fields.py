"""What a column of a file may mean to us, and the titles by which we know it."""

import re
import tomllib
import unicodedata
from pathlib import Path

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Field(TextChoices):
    """The meanings that a column can have."""

    NUMBER = "number", _("employee number")
    LOGIN = "login", _("login name")
    EMAIL = "email", _("e-mail address")
    GIVEN_NAME = "given_name", _("given name")
    FAMILY_NAME = "family_name", _("family name")
    FULL_NAME = "full_name", _("full name")
    CALLED = "called", _("how somebody is called")
    LANGUAGE = "language", _("language")
    HIRED_ON = "hired_on", _("first day")
    LEFT_ON = "left_on", _("last day")
    JOB_TITLE = "job_title", _("job title")
    DEPARTMENT = "department", _("department")
    DIVISION = "division", _("division")
    FUNCTION_FAMILY = "function_family", _("function family")
    SITE = "site", _("site")
    COUNTRY = "country", _("country")
    GRADE = "grade", _("grade (a number)")
    WORKING_TIME = "working_time", _("working time")
    POST_FROM = "post_from", _("in this post since")
    LINE = "line", _("manager")
    FUNCTIONAL = "functional", _("functional manager")
    ACTING = "acting", _("acting manager")
    ACTING_UNTIL = "acting_until", _("acting manager until")
    HR_PARTNER = "hr_partner", _("HR partner")


MANAGERS = (Field.LINE, Field.FUNCTIONAL, Field.ACTING, Field.HR_PARTNER)
NAMES = (Field.FULL_NAME, Field.GIVEN_NAME, Field.FAMILY_NAME)
POSTS = (
    Field.JOB_TITLE,
    Field.DEPARTMENT,
    Field.DIVISION,
    Field.FUNCTION_FAMILY,
    Field.SITE,
    Field.COUNTRY,
    Field.GRADE,
    Field.WORKING_TIME,
)
DATES = (Field.HIRED_ON, Field.LEFT_ON, Field.POST_FROM, Field.ACTING_UNTIL)


_SIGNS = re.compile(r"[\W_]+")  # accents too, once they stand apart


def folded(text: str) -> str:
    """Take off accents, capitals, blanks and signs, so that spellings meet."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _SIGNS.sub("", plain)


def spelled(title: str) -> str:
    """Write a title as it is compared; a # in it is read as the word for it."""
    return folded(title.replace("#", "number"))


def _titles() -> dict[str, tuple[str, ...]]:
    text = Path(__file__).with_name("titles.toml").read_text()
    return {
        str(Field(field)): tuple(
            spelled(title) for titles in languages.values() for title in titles
        )
        for field, languages in tomllib.loads(text).items()
    }


#: Titles without blanks, accents and capitals; the first one found in a file wins.
TITLES = _titles()
