"""What people type to come in, and the secrets they choose."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.models import Person

PASSWORD, PIN = Person.SecretKind.PASSWORD, Person.SecretKind.PIN


def _secret_field(autocomplete: str, **options: Any) -> forms.CharField:  # noqa: ANN401 - a field passes on what Django's takes
    """Make a field for a secret: shown as dots, never stripped, paste allowed."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(widget=widget, strip=False, max_length=200, **options)


def _number_field() -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "username"})
    return forms.CharField(label=_("Employee number"), max_length=40, widget=widget)


class _AnyDeviceForm(forms.Form):
    """A way in on a device that may be everybody's: then it remembers nothing."""

    shared = forms.BooleanField(
        label=_("Other people use this device too"),
        help_text=_("You are then signed out after three minutes without a click."),
        required=False,
    )

    def __init__(self, *args: Any, is_shared: bool, **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **kwargs)
        self.fields["shared"].initial = is_shared
        if is_shared:
            for field in self.fields.values():
                field.widget.attrs["autocomplete"] = "off"


class NumberLoginForm(_AnyDeviceForm):
    """Sign-in for whoever has no company mailbox."""

    employee_number = _number_field()
    secret = _secret_field("current-password", label=_("PIN or password"))
    field_order = ("employee_number", "secret", "shared")

    def credentials(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("employee_number", "secret")}


class CardForm(forms.Form):
    """What is printed on an activation card, for whoever cannot use its picture."""

    employee_number = _number_field()
    code = forms.CharField(
        label=_("Code on the card"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters"}
        ),
    )

    def clean_code(self) -> str:
        """Take the code however it is typed: small letters, blanks and dashes."""
        typed: str = self.cleaned_data["code"]
        return "".join(letter for letter in typed.upper() if letter.isalnum())


class ChoosePinForm(_AnyDeviceForm):
    """A PIN of one's own, typed twice."""

    secret = _secret_field("new-password", label=_("Your PIN: six digits"))
    again = _secret_field("new-password", label=_("The same PIN once more"))
    field_order = ("secret", "again", "shared")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - idem
        super().__init__(*args, **kwargs)
        for name in ("secret", "again"):
            self.fields[name].widget.attrs["inputmode"] = "numeric"

    def clean(self) -> dict[str, Any]:
        """Refuse two PINs that differ."""
        return _same_twice(super().clean() or {})


class ChooseSecretForm(forms.Form):
    """A new secret, typed twice: a password or, with an employee number, a PIN."""

    kind = forms.ChoiceField(
        label=_("What do you choose?"),
        choices=[
            (PASSWORD, _("A password of at least eight characters")),
            (PIN, _("A PIN of six digits, together with my employee number")),
        ],
        widget=forms.RadioSelect,
        initial=PASSWORD,
    )
    secret = _secret_field("new-password", label=_("New password or PIN"))
    again = _secret_field("new-password", label=_("The same once more"))

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **kwargs)
        if not person.employee_number:
            self.fields["kind"] = forms.ChoiceField(
                choices=[(PASSWORD, "")], initial=PASSWORD, widget=forms.HiddenInput
            )
            self.fields["secret"].label = _("New password")
        elif not person.email:
            self.fields["kind"].initial = PIN

    def clean(self) -> dict[str, Any]:
        """Refuse two secrets that differ."""
        return _same_twice(super().clean() or {})

    def chosen(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("secret", "kind")}


class ChangeSecretForm(ChooseSecretForm):
    """A new secret of somebody who shows the old one."""

    old = _secret_field("current-password", label=_("Present password or PIN"))
    field_order = ("old", "kind", "secret", "again")


def _same_twice(cleaned: dict[str, Any]) -> dict[str, Any]:
    if cleaned.get("secret") != cleaned.get("again"):
        raise ValidationError(gettext("The two are not the same. Type both again."))
    return cleaned
