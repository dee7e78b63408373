"""Coming in: by number, by an invitation, or by a letter to whoever forgot."""

from datetime import timedelta
from http import HTTPStatus

from allauth.account.adapter import get_adapter
from allauth.account.utils import get_next_redirect_url
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from mailing import links
from people import access, emails
from people.forms.account import ChooseSecretForm, NumberLoginForm
from people.http import form_page, is_done, posted, require_form
from people.models import Person
from people.operations import credentials, sign_in
from people.proofs import WARNING
from people.views.doors import come_in, is_shared

RESET_LASTS = timedelta(hours=24)
hide_secrets = sensitive_post_parameters("secret", "again")


@login_not_required
@never_cache
@hide_secrets
@require_form
def number_login(request: HttpRequest) -> HttpResponse:
    """Sign in with an employee number; what is wrong with it is never told apart."""
    if request.user.is_authenticated:
        return redirect("today")
    form = NumberLoginForm(posted(request), is_shared=is_shared(request))
    if form.is_valid() and (person := _person_behind(request, form)):
        return come_in(request, person, shared=form.cleaned_data["shared"])
    way_on = get_next_redirect_url(request) or ""
    return form_page(request, "people/number_login.html", form, way_on=way_on)


@login_not_required
@never_cache
@hide_secrets
@require_form
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a first password or PIN, and come in with it."""
    person, works = _behind(emails.INVITATION, token, links.LIFETIME)
    if not works:
        return _past(request, person)
    form = ChooseSecretForm(person, posted(request))
    if is_done(form, lambda: _choose(person, form), field="secret"):
        return come_in(request, person)
    return form_page(request, "people/invitation_accept.html", form, person=person)


@login_not_required
@never_cache
@hide_secrets
@require_form
def secret_reset(request: HttpRequest, token: str) -> HttpResponse:
    """Choose another password or PIN after a letter, then sign in with it."""
    person, works = _behind(emails.RESET, token, RESET_LASTS)
    if not works:
        return _past(request, person)
    form = ChooseSecretForm(person, posted(request))
    if is_done(form, lambda: _reset(person, form), field="secret"):
        messages.success(request, _("From now on you sign in with the new one."))
        return redirect("account_login")
    return form_page(request, "people/secret_reset.html", form, person=person)


@login_not_required
@never_cache
@require_form
def credential_object(request: HttpRequest, token: str) -> HttpResponse:
    """Say, after a letter, that somebody else changed how one signs in."""
    link = links.read(WARNING, token)
    person = get_object_or_404(Person, pk=link.about if link else None)
    if link is None or not link.is_unused(once=str(person.credential_id)):
        return _past(request, person)
    if request.method == "POST":
        credentials.object_to_change(person=person, at=timezone.now())
    context = {"person": person, "is_said": person.credential_changed_at is None}
    return render(request, "people/credential_object.html", context)


def _person_behind(request: HttpRequest, form: NumberLoginForm) -> Person | None:
    """Ask the door; it answers the same whether number, PIN or lock is the reason."""
    try:
        person: Person | None = get_adapter().authenticate(
            request, **form.credentials()
        )
    except ValidationError as refusal:  # too many tries from here
        form.add_error(None, refusal)
        return None
    if person is None:
        form.add_error(
            None,
            _(
                "This number and this PIN or password do not go together. After five "
                "wrong tries a PIN is locked; your HR team can open it again."
            ),
        )
    return person


def _choose(person: Person, form: ChooseSecretForm) -> None:
    credentials.choose_first_secret(
        person=person, **form.chosen(), at=timezone.now(), by_mail=bool(person.email)
    )


def _reset(person: Person, form: ChooseSecretForm) -> None:
    now = timezone.now()
    credentials.reset_secret(person=person, **form.chosen(), at=now)
    sign_in.close_sessions(person=person, at=now)


def _behind(purpose: str, token: str, lifetime: timedelta) -> tuple[Person, bool]:
    """Give whom a link of ours is about, and whether it still lets them in."""
    link = links.read(purpose, token, lifetime=None)
    person = get_object_or_404(Person, pk=link.about if link else None)
    fresh = links.read(purpose, token, lifetime=lifetime)
    works = (
        fresh is not None
        and fresh.is_unused(once=person.get_session_auth_hash())
        and access.may_come_in(person, on=timezone.localdate())
    )
    return person, works


def _past(request: HttpRequest, person: Person) -> HttpResponse:
    """Say that a link works no more; one button sends a new one to the same mailbox."""
    may_ask = bool(person.email) and access.may_come_in(person, on=timezone.localdate())
    if "renew" in request.POST and may_ask:
        # One letter an hour, however often somebody presses.
        hour = timezone.now().replace(minute=0, second=0, microsecond=0)
        sign_in.send_link(person=person, at=hour)
        messages.success(request, _("A new letter is on its way to your mailbox."))
        return redirect("account_login")
    context = {"may_ask": may_ask}
    return render(request, "people/link_past.html", context, status=HTTPStatus.GONE)
