"""Pages on which the two settle how they work together."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from people.http import PersonRequest, is_done, keeps_typed, opens_sealed, posted
from sessions_log import access, queries
from sessions_log.forms import AgreementForm
from sessions_log.operations import agreements
from sessions_log.views.drafts import keeps_draft
from sessions_log.views.pairs import pair_form, writable_pairing


@sensitive_post_parameters("text")
@keeps_typed("text")
@opens_sealed
@keeps_draft
def agreement(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Put the agreement in the pair's own words, starting from those there are."""
    pairing = writable_pairing(request, pk)
    words = queries.current_words(pairing, reader=request.user)
    form = AgreementForm(
        posted(request),
        readers=access.readers_of(access.KINDS[access.US], pairing, request.user),
        initial={"text": words.plain},
    )
    if request.method == "POST" and is_done(
        form,
        lambda: agreements.word(
            pairing,
            form.cleaned_data["text"],
            at=timezone.now(),
            by=request.user,
            once=form.cleaned_data["once"],
        ),
    ):
        said = _("Saved. You agree with these words; the other is asked to agree too.")
        messages.success(request, said)
        return redirect("sessions_log:pairing", pairing.pk)
    return pair_form(
        request,
        "sessions_log/agreement.html",
        form,
        pairing,
        lock=queries.lock_of_agreement(),
    )


@require_POST
def agree(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Agree, for oneself."""
    pairing = writable_pairing(request, pk)
    try:
        agreements.agree(pairing, at=timezone.now(), by=request.user)
        messages.success(request, _("You agreed."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("sessions_log:pairing", pairing.pk)
