"""What our views get: a request of somebody who is signed in, and what they showed."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from people import access
from people.browser_sessions import SessionStore
from people.models import Person
from privacy.keyring import SealError

Arguments = ParamSpec("Arguments")

#: For a page that shows a form and takes it.
require_form = require_http_methods(["GET", "HEAD", "POST"])


class PersonRequest(HttpRequest):
    """A request that `LoginRequiredMiddleware` let through: its user is a person."""

    user: Person
    session: SessionStore


View = Callable[Concatenate[PersonRequest, Arguments], HttpResponse]


def shown_by(request: HttpRequest) -> frozenset[str]:
    """Name what this browser showed of its person, in allauth's words."""
    records = get_authentication_records(request, request.user)
    return frozenset(record["method"] for record in records)


def can_prove_here(person: Person) -> bool:
    """Say whether somebody has a password or PIN to type on another's screen."""
    return person.has_usable_password() and access.is_confirmed(person)


@sensitive_variables("secret")
def proves_to_be(request: HttpRequest, person: Person, secret: str) -> bool:
    """Say whether this is the person's own password or PIN; nobody is signed in.

    The tries count with those of the sign-in pages, from whatever screen they come.
    Raises ValidationError after too many.
    """
    if not can_prove_here(person):
        return False
    if person.email:
        said = {"email": person.email, "password": secret}
    else:
        said = {"employee_number": person.employee_number or "", "secret": secret}
    found: Person | None = get_adapter().authenticate(request, **said)
    return found == person


def with_company_role(view: View[Arguments]) -> View[Arguments]:
    """Keep a page to administrators and hr; anybody else gets 403."""

    @wraps(view)
    def guarded(
        request: PersonRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponse:
        if not access.holds_company_role(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def needs_key(view: View[Arguments]) -> View[Arguments]:
    """Say that nothing sealed opens now, where a key is away; keep what was typed."""

    @wraps(view)
    def guarded(
        request: PersonRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except SealError:
            return _without_key(request)

    return guarded


def opens_sealed(view: View[Arguments]) -> View[Arguments]:
    """Ask for more than a mailbox before a page that opens sealed text.

    While a key is away the page says so. What was typed is kept in either case.
    """
    opened = needs_key(view)

    @wraps(view)
    def guarded(
        request: PersonRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponse:
        on = timezone.localdate()
        if access.may_open_sealed(request.user, shown_by(request), on=on):
            return opened(request, *args, **kwargs)
        if not access.can_tell(request.user):
            return _without_key(request)
        if not access.is_confirmed(request.user):
            raise PermissionDenied
        back = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
        prove = f"{reverse('account_reauthenticate')}?{back}"
        return typed_again(request, because="unproved") or redirect(prove)

    return guarded


def _without_key(request: HttpRequest) -> HttpResponse:
    """Say that nothing sealed opens now, without a word about why."""
    kept = typed_again(request, because="sealed")
    return kept or render(request, "people/sealed.html")


def keeps_typed(*fields: str) -> Callable[[View[Arguments]], View[Arguments]]:
    """Mark the page of a form with long text in these fields: see `typed_again`."""

    def marked(view: View[Arguments]) -> View[Arguments]:
        @wraps(view)
        def same(
            request: PersonRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
        ) -> HttpResponse:
            return view(request, *args, **kwargs)

        vars(same)["typed"] = fields
        return same

    return marked


class _Typed(str):
    """What somebody typed: a page shows it; a log that prints the page's data does not.

    Django's templates log all they were given whenever a name is missing in it.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{len(self)} chars hidden>"


@sensitive_variables("sent", "texts", "context")
def typed_again(
    request: HttpRequest, *, because: str, status: int = HTTPStatus.FORBIDDEN
) -> HttpResponse | None:
    """Give back the text of a form that cannot be taken, ready to be sent once more.

    It goes back to the browser and is kept nowhere here. None when the page has no such
    form, or when nothing was typed. `because` is one of signed_out, stale, unproved,
    sealed and busy.
    """
    match = request.resolver_match
    fields = getattr(match.func, "typed", ()) if match else ()
    texts = [_Typed(request.POST.get(name, "")) for name in fields]
    if not "".join(texts).strip():
        return None
    sent = [
        (name, _Typed(value))
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
    context = {"because": because, "texts": texts, "sent": sent}
    page = render(request, "people/typed_again.html", context, status=status)
    page.headers["Cache-Control"] = "no-store"
    return page


def posted(request: HttpRequest) -> QueryDict | None:
    """Give what was sent, be it nothing; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def form_page(
    request: HttpRequest, template: str, form: Form, **context: object
) -> HttpResponse:
    """Show a form; one that was refused comes back as 422, which htmx swaps too."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, template, {"form": form, **context}, status=status)


def is_done(form: Form, act: Callable[[], object], *, field: str | None = None) -> bool:
    """Do what a valid form asks; what the operation refuses, the form says."""
    if not form.is_valid():
        return False
    try:
        act()
    except ValidationError as refusal:
        tell(form, refusal, field=field)
        return False
    return True


def is_pressed_through(
    request: HttpRequest, act: Callable[[], object], *, said: str = ""
) -> bool:
    """Do what one press asks, and say what came of it; a refusal is told in words."""
    try:
        act()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return False
    if said:
        messages.success(request, said)
    return True


def tell(form: Form, refusal: ValidationError, *, field: str | None = None) -> None:
    """Let a form say a refusal: at its fields, or above where it has no such field."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(field, refusal)
        return
    for name, errors in refusal.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
