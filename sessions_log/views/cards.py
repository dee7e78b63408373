"""The conversation cards: one at a time, or the deck to print."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.http import PersonRequest
from sessions_log import cards


@require_safe
def card_deck(request: PersonRequest) -> HttpResponse:
    """Show all cards, to print and cut."""
    return render(request, "sessions_log/card_deck.html", {"deck": cards.deck()})


@require_safe
def card_show(request: PersonRequest, number: int) -> HttpResponse:
    """Show one card, and the way to the next."""
    one = cards.card(number)
    if one is None:
        raise Http404
    context = {"card": one, "next": cards.after(one)}
    return render(request, "sessions_log/card_show.html", context)
