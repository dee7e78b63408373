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


class NumberLoginForm(forms.Form):
    """Sign-in for whoever has no company mailbox."""

    employee_number = forms.CharField(
        label=_("Employee number"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    secret = _secret_field("current-password", label=_("PIN or password"))
    shared = forms.BooleanField(
        label=_("Other people use this device too"),
        help_text=_("You are then signed out after three minutes without a click."),
        required=False,
    )

    def credentials(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("employee_number", "secret")}


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
        cleaned = super().clean() or {}
        if cleaned.get("secret") != cleaned.get("again"):
            raise ValidationError(gettext("The two are not the same. Type both again."))
        return cleaned

    def chosen(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("secret", "kind")}


class ChangeSecretForm(ChooseSecretForm):
    """A new secret of somebody who shows the old one."""

    old = _secret_field("current-password", label=_("Present password or PIN"))
    field_order = ("old", "kind", "secret", "again")
