"""What the forms of a pair are made of; every text says who reads it."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sessions_log.access import US, Readers
from sessions_log.notes import MOST_CHARACTERS, NoteText, Remark


def refuse_too_long(text: str) -> None:
    """Say how much is too much; what was typed stays in the form."""
    if len(text) > MOST_CHARACTERS:
        raise ValidationError(
            _(
                "This text has %(length)d characters; the most is %(most)d. Your text"
                " is still here: shorten it, or write it as two notes."
            ),
            params={"length": len(text), "most": MOST_CHARACTERS},
        )


class DateInput(forms.DateInput):
    """The browser's own date picker, which wants ISO dates."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """The browser's own time picker."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class OnceForm(forms.Form):
    """A form with a name of its own: sent twice, what it writes counts once."""

    once = forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput)


class ReaderForm(OnceForm):
    """A text, and who of the two reads it."""

    words = "text"
    kind = ""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own
        readers: Mapping[str, Readers],
        **kwargs: Any,  # noqa: ANN401 - Django's own
    ) -> None:
        """Offer exactly the readers that the door would give a key to."""
        super().__init__(*args, **kwargs)
        self.readers = readers
        choice = cast("forms.ChoiceField", self.fields["reader"])
        choice.choices = [(key, one.short) for key, one in readers.items()]
        # The page shows the sentence of each choice; Django ties them to the box.
        first = readers.get(choice.initial) or next(iter(readers.values()))
        self.fields[self.words].help_text = first.sentence

    def remark(self) -> Remark:
        """Give what was typed, for whom."""
        return Remark(
            NoteText(self.cleaned_data[self.words]),
            is_shared=self.cleaned_data["reader"] == US,
            once=self.cleaned_data["once"],
            kind=self.kind,
        )


class OwnTextForm(OnceForm):
    """A text whose readers do not depend on a choice."""

    def __init__(self, *args: Any, readers: Readers, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.mark = readers.mark
        self.fields["text"].help_text = readers.sentence
