"""How our fields are made: texts in several languages, and who reads what."""

from collections.abc import Collection, Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

#: Each language in its own words.
NAMES = {"nl": "Nederlands", "fr": "Français", "en": "English"}


def codes() -> list[str]:
    """Name the languages that we write, the company's own first."""
    known = [code for code, _name in settings.LANGUAGES]
    return sorted(known, key=lambda code: code != settings.LANGUAGE_CODE)


def add_texts(
    form: forms.Form,
    stem: str,
    label: str,
    texts: Mapping[str, str],
    **options: Any,  # noqa: ANN401 - a field passes on what Django's takes
) -> None:
    """Give a form one field per language, with what is stored already."""
    for code in codes():
        form.fields[f"{stem}_{code}"] = forms.CharField(
            label=_("%(question)s (%(language)s)")
            % {"question": label, "language": NAMES[code]},
            initial=texts.get(code, ""),
            required=False,
            **options,
        )
        form.fields[f"{stem}_{code}"].widget.attrs["lang"] = code


def texts_of(form: forms.Form, stem: str) -> dict[str, str]:
    """Read the fields of one text back."""
    return {code: form.cleaned_data[f"{stem}_{code}"] for code in codes()}


def drawn(form: forms.Form, pills: Collection[str] = ()) -> FormHelper:
    """Say how crispy draws a form inside our own form tag; some answers as pills."""
    helper = FormHelper()
    helper.form_tag, helper.disable_csrf = False, True
    helper.layout = Layout(
        *(Field(name, wrapper_class="pills" * (name in pills)) for name in form.fields)
    )
    return helper


def read_by(reader: str, text: str) -> SafeString:
    """Give the reader mark as the help text of a field: it describes the field then."""
    return render_to_string(
        "includes/_reader_mark.html", {"reader": reader, "text": text}
    )
