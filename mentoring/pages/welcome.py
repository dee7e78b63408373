"""The first visit to an empty installation, and the post that is set up after it."""

import os
from email.utils import formataddr, parseaddr
from http import HTTPStatus
from pathlib import Path
from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import RegexValidator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django_stubs_ext import StrPromise

from mailing import outbox
from mailing.models import Delivery
from mailing.outbox import Promise
from mentoring import company, first_visit
from mentoring.frame import OWN_NAMES
from people import access
from people.http import PersonRequest, form_page, is_done, posted, require_form
from people.models import Person
from people.operations.people import Facts

#: A line of the settings file; a value that begins with $ would name another one.
ONE_LINE = RegexValidator(r"^(?!\$)[^\x00-\x1f]*$", _("Please use one plain line."))


def _secret(label: StrPromise) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(label=label, widget=widget, strip=False, max_length=200)


class WelcomeForm(forms.Form):
    """What an empty installation has to know before anybody can work in it."""

    company_name = forms.CharField(
        label=_("What is your company called?"),
        help_text=_("It stands above every page and letter."),
        max_length=80,
        validators=[ONE_LINE],
    )
    languages = forms.MultipleChoiceField(
        label=_("Which languages do your people read?"),
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(
        label=_("Which of them do you read yourself?"), widget=forms.RadioSelect
    )
    given_name = forms.CharField(
        label=_("Your given name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    family_name = forms.CharField(
        label=_("Your family name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = _secret(_("Choose a password of at least eight characters"))
    again = _secret(_("The same once more"))
    backup_folder = forms.CharField(
        label=_("In which folder do copies of the data go?"),
        help_text=_("Best on another disk. Copies never hold the keys of the notes."),
        max_length=500,
        validators=[ONE_LINE],
    )
    keys_on_paper = forms.BooleanField(
        label=_("The keys of the notes are on paper, twice, in two places"),
        help_text=_(
            "Give the command “python3 manage.py backup_note_keys” in a second "
            "terminal and print what it says. If the keys are lost, every note is."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **kwargs)
        offered = [(code, OWN_NAMES[code]) for code, _name in settings.OUR_LANGUAGES]
        for name in ("languages", "language"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for mypy
            field.choices = offered
        self.initial.setdefault("languages", [code for code, _name in offered])
        self.initial.setdefault("backup_folder", str(settings.BACKUP_DIR))

    def clean_backup_folder(self) -> str:
        """Refuse a folder that cannot be made or written to."""
        folder = Path(self.cleaned_data["backup_folder"]).expanduser()
        if not folder.is_absolute():
            raise ValidationError(gettext("Give the whole path, from the root on."))
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as failure:
            raise ValidationError(gettext("This folder cannot be made.")) from failure
        if not os.access(folder, os.W_OK):
            raise ValidationError(gettext("Nothing can be written to this folder."))
        return str(folder)

    def clean(self) -> dict[str, Any]:
        """Refuse two passwords that differ, and a reader whom no page would suit."""
        cleaned = super().clean() or {}
        if cleaned.get("password") != cleaned.get("again"):
            self.add_error("again", gettext("The two are not the same."))
        if cleaned.get("language") not in cleaned.get("languages", []):
            self.add_error("language", gettext("Choose one of the languages above."))
        return cleaned

    def facts(self) -> Facts:
        names = ("given_name", "family_name", "email", "language")
        return Facts(**{name: self.cleaned_data[name] for name in names})

    def settings(self) -> dict[str, str]:
        said = self.cleaned_data
        return {
            "SITE_NAME": said["company_name"],
            "LANGUAGE_CODE": said["language"],
            "LANGUAGES": ",".join(said["languages"]),
            "BACKUP_DIR": said["backup_folder"],
        }


class PostForm(forms.Form):
    """Who letters come from, and which server takes them."""

    sender = forms.EmailField(
        label=_("From which address do letters come?"),
        help_text=_("Somebody should read the answers that come there."),
    )
    server = forms.CharField(
        label=_("Which mail server takes them?"),
        help_text=_("For example smtp+tls://name:password@smtp.company.example:587"),
        max_length=500,
        validators=[ONE_LINE],
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def clean_server(self) -> str:
        """Refuse what is no address of a mail server."""
        server: str = self.cleaned_data["server"]
        try:
            company.server_in(server)
        except ValueError as failure:
            raise ValidationError(
                gettext("This is no address of a mail server: see the example.")
            ) from failure
        return server

    def settings(self) -> dict[str, str]:
        if not self.fields:
            return {}
        sender = formataddr((settings.SITE_NAME, self.cleaned_data["sender"]))
        return {
            "DEFAULT_FROM_EMAIL": sender,
            "EMAIL_URL": self.cleaned_data["server"],
        }


@login_not_required
@sensitive_post_parameters("password", "again")
@require_form
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Begin: company, languages, first person, keys on paper, folder for copies.

    The one-time link of the terminal opens it; after the first person it is gone.
    """
    if not first_visit.fits(token) or Person.objects.exists():
        raise Http404
    form = WelcomeForm(posted(request))
    if is_done(form, lambda: _begin(request, form), field="password"):
        return redirect("welcome_post")
    return form_page(request, "mentoring/welcome.html", form)


def _begin(request: HttpRequest, form: WelcomeForm) -> None:
    person = first_visit.let_in(
        form.facts(), password=form.cleaned_data["password"], at=timezone.now()
    )
    company.say(**form.settings())
    perform_password_login(request, {}, Login(user=person))


@sensitive_post_parameters("server")
@require_form
def welcome_post(request: PersonRequest) -> HttpResponse:
    """Say where letters come from and go through, and see a test letter arrive.

    Where the environment says so, this page only sends the letter.
    """
    me = request.user
    if not access.is_administrator(me):
        raise PermissionDenied
    _name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    form = PostForm(posted(request), initial={"sender": sender})
    if not company.is_ours():
        form.fields.clear()
    if form.is_valid():
        company.say(**form.settings())
        now = timezone.now()
        outbox.promise(Promise("trial", about=me, to=me, occurrence=now))
        messages.success(request, gettext("A test letter is on its way to you."))
        return redirect("welcome_post")
    trial = Delivery.objects.filter(kind="trial", recipient=me)
    return render(
        request,
        "mentoring/welcome_post.html",
        {"form": form, "trial": trial.order_by("-occurrence").first()},
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK,
    )
