"""Searching the participants, and asking people in."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.models import Person
from programmes import queries
from programmes.forms.fields import read_by
from programmes.models import Enrolment, Programme
from programmes.queries.directory import MOST_LISTED

LONGEST_LIST = 60_000
SELECT = "form-select"


class SearchForm(forms.Form):
    """Which participants to show; nonsense in the address shows everybody."""

    q = forms.CharField(label=_("Name or number"), required=False, max_length=100)
    role = forms.ChoiceField(label=_("Role"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("everybody who is in")), *Enrolment.State.choices],
    )

    def __init__(self, data: QueryDict | None, *, programme: Programme) -> None:
        super().__init__(data)
        for name, look in {
            "q": "form-control",
            "role": SELECT,
            "state": SELECT,
        }.items():
            self.fields[name].widget.attrs["class"] = look
        role = cast("forms.ChoiceField", self.fields["role"])
        role.choices = [("", gettext("both")), *roles_of(programme)]

    @property
    def is_asked(self) -> bool:
        return any(self.wanted().values())

    def wanted(self) -> dict[str, str]:
        """Give what was asked for and makes sense."""
        self.is_valid()
        names = {"text": "q", "role": "role", "state": "state"}
        return {key: self.cleaned_data.get(name, "") for key, name in names.items()}


class FindForm(forms.Form):
    """Whom to look for in the directory."""

    q = forms.CharField(label=_("Name or number"), required=False, max_length=100)


class EnrolForm(forms.Form):
    """Whom to invite, ticked in what was found or typed as a list."""

    role = forms.ChoiceField(label=_("Invite them as"), widget=forms.RadioSelect)
    people = forms.ModelMultipleChoiceField(
        queryset=Person.objects.employed(), required=False
    )
    listed = forms.CharField(
        label=_("Employee numbers or e-mail addresses"),
        required=False,
        max_length=LONGEST_LIST,
        widget=forms.Textarea({"rows": 6}),
    )

    def __init__(self, data: QueryDict | None, *, programme: Programme) -> None:
        super().__init__(data)
        self.programme = programme
        cast("forms.ChoiceField", self.fields["role"]).choices = roles_of(programme)
        self.fields["listed"].help_text = read_by(
            "me", gettext("Only you see this list. It is not kept.")
        )
        self.unknown: list[str] = []

    @property
    def ticked(self) -> list[str]:
        """Give what was ticked, so that a page with an error ticks it again."""
        return self["people"].value() or []

    def left_over(self) -> "EnrolForm":
        """Give the form with nothing but the entries that name nobody."""
        data = QueryDict(mutable=True)
        data["role"] = self.cleaned_data["role"]
        data["listed"] = "\n".join(self.unknown)
        return EnrolForm(data, programme=self.programme)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        entries = queries.people_listed(said.get("listed", ""))
        self.unknown = entries.unknown
        said["everybody"] = [*said.get("people", ()), *entries.people]
        if len(said["everybody"]) > MOST_LISTED:
            self.add_error(
                "listed",
                gettext("Invite at most %(most)d people at a time.")
                % {"most": MOST_LISTED},
            )
        elif not said["everybody"] and not self.errors:
            self.add_error(None, self._why_nobody())
        return said

    def _why_nobody(self) -> str:
        if self.unknown:
            return gettext("Nobody here has one of these numbers or addresses.")
        return gettext("Tick somebody, or type a number or address.")


def roles_of(programme: Programme) -> list[tuple[str, str]]:
    """Give the two roles in the words of this programme."""
    words = programme.words
    return [("mentor", str(words.mentor.one)), ("mentee", str(words.mentee.one))]
