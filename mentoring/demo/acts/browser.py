"""What a browser would send: forms read nothing else, and they check it."""

from collections.abc import Mapping
from typing import TypeVar

from django.forms import BaseForm
from django.http import QueryDict

Form = TypeVar("Form", bound=BaseForm)


def as_sent(told: Mapping[str, object]) -> QueryDict:
    """Give the fields of a form as they come in, a list for each name."""
    data = QueryDict(mutable=True)
    for name, value in told.items():
        values = value if isinstance(value, list) else [value]
        data.setlist(name, [str(one) for one in values])
    return data


def checked(form: Form) -> Form:
    """Give a form that was filled in rightly; raises ValueError for any other."""
    if not form.is_valid():
        raise ValueError(form.errors.as_json())
    return form
