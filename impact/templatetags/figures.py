"""A released figure, as the reader's language says it."""

from django import template
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _

from evaluations.results import ReleasedFigure

register = template.Library()

WORDS = {
    "nearly_everybody": _("nearly everybody"),
    "most": _("most people"),
    "about_half": _("about half"),
    "less_than_half": _("less than half"),
    "divided": _("too divided to say"),
}
LOW, HIGH = 10, 90


@register.filter
def in_words(figure: ReleasedFigure) -> str:
    """Say a word, or a percentage that is coded at both ends."""
    if figure.word:
        return str(WORDS[figure.word])
    percent = figure.percent
    if percent == HIGH:
        return pgettext("share", "90% or more")
    if percent == LOW:
        return pgettext("share", "10% or less")
    return pgettext("share", "about %(percent)s%%") % {"percent": percent}


@register.filter
def question(figure: ReleasedFigure) -> str:
    """Give the question in the reader's language, or in English."""
    return figure.text.get(get_language() or "", figure.text["en"])
