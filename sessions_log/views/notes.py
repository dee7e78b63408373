"""Loose notes: written, changed and deleted by their author."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from matching.models import Pairing
from people.http import (
    PersonRequest,
    is_done,
    is_pressed_through,
    keeps_typed,
    opens_sealed,
    posted,
)
from sessions_log import access, queries
from sessions_log.forms import NoteChangeForm, NoteForm
from sessions_log.models import Note
from sessions_log.operations import writing
from sessions_log.views.drafts import keeps_draft
from sessions_log.views.pairs import pair_form, refuse_when_over, writable_pairing


def own_note(request: PersonRequest, pk: UUID) -> tuple[Note, Pairing]:
    """Give a loose note to its author; for everybody else it does not exist."""
    note = get_object_or_404(queries.notes_by(request.user), pk=pk)
    return note, cast("Pairing", note.vault.pairing)  # loose notes are beside a pair


@sensitive_post_parameters("text")
@keeps_typed("text")
@opens_sealed
@keeps_draft
def note_write(request: PersonRequest, pk: UUID, kind: str = "") -> HttpResponse:
    """Write a note for oneself or for the two."""
    asked = queries.kind_of_note(kind)
    if asked is None:
        raise Http404
    pairing = writable_pairing(request, pk)
    readers = queries.readers_for(pairing, request.user)
    form = NoteForm(posted(request), readers=readers, kind=asked)
    if request.method == "POST" and is_done(
        form,
        lambda: writing.write_note(
            pairing, form.remark(), at=timezone.now(), by=request.user
        ),
    ):
        messages.success(request, _("Your note has been saved."))
        return redirect("sessions_log:pairing", pairing.pk)
    kinds = queries.kinds_for(pairing, on=timezone.localdate())
    return pair_form(
        request, "sessions_log/note_write.html", form, pairing, kinds=kinds
    )


@sensitive_post_parameters("text")
@keeps_typed("text")
@opens_sealed
@keeps_draft
def note_change(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Change one's own note while the journey lasts; its readers stay who they were."""
    note, pairing = own_note(request, pk)
    readers = access.readers_of(note.vault.kind, pairing, request.user)
    said = queries.words_of(note, reader=request.user)
    form = NoteChangeForm(
        posted(request), readers=readers, initial={"text": said.plain}
    )
    if request.method == "POST" and is_done(
        form,
        lambda: writing.reword_note(
            note, form.cleaned_data["text"], at=timezone.now(), by=request.user
        ),
    ):
        messages.success(request, _("Your note has been saved."))
        return redirect("sessions_log:pairing", pairing.pk)
    other = access.readers_of(access.KINDS[access.US], pairing, request.user)
    return pair_form(
        request, "sessions_log/note_change.html", form, pairing, note=note, shared=other
    )


@require_POST
@opens_sealed
def note_share(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Let the other read a copy of one's own note; the note itself stays one's own."""
    note, pairing = own_note(request, pk)
    refuse_when_over(request, pairing)
    is_pressed_through(
        request,
        lambda: writing.share_copy(note, at=timezone.now(), by=request.user),
        said=_("You both read a copy of your note from now on."),
    )
    return redirect("sessions_log:pairing", pairing.pk)


@require_POST
def note_delete(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Delete one's own note, also when the journey is over."""
    note, pairing = own_note(request, pk)
    writing.delete_note(note, by=request.user)
    messages.success(request, _("Your note has been deleted."))
    return redirect("sessions_log:pairing", pairing.pk)
