"""What hr hands in: a file, what its columns mean, and the yes to what was seen."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.roster.columns import Choices, Column
from people.roster.dates import DAY_FIRST, MONTH_FIRST
from people.roster.fields import Field
from people.roster.reading import MAX_BYTES


class UploadForm(forms.Form):
    """A file with everybody who works here."""

    file = forms.FileField(
        label=_("File with your people (CSV or Excel)"),
        allow_empty_file=True,  # the reader says it in the same words everywhere
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
    )

    def clean_file(self) -> "UploadedFile[Any]":
        """Refuse what is too large before it is read."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise ValidationError(
                gettext("The file is too large: we read at most %(size)s MB.")
                % {"size": MAX_BYTES // 1024**2}
            )
        return file


class ColumnsForm(forms.Form):
    """What each column of a file means; a meaning is given to one column only.

    `asked` are the columns whose dates can be read in two ways.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        samples: Mapping[int, str],
        *,
        asked: Collection[int] = (),
        whole_company: bool = False,
        data: QueryDict | None = None,
    ) -> None:
        super().__init__(data)
        choices = [("", _("Leave out")), *Field.choices]
        for column in columns:
            if column.is_forbidden:
                continue
            self.fields[f"column_{column.number}"] = forms.ChoiceField(
                label=column.title
                or gettext("Column %(number)s") % {"number": column.number},
                choices=choices,
                initial=column.field,
                help_text=samples.get(column.number, ""),
                required=False,
            )
            if column.order or column.number in asked:
                self.fields[f"order_{column.number}"] = _order_field(column)
        self.fields["whole_company"] = forms.BooleanField(
            label=_("This file holds everybody: who is not in it has left"),
            initial=whole_company,
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a meaning that was given twice."""
        cleaned = super().clean() or {}
        chosen = [meaning for meaning in self._numbered("column").values() if meaning]
        twice = next((one for one in chosen if chosen.count(one) > 1), None)
        if twice:
            raise ValidationError(
                gettext("Two columns cannot both be “%(meaning)s”.")
                % {"meaning": Field(twice).label}
            )
        return cleaned

    def choices(self) -> Choices:
        """Give what was chosen, by the number of the column."""
        return Choices(
            meanings=self._numbered("column"),
            orders=self._numbered("order"),
            whole_company=self.cleaned_data["whole_company"],
        )

    def _numbered(self, kind: str) -> dict[int, str]:
        return {
            int(name.removeprefix(f"{kind}_")): value
            for name, value in self.cleaned_data.items()
            if name.startswith(f"{kind}_")
        }


def _order_field(column: Column) -> forms.ChoiceField:
    """Ask how dates are written that can be read in two ways."""
    return forms.ChoiceField(
        label=_("How are these dates written?"),
        choices=[
            ("", _("Please choose")),
            (DAY_FIRST, _("day first: 03/04 is 3 April")),
            (MONTH_FIRST, _("month first: 03/04 is March 4")),
        ],
        initial=column.order,
        required=False,
    )


class ApplyForm(forms.Form):
    """The yes to an outcome that was seen: it travels with the form."""

    plan = forms.CharField(max_length=64, widget=forms.HiddenInput)
    leaving = forms.IntegerField(required=False, min_value=0)
