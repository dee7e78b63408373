"""Signing up: as somebody who learns, or as somebody who shares experience."""

from collections import defaultdict
from dataclasses import replace
from math import ceil
from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.models import Person
from programmes import rules, vocabulary
from programmes.forms import fields
from programmes.models import Competence, Enrolment
from programmes.operations import Application

MOST_WISHES = 3
MOST_OFFERS = 3
USUAL_LEVEL = 3
WEEKS_A_MONTH = 52 / 12
#: Questions with many short answers, drawn side by side.
PILLS = ("other_languages", "ways", "half_days")
Choices = list[tuple[str, str | list[tuple[str, str]]]]


class ApplicationForm(forms.Form):
    """What both sides tell: how to meet them, and, if they like, why they take part."""

    first_language = forms.ChoiceField(
        label=_("In which language do you prefer to talk?"),
        choices=Person.Language.choices,
    )
    other_languages = forms.MultipleChoiceField(
        label=_("In which others can you? (optional)"),
        choices=Person.Language.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    ways = forms.MultipleChoiceField(
        label=_("How do you like to meet?"), widget=forms.CheckboxSelectMultiple
    )
    half_days = forms.TypedMultipleChoiceField(
        label=_("When can you meet?"),
        choices=list(enumerate(vocabulary.HALF_DAYS)),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    motivation = forms.CharField(
        label=_("Why do you take part? (optional)"),
        required=False,
        max_length=Enrolment.LONGEST_MOTIVATION,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, data: QueryDict | None, *, enrolment: Enrolment) -> None:
        super().__init__(data)
        self.enrolment, self.programme = enrolment, enrolment.programme
        self.known = {str(one.pk): one for one in Competence.objects.all()}
        ways = cast("forms.MultipleChoiceField", self.fields["ways"])
        ways.choices = [(way, vocabulary.WAYS[way]) for way in self.programme.forms]
        self.fields["motivation"].help_text = fields.read_by(
            "us_hr", gettext("You and the coordinator read this")
        )
        self._prefill()
        self.add_fields()
        self.helper = fields.drawn(self, PILLS)

    def add_fields(self) -> None:
        """Let a side add what it offers or seeks; shown first."""

    def application(self) -> Application:
        said = self.cleaned_data
        first = said["first_language"]
        others = [code for code in said["other_languages"] if code != first]
        return Application(
            languages=[first, *others],
            ways=said["ways"],
            availability=rules.bits_of(said["half_days"]),
            motivation=said["motivation"],
        )

    def choices(self, nothing: str) -> Choices:
        """Give the list by family, in the reader's alphabet."""
        families: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for key, one in self.known.items():
            families[one.family].append((key, str(one)))
        return [
            ("", nothing),
            *(
                (str(label), sorted(families[family], key=_alphabetically))
                for family, label in vocabulary.FAMILIES.items()
                if families[family]
            ),
        ]

    def _prefill(self) -> None:
        told = self.enrolment
        first, *others = told.languages or [told.person.language]
        self.fields["first_language"].initial = first
        self.fields["other_languages"].initial = others
        self.fields["ways"].initial = told.ways or self.programme.forms
        self.fields["half_days"].initial = rules.half_days_of(told.availability)
        self.fields["motivation"].initial = told.motivation


class MenteeForm(ApplicationForm):
    """What somebody wants to grow in, the most important first."""

    QUESTIONS = (
        _("What do you most want to grow in?"),
        _("And after that? (optional)"),
        _("And then? (optional)"),
    )

    def add_fields(self) -> None:
        choices = self.choices(gettext("nothing chosen"))
        wishes = self.enrolment.wishes.order_by("rank")
        told = [str(wish.competence_id) for wish in wishes]
        names = [f"wish_{number}" for number in range(1, MOST_WISHES + 1)]
        for number, name in enumerate(names):
            self.fields[name] = forms.ChoiceField(
                label=self.QUESTIONS[number],
                choices=choices,
                required=number == 0,
                initial=told[number] if number < len(told) else "",
            )
        self.order_fields(names)

    def application(self) -> Application:
        names = (f"wish_{number}" for number in range(1, MOST_WISHES + 1))
        chosen = [self.cleaned_data[name] for name in names]
        wishes = [self.known[key] for key in chosen if key]
        return replace(super().application(), wishes=wishes)


class MentorForm(ApplicationForm):
    """What somebody can pass on, to how many, and in how much time."""

    capacity = forms.IntegerField(
        label=_("How many people at the same time?"), min_value=1, max_value=20
    )
    hours_month = forms.IntegerField(
        label=_("How many hours a month do you have for it? (optional)"),
        required=False,
        min_value=1,
        max_value=80,
    )

    def add_fields(self) -> None:
        choices = self.choices(gettext("nothing chosen"))
        names = []
        for number, (told, level) in enumerate(self._told(), start=1):
            names += [f"offer_{number}", f"level_{number}"]
            self.fields[f"offer_{number}"] = forms.ChoiceField(
                label=self._question(number),
                choices=choices,
                required=number == 1,
                initial=told,
            )
            self.fields[f"level_{number}"] = forms.TypedChoiceField(
                label=gettext("How well do you know it? (%(number)d)")
                % {"number": number},
                choices=list(vocabulary.LEVELS.items()),
                coerce=int,
                required=False,
                empty_value=None,
                initial=level,
            )
        self.fields["capacity"].initial = self.enrolment.capacity
        self.fields["hours_month"].initial = (
            self.enrolment.hours_month or self._usual_hours()
        )
        self.order_fields([*names, "capacity", "hours_month"])

    def application(self) -> Application:
        said = self.cleaned_data
        pairs = [
            (said[f"offer_{number}"], said[f"level_{number}"] or USUAL_LEVEL)
            for number in range(1, MOST_OFFERS + 1)
        ]
        return replace(
            super().application(),
            offers=[(self.known[key], level) for key, level in pairs if key],
            capacity=said["capacity"],
            hours_month=said["hours_month"],
        )

    def _told(self) -> list[tuple[str, int]]:
        """Give what was offered before, and empty lines up to the most there can be."""
        offers = self.enrolment.offers.order_by("-level", "pk")
        told = [(str(offer.competence_id), offer.level) for offer in offers]
        return [*told, *[("", USUAL_LEVEL)] * MOST_OFFERS][:MOST_OFFERS]

    def _question(self, number: int) -> str:
        if number == 1:
            return gettext("What can you pass on?")
        return gettext("Something else? (optional, %(number)d)") % {"number": number}

    def _usual_hours(self) -> int | None:
        """Give what the rhythm asks for one person, as a proposal."""
        weeks = self.programme.weeks
        if not (weeks and self.programme.hours):
            return None
        return ceil(self.programme.hours / (weeks / WEEKS_A_MONTH))


def _alphabetically(choice: tuple[str, str]) -> str:
    return choice[1].casefold()
