"""The page behind the last line of a letter: no more letters of this kind."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mailing import links, outbox
from mailing.models import Delivery, Preference


@login_not_required
@csrf_exempt  # RFC 8058: mail programs press this button; it only ends letters
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button that ends letters of one kind; only pressing it does so.

    The link never grows too old, and it names neither the reader nor the kind.
    """
    link = links.read(outbox.UNSUBSCRIBE, token, lifetime=None)
    letter = get_object_or_404(
        Delivery.objects.for_display(), pk=link.about if link else None
    )
    choice = None
    if request.method == "POST":
        choice = _choice_of(request)
        for kind in outbox.kinds_in_mail_of(letter):
            outbox.choose(choice, kind=kind, person_id=letter.recipient_id)
    with translation.override(outbox.language_of(letter.recipient)):
        context = {"choice": choice, "is_off": choice == Preference.Choice.OFF}
        return render(request, "mailing/unsubscribe.html", context)


def _choice_of(request: HttpRequest) -> str:
    """Read which button was pressed; a mail program presses the one that ends."""
    again = request.POST.get("choice") == Preference.Choice.MAIL
    return Preference.Choice.MAIL if again else Preference.Choice.OFF
