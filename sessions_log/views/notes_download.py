"""A copy of one's notes to take along: made in memory, sent, and kept nowhere."""

import json
from io import BytesIO
from typing import cast
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from allauth.account.decorators import reauthentication_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from matching.models import Pairing
from people.http import PersonRequest, opens_sealed, require_form
from sessions_log.operations import closing as acts
from sessions_log.queries.closing import closing_page
from sessions_log.queries.notes_export import NotesFile, notes_of
from sessions_log.views.closing import lasting_pairing


@require_form
@opens_sealed
def notes_download(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Say what the copy holds and until when; a press sends it, after proving anew."""
    pairing = lasting_pairing(request, pk)
    if request.method == "POST":
        return cast("HttpResponse", _sent(request, pairing))
    page = closing_page(pairing, reader=request.user, on=timezone.localdate())
    context = {"programme": pairing.programme, "pairing": pairing, "page": page}
    return render(request, "sessions_log/notes_download.html", context)


@reauthentication_required  # type: ignore[untyped-decorator]  # allauth has no types
def _sent(request: PersonRequest, pairing: Pairing) -> HttpResponseBase:
    found = notes_of(pairing, reader=request.user)
    acts.note_download(pairing, at=timezone.now(), by=request.user)
    return FileResponse(_zipped(found), as_attachment=True, filename="notes.zip")


def _zipped(found: NotesFile) -> BytesIO:
    """Pack the notes twice: for machines, and to be read."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        plain = json.dumps(
            found.as_json(), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2
        )
        archive.writestr("notes.json", plain)
        page = render_to_string("sessions_log/notes_file.html", {"file": found})
        archive.writestr("notes.html", page)
    packed.seek(0)
    return packed
