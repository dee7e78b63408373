"""What is left when a journey is over: a last message, and a certificate."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from people.http import PersonRequest, is_done, keeps_typed, opens_sealed, posted
from sessions_log import access, queries
from sessions_log.forms import FarewellForm
from sessions_log.operations import writing
from sessions_log.views.certificate_pdf import weasyprint
from sessions_log.views.pairs import own_pairing, pair_form


@sensitive_post_parameters("text")
@keeps_typed("text")
@opens_sealed
def farewell(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Send the other one last message, when the organisation parted the two."""
    pairing, now = own_pairing(request, pk), timezone.now()
    may_say = access.may_say_farewell(request.user, pairing, at=now)
    if request.method != "POST" and not may_say:
        raise PermissionDenied
    readers = access.readers_of(access.KINDS[access.US], pairing, request.user)
    form = FarewellForm(posted(request), readers=readers)
    if request.method == "POST" and is_done(
        form,
        lambda: writing.say_farewell(
            pairing,
            form.cleaned_data["text"],
            at=now,
            by=request.user,
            once=form.cleaned_data["once"],
        ),
    ):
        messages.success(request, _("Your last message is there for the other."))
        return redirect("sessions_log:pairing", pairing.pk)
    return pair_form(request, "sessions_log/farewell.html", form, pairing)


@require_safe
@opens_sealed
def certificate(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show, ready to print, that somebody took part; nothing of what was said."""
    pairing = own_pairing(request, pk)
    if not access.may_have_certificate(request.user, pairing):
        raise PermissionDenied
    context = {
        "programme": pairing.programme,
        "pairing": pairing,
        "certificate": queries.certificate_of(pairing, request.user),
        "makes_pdf": weasyprint is not None,
    }
    return render(request, "sessions_log/certificate.html", context)
