"""Activation cards: hr prints them, and whoever has no mailbox comes in with one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from urllib.parse import urlsplit
from uuid import UUID

import segno
from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from mailing import links
from people import access, queries
from people.forms.account import CardForm, ChoosePinForm
from people.forms.cards import CardsForm
from people.http import (
    PersonRequest,
    form_page,
    is_done,
    needs_key,
    posted,
    require_form,
)
from people.models import Card
from people.operations import cards
from people.operations.cards import Issued
from people.views.doors import come_in, is_shared
from people.views.entrance import hide_secrets
from people.views.helping_in import helped

PICTURE, TYPED = "activation card", "typed activation card"
TYPED_LASTS = timedelta(minutes=15)
PER_PAGE = 48  # six sheets of paper


@dataclass(frozen=True)
class Paper:
    """A card as it is printed: what is typed, and the picture that types it for one."""

    card: Card
    code: str
    address: str

    @property
    def picture(self) -> str:
        return str(segno.make(self.address, micro=False).svg_data_uri(border=2))


@require_form
def card_list(request: PersonRequest) -> HttpResponse:
    """Show who waits for a card, and print those of a selection."""
    if not access.may_print_cards(request.user):
        raise PermissionDenied
    by, at, site = request.user, timezone.now(), request.GET.get("site", "")
    waiting = queries.waiting_for_card(by, site=site, at=at)
    form = CardsForm(posted(request), waiting=waiting)
    if form.is_valid():
        people = list(form.cleaned_data["person"])
        return _printed(request, cards.issue_all(people=people, by=by, at=at))
    return form_page(
        request,
        "people/card_list.html",
        form,
        page=Paginator(waiting, PER_PAGE).get_page(request.GET.get("page")),
        sites=queries.sites_waiting(by, at=at),
        site=site,
    )


@require_form
def card_issue(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Print a card for somebody without a mailbox; the present PIN ends with it."""
    person = helped(request, pk)
    if request.method != "POST":
        return render(request, "people/card_issue.html", {"person": person})
    try:
        issued = cards.issue(person=person, by=request.user, at=timezone.now())
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("people:person_detail", person.pk)
    return _printed(request, [issued])


@login_not_required
@never_cache
@require_form
@needs_key
def card(request: HttpRequest) -> HttpResponse:
    """Take what is printed on a card, where a camera does not help."""
    form = CardForm(posted(request))
    if form.is_valid() and (found := _card_behind(request, form)):
        return redirect("people:card_accept", links.make(TYPED, found.pk))
    return form_page(request, "people/card.html", form)


@login_not_required
@never_cache
@hide_secrets
@require_form
@needs_key
def card_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a PIN of one's own with a card, and come in with it."""
    found, at = _card_of(token), timezone.now()
    if found is None:
        return render(request, "people/card_past.html", status=HTTPStatus.GONE)
    form = ChoosePinForm(posted(request), is_shared=is_shared(request))
    person = found.person

    def choose() -> None:
        cards.use(card=found, pin=form.cleaned_data["secret"], at=at)

    if is_done(form, choose, field="secret"):
        said = _("From now on you sign in with your number, %(number)s, and your PIN.")
        messages.success(request, said % {"number": person.employee_number})
        return come_in(request, person, shared=form.cleaned_data["shared"])
    return form_page(request, "people/card_accept.html", form, person=person)


def _card_of(token: str) -> Card | None:
    """Give the card that a link of ours is about, while it lets somebody in.

    The picture works as long as its card. The link that follows typing is short-lived:
    others may use that device.
    """
    link = links.read(PICTURE, token, lifetime=None)
    typed = links.read(TYPED, token, lifetime=None)
    if link is None and typed is None:
        raise Http404
    link = link or links.read(TYPED, token, lifetime=TYPED_LASTS)
    if link is None:
        return None
    usable = Card.objects.open(timezone.now()).filter(person__may_sign_in=True)
    return usable.filter(pk=link.about).select_related("person").first()


def _card_behind(request: HttpRequest, form: CardForm) -> Card | None:
    """Try a code; number, code, age and lock are refused in the same words."""
    number = form.cleaned_data["employee_number"]
    try:
        get_adapter().pre_authenticate(request, employee_number=number)
    except ValidationError as refusal:  # too many tries from here
        form.add_error(None, refusal)
        return None
    found = cards.try_code(**form.cleaned_data, at=timezone.now())
    if found is None:
        form.add_error(
            None,
            _(
                "This number and this code do not go together, or the card is too old. "
                "After five wrong tries a card is locked. "
                "Your HR team prints a new one."
            ),
        )
    return found


def _printed(request: HttpRequest, issued: Iterable[Issued]) -> HttpResponse:
    """Show the cards, once: the codes are kept nowhere."""
    papers = [paper_of(one) for one in issued]
    address = urlsplit(links.address_of("people:card"))
    where = f"{address.netloc}{address.path}"
    return render(request, "people/card_print.html", {"papers": papers, "where": where})


def paper_of(issued: Issued) -> Paper:
    """Say what stands on the paper of a card: the only place where its code is."""
    token = links.make(PICTURE, issued.card.pk)
    half = len(issued.code) // 2
    return Paper(
        card=issued.card,
        code=f"{issued.code[:half]}-{issued.code[half:]}",
        address=links.address_of("people:card_accept", token),
    )
