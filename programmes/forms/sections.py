"""One form for each section of the set-up."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils import formats
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.models import Person
from programmes import vocabulary
from programmes.forms import fields
from programmes.models import Objective, Programme
from programmes.operations import Aim, Saving

LONGEST_SENTENCE = 300


@dataclass(frozen=True)
class Difference:
    """An answer that somebody else saved while another was being typed."""

    label: str
    theirs: str


class SectionForm(forms.Form):
    """A section of the set-up; it remembers which version its reader saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data: QueryDict | None, *, programme: Programme) -> None:
        super().__init__(data)
        self.programme = programme
        self.fields["version"].initial = programme.version
        self.add_fields(programme)

    def add_fields(self, programme: Programme) -> None:
        """Let a section add what depends on the programme."""

    def saving(self, *, by: Person, at: datetime) -> Saving:
        return Saving(by=by, at=at, version=self.cleaned_data["version"])

    def values(self) -> dict[str, object]:
        """Give what the section says, by the names of the programme's columns."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name != "version"
        }

    def afresh(self, programme: Programme) -> "SectionForm":
        """Give this form as it would be asked now."""
        return type(self)(None, programme=programme)

    def differences(self, programme: Programme) -> list[Difference]:
        """Name the answers that are stored now, where others are typed here."""
        return [
            Difference(str(there.label), _in_words(there))
            for there in self.afresh(programme).visible_fields()
            if there.field.has_changed(there.initial, self[there.name].value())
        ]

    def catch_up(self, version: int) -> None:
        """Let the next try be made knowingly: the reader has been told of the other."""
        typed = cast("QueryDict", self.data).copy()
        typed["version"] = str(version)
        self.data = typed


class MissionForm(SectionForm):
    """The name, and the three sentences of the mission in every language."""

    STEMS = ("mission_whom", "mission_what_for", "mission_how_seen")

    name = forms.CharField(
        label=_("Name"), max_length=Programme._meta.get_field("name").max_length
    )

    def add_fields(self, programme: Programme) -> None:
        self.fields["name"].initial = programme.name
        questions = (
            gettext("For whom?"),
            gettext("What for?"),
            gettext("How do we see that it worked?"),
        )
        for stem, question in zip(self.STEMS, questions, strict=True):
            fields.add_texts(
                self,
                stem,
                question,
                getattr(programme, stem),
                max_length=LONGEST_SENTENCE,
            )

    def values(self) -> dict[str, object]:
        texts = {stem: fields.texts_of(self, stem) for stem in self.STEMS}
        return {"name": self.cleaned_data["name"], **texts}


class RhythmForm(SectionForm):
    """How long, how often, how."""

    starts_on = forms.DateField(
        label=_("First day"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    weeks = forms.IntegerField(
        label=_("How many weeks does a journey last?"),
        required=False,
        min_value=1,
        max_value=156,
    )
    cadence_weeks = forms.IntegerField(
        label=_("After how many weeks do two people meet again?"),
        required=False,
        min_value=1,
        max_value=26,
    )
    meeting_minutes = forms.IntegerField(
        label=_("How many minutes does a meeting take?"), min_value=10, max_value=480
    )
    ways = forms.MultipleChoiceField(
        label=_("In which ways may they meet?"),
        required=False,
        choices=list(vocabulary.WAYS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    always_open = forms.BooleanField(
        label=_("People may join at any time, also while it runs"), required=False
    )

    def add_fields(self, programme: Programme) -> None:
        for name in ("starts_on", "weeks", "cadence_weeks", "meeting_minutes"):
            self.fields[name].initial = getattr(programme, name)
        self.fields["ways"].initial = programme.forms
        self.fields["always_open"].initial = programme.always_open

    def values(self) -> dict[str, object]:
        said = super().values()
        return {**said, "forms": said.pop("ways")}


class WordsForm(SectionForm):
    """What the two are called, how they are addressed, and who learns of them."""

    mentor_word = forms.ChoiceField(
        label=_("What do you call the one who shares experience?"),
        choices=Programme.MentorWord.choices,
        widget=forms.RadioSelect,
    )
    mentee_word = forms.ChoiceField(
        label=_("And the one who learns?"),
        choices=Programme.MenteeWord.choices,
        widget=forms.RadioSelect,
    )
    address_form = forms.ChoiceField(
        label=_("How do Dutch texts address people?"),
        choices=Programme.AddressForm.choices,
        widget=forms.RadioSelect,
    )
    known_to = forms.ChoiceField(
        label=_("Who may know who is paired with whom?"),
        choices=Programme.KnownTo.choices,
        widget=forms.RadioSelect,
    )

    def add_fields(self, programme: Programme) -> None:
        for name in ("mentor_word", "mentee_word", "address_form", "known_to"):
            self.fields[name].initial = getattr(programme, name)


class ContactsForm(SectionForm):
    """Who replaces the coordinator."""

    substitute_contact = forms.CharField(
        label=_("Who replaces the coordinator?"),
        help_text=_("A name, and how to reach that person."),
        required=False,
        max_length=Programme._meta.get_field("substitute_contact").max_length,
    )

    def add_fields(self, programme: Programme) -> None:
        self.fields["substitute_contact"].initial = programme.substitute_contact


class AgreementForm(SectionForm):
    """The sentences that two people agree on, a sentence a line."""

    def add_fields(self, programme: Programme) -> None:
        charter = programme.charters.order_by("version").last()
        fields.add_texts(
            self,
            "text",
            gettext("The agreement"),
            charter.text if charter else {},
            widget=forms.Textarea({"rows": 8}),
            help_text=fields.read_by(
                "all", gettext("Everybody who takes part reads this")
            ),
        )

    def texts(self) -> dict[str, str]:
        return fields.texts_of(self, "text")


class ObjectiveForm(SectionForm):
    """A goal of the programme, and by what it is measured."""

    indicator = forms.ChoiceField(
        label=_("How will you see it?"), choices=Objective.Indicator.choices
    )
    target = forms.DecimalField(
        label=_("Which figure do you want to reach?"),
        max_digits=8,
        decimal_places=2,
        min_value=0,
    )
    unit = forms.CharField(
        label=_("In which unit? (%, days, people)"), required=False, max_length=20
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        programme: Programme,
        objective: Objective | None = None,
    ) -> None:
        self.objective = objective
        super().__init__(data, programme=programme)

    @property
    def stored(self) -> list[Objective]:
        return list(self.programme.objectives.order_by("pk"))

    def afresh(self, programme: Programme) -> "ObjectiveForm":
        told = self.objective
        now = programme.objectives.filter(pk=told.pk).first() if told else None
        return ObjectiveForm(None, programme=programme, objective=now)

    def add_fields(self, programme: Programme) -> None:
        del programme
        told = self.objective
        fields.add_texts(
            self,
            "text",
            gettext("The goal in one sentence"),
            told.text if told else {},
            max_length=LONGEST_SENTENCE,
        )
        self.order_fields([f"text_{code}" for code in fields.codes()])
        if told:
            for name in ("indicator", "target", "unit"):
                self.fields[name].initial = getattr(told, name)

    def aim(self) -> Aim:
        return Aim(
            text=fields.texts_of(self, "text"),
            indicator=self.cleaned_data["indicator"],
            target=self.cleaned_data["target"],
            unit=self.cleaned_data["unit"],
        )


class CompetenceForm(forms.Form):
    """Something that can be learnt in this company only."""

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data)
        fields.add_texts(
            self, "label", gettext("What can be learnt?"), {}, max_length=100
        )

    def labels(self) -> dict[str, str]:
        return fields.texts_of(self, "label")


def _in_words(answer: BoundField) -> str:
    """Say a stored answer as the page would."""
    stored = answer.initial
    if isinstance(stored, bool):
        return gettext("yes") if stored else gettext("no")
    if isinstance(stored, date):
        return formats.date_format(stored)
    labels = dict(getattr(answer.field, "choices", ()))
    several = stored if isinstance(stored, list) else [stored]
    return ", ".join(str(labels.get(one, one)) for one in several if one is not None)
