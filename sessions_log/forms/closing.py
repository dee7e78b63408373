"""What the two say at the end of their journey."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions_log.access import Readers
from sessions_log.forms.fields import OwnTextForm, refuse_too_long
from sessions_log.notes import NoteText
from sessions_log.operations.closing import LastWords
from sessions_log.queries.closing import ClosingPage

YES, NO = "yes", "no"


class ClosingForm(OwnTextForm):
    """Thanks, the goals to show, and whether one wants to stay in touch."""

    shown_goals = forms.MultipleChoiceField(
        label=_("Which goals do you want to see here as reached?"),
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "form-check-input"}),
    )
    text = forms.CharField(
        label=_("What do you want to thank the other for? (optional)"),
        widget=forms.Textarea({"rows": 4}),
        required=False,
        validators=[refuse_too_long],
    )
    on_certificate = forms.BooleanField(
        label=_("It may stand on the other's certificate"), required=False
    )
    keeps_in_touch = forms.ChoiceField(
        label=_("Would you like to stay in touch?"),
        choices=[(YES, _("Yes, gladly")), (NO, _("Not needed"))],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, page: ClosingPage, readers: Readers) -> None:  # noqa: ANN401 - Django's own
        """Ask only what this person may still say."""
        kept = page.mine.keeps_in_touch
        initial = {
            "text": page.my_thanks.text.plain
            if page.my_thanks and page.my_thanks.text
            else "",
            "on_certificate": page.thanks_on_certificate,
            "shown_goals": [str(one.goal.pk) for one in page.shown],
            "keeps_in_touch": "" if kept is None else YES if kept else NO,
        }
        super().__init__(*args, readers=readers, initial=initial)
        goals = cast("forms.MultipleChoiceField", self.fields["shown_goals"])
        self.goals = {str(one.goal.pk): one for one in page.goals}
        goals.choices = [(key, key) for key in self.goals]
        for name in self._not_asked(page):
            del self.fields[name]

    def _not_asked(self, page: ClosingPage) -> list[str]:
        names = [] if page.is_mentee else ["on_certificate"]
        if not (page.is_mentee and page.goals):
            names.append("shown_goals")
        if page.both_stay:
            names.append("keeps_in_touch")
        if not page.may_write:
            names += ["text", *(["on_certificate"] if page.is_mentee else [])]
        return names

    def choosable(self) -> list[tuple[Any, Any]]:
        """Give each box with the goal behind it, whose words no log prints."""
        return list(zip(self["shown_goals"], self.goals.values(), strict=True))

    def last_words(self) -> LastWords:
        """Give what was said; what was not asked is None."""
        said = self.cleaned_data
        goals, kept = said.get("shown_goals"), said.get("keeps_in_touch")
        return LastWords(
            thanks=NoteText(said["text"]) if "text" in said else None,
            on_certificate=said.get("on_certificate", False),
            shown_goals=None if goals is None else frozenset(map(UUID, goals)),
            keeps_in_touch=kept == YES if kept else None,
        )
