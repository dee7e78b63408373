"""What is asked of somebody who wants help, and of somebody who gives it."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from sessions_log.forms.fields import OnceForm, refuse_too_long
from sessions_log.notes import NoteText
from sessions_log.operations.helping import Question
from sessions_log.operations.sharing import GOALS, NOTE, NOTHING
from sessions_log.queries.helping import Helper, OwnNote

NEXT, NOBODY = "next", "nobody"
TICK = {"class": "form-check-input"}


class HelpForm(OnceForm):
    """To whom, what may be seen, and how to reach the one who asks."""

    to = forms.ChoiceField(
        label=_("Who do you want to hear from?"), widget=forms.RadioSelect(TICK)
    )
    substitute = forms.ChoiceField(
        label=_("If it is not opened in two working days, it goes to"), initial=NEXT
    )
    shows = forms.ChoiceField(
        label=_("What may this person see?"), widget=forms.RadioSelect, initial=NOTHING
    )
    note = forms.ChoiceField(
        label=_("Which note?"), widget=forms.RadioSelect(TICK), required=False
    )
    reach = forms.CharField(
        label=_("How and when can you be reached?"),
        widget=forms.Textarea({"rows": 2}),
        validators=[refuse_too_long],
    )
    text = forms.CharField(
        label=_("In one sentence, what is it about? (optional)"),
        widget=forms.Textarea({"rows": 2}),
        required=False,
        validators=[refuse_too_long],
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own
        helpers: Sequence[Helper],
        own_notes: Sequence[OwnNote],
        **kwargs: Any,  # noqa: ANN401 - Django's own
    ) -> None:
        """Offer only those who may help, and only what this person wrote."""
        super().__init__(*args, **kwargs)
        self.helpers = {str(one.person.pk): one for one in helpers}
        self.own_notes = {str(one.id): one for one in own_notes}
        names = [(key, str(one.person)) for key, one in self.helpers.items()]
        self._choose("to", names)
        if len(names) == 1:
            self.fields["to"].initial = names[0][0]
        following = (NEXT, _("the next person above in the same role"))
        nobody = (NOBODY, _("nobody else; only tell me"))
        self._choose("substitute", [following, *names, nobody])
        self._choose("note", [(key, key) for key in self.own_notes])
        shows = [(NOTHING, _("Nothing")), (GOALS, _("The goals that I wrote"))]
        own = [(NOTE, _("One note of my own"))] if own_notes else []
        self._choose("shows", [*shows, *own])
        for name in ("reach", "text"):
            self.fields[name].help_text = _(
                "Only you and the person you choose read this; after two working days"
                " the one who takes over, instead."
            )

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    def clean(self) -> None:
        """Refuse a substitute who is the same person, and a choice without its note."""
        super().clean()
        said = self.cleaned_data
        if said.get("substitute") and said.get("substitute") == said.get("to"):
            again = ValidationError(_now("Choose somebody else to take over."))
            self.add_error("substitute", again)
        if said.get("shows") == NOTE and not said.get("note"):
            self.add_error("note", ValidationError(_now("Choose a note to show.")))

    def choosable(self) -> list[tuple[Any, Helper]]:
        """Give each radio button with the person behind it."""
        return list(zip(self["to"], self.helpers.values(), strict=True))

    def showable(self) -> list[tuple[Any, OwnNote]]:
        return list(zip(self["note"], self.own_notes.values(), strict=True))

    def question(self) -> Question:
        """Give what is asked."""
        said = self.cleaned_data
        parts = (said["reach"].strip(), said["text"].strip())
        shows_note = said["shows"] == NOTE
        return Question(
            to=UUID(said["to"]),
            substitute=self._substitute(),
            words=NoteText("\n\n".join(part for part in parts if part)),
            shows=said["shows"],
            note=UUID(said["note"]) if shows_note else None,
            once=said["once"],
        )

    def _substitute(self) -> UUID | None:
        chosen, to = self.cleaned_data["substitute"], self.cleaned_data["to"]
        if chosen not in (NEXT, NOBODY):
            return UUID(chosen)
        role = self.helpers[to].role
        others = [
            one.person.pk
            for key, one in self.helpers.items()
            if key != to and one.role == role
        ]
        return others[0] if others and chosen == NEXT else None


class AnswerForm(OnceForm):
    """A line for whoever asked; the talk itself happens elsewhere."""

    text = forms.CharField(
        label=_("A line for the one who asked (optional)"),
        widget=forms.Textarea({"rows": 3}),
        required=False,
        validators=[refuse_too_long],
        help_text=_("Only the one who asked and you read this."),
    )
