"""One's own secret and mailbox, and where one is signed in."""

from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_POST,
    require_safe,
)

from mailing import links
from people import browser_sessions, emails, proofs
from people.forms.account import ChangeSecretForm, ChooseSecretForm
from people.http import (
    PersonRequest,
    View,
    form_page,
    is_done,
    posted,
    require_form,
    shown_by,
)
from people.models import BrowserSession
from people.operations import credentials, sign_in


@never_cache
@sensitive_post_parameters("secret", "again", "old")
@require_form
def secret_change(request: PersonRequest) -> HttpResponse:
    """Change one's own password or PIN; every other browser is signed out."""
    has_one = request.user.has_usable_password()
    kind_of_form = ChangeSecretForm if has_one else ChooseSecretForm
    form = kind_of_form(request.user, posted(request))
    if is_done(form, lambda: _change(request, form), field="secret"):
        messages.success(request, _("Changed. Elsewhere you are signed out."))
        return redirect("today")
    return form_page(request, "people/secret_change.html", form)


def _change(request: PersonRequest, form: ChooseSecretForm) -> None:
    """Take the new secret, once the old one was shown; this browser stays."""
    person, now = request.user, timezone.now()
    if "old" not in form.cleaned_data:
        credentials.choose_first_secret(
            person=person, **form.chosen(), at=now, by_mail=False
        )
    elif sign_in.try_secret(person=person, secret=form.cleaned_data["old"], at=now):
        credentials.change_secret(person=person, **form.chosen(), at=now)
    else:
        raise ValidationError(_("That is not your present password or PIN."))
    update_session_auth_hash(request, person)
    this_one = browser_sessions.hash_of(request.session.session_key)
    sign_in.close_sessions(person=person, at=now, keep=this_one)


def unless_shut(view: View[...]) -> View[...]:
    """Keep the codes of allauth's pages from whoever has yet to prove who they are.

    One of them is such a proof: it must come from paper.
    """

    @wraps(view)
    def guarded(
        request: PersonRequest, /, *args: object, **kwargs: object
    ) -> HttpResponse:
        if request.user.former_credential_id:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_safe
def browser_session_list(request: PersonRequest) -> HttpResponse:
    """Show somebody where they are signed in."""
    key, now = request.session.session_key, timezone.now()
    sessions = browser_sessions.open_sessions(request.user, this_key=key, at=now)
    return render(request, "people/browser_session_list.html", {"sessions": sessions})


@require_POST
def browser_session_close(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Sign one of one's own browsers out."""
    session = get_object_or_404(BrowserSession, pk=pk, person=request.user)
    sign_in.close_session(session=session, at=timezone.now())
    return redirect("people:browser_session_list")


@require_POST
def browser_session_close_others(request: PersonRequest) -> HttpResponse:
    """Sign one out everywhere but in this browser."""
    this_one = browser_sessions.hash_of(request.session.session_key)
    now = timezone.now()
    sign_in.close_sessions(person=request.user, at=now, keep=this_one)
    messages.success(request, _("Elsewhere you are signed out."))
    return redirect("people:browser_session_list")


@require_POST
def address_ask(request: PersonRequest) -> HttpResponse:
    """Send the letter by which somebody shows that a mailbox is theirs."""
    if not request.user.email:
        raise Http404
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    sign_in.promise_confirmation(person=request.user, at=hour)
    messages.success(request, _("A letter is on its way to your mailbox."))
    return redirect("people:browser_session_list")


@require_form
def address_confirm(request: PersonRequest, token: str) -> HttpResponse:
    """Take a mailbox as the reader's own; only the button does it, never the link."""
    link = links.read(emails.CONFIRMATION, token)
    if (
        link is None
        or link.about != request.user.pk
        or not link.is_unused(once=request.user.email or "")
    ):
        raise Http404
    if request.method == "POST":
        if shown_by(request) <= proofs.BY_MAILBOX:
            raise PermissionDenied
        credentials.confirm_address(person=request.user, at=timezone.now())
        messages.success(request, _("Thank you. This mailbox is yours."))
        return redirect("people:browser_session_list")
    return render(request, "people/address_confirm.html")
