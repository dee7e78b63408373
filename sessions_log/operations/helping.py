"""Asking somebody outside the pair for help, and what becomes of it.

What is typed is sealed when it is sent, for the one who asks, for the addressee and for
the substitute, whose key sleeps until the request is passed on. So nobody else ever
holds a key: neither the beat nor the coordinator (`docs/decisions/help.md`).
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from mailing import outbox
from mailing.outbox import Promise
from matching.models import Pairing
from people.models import Person
from privacy import audit
from sessions_log import access, notes
from sessions_log.models import HelpRequest, Note
from sessions_log.notes import NoteText
from sessions_log.operations import sharing
from sessions_log.queries import helping
from sessions_log.queries.helping import Helper
from sessions_log.rules.helping import last_day


@dataclass(frozen=True)
class Question:
    """What somebody asks of whom, and what may be seen beside it."""

    to: UUID
    substitute: UUID | None
    words: NoteText
    shows: str = sharing.NOTHING
    note: UUID | None = None
    once: UUID | None = None


@transaction.atomic
def ask(
    pairing: Pairing, question: Question, *, at: datetime, by: Person
) -> HelpRequest:
    """Ask somebody to get in touch; the partner and the coordinator are not told.

    Raises ValidationError when one of those chosen may not help these two, when the
    note to show is somebody else's, when nothing is said, or when all is over.
    """
    pairing = _hold_to_ask(pairing, at=at, by=by)
    if before := notes.written_before(question.once, by=by):
        return HelpRequest.objects.get(vault=before.vault_id)
    to, substitute = _chosen(pairing, question, on=timezone.localdate(at))
    shown = sharing.notes_to_show(pairing, question.shows, question.note, by=by)
    request = HelpRequest(
        pairing=pairing,
        by=by,
        to_role=to.role,
        to=to.person,
        substitute=substitute.person if substitute else None,
        asked_at=at,
    )
    request.vault = sharing.sealed_for(request, until=None, at=at)
    request.save(force_insert=True)
    _keep_until_last_day(request)
    _write(request, question.words.plain, at=at, by=by, once=question.once)
    if shown:
        sharing.share(request, shown, at=at)
    audit.record(by, "asked for help", request, audience="self", at=at)
    promise("help_asked", request, to=to.person, at=at)
    return request


@transaction.atomic
def open_request(request: HelpRequest, *, at: datetime, by: Person) -> HelpRequest:
    """Note that the one who was asked has opened it; a second time changes nothing.

    Raises PermissionDenied for whoever has it no more: it was passed on, or closed.
    """
    request = _hold_as_reader(request, by)
    if request.opened_at is None:
        request.opened_at = at
        request.save(update_fields=["opened_at"])
    return request


@sensitive_variables("text")
@transaction.atomic
def answer(
    request: HelpRequest, text: str, *, at: datetime, by: Person, once: UUID | None
) -> HelpRequest:
    """Say that one got in touch, with at wish a line that only the asker reads.

    Raises PermissionDenied as `open_request` does, ValidationError for a text that is
    too long.
    """
    request = _hold_as_reader(request, by)
    if notes.written_before(once, by=by):
        return request
    if text.strip():
        _write(request, text, at=at, by=by, once=once)
    is_news = request.state == HelpRequest.State.OPEN
    request.state = HelpRequest.State.ANSWERED
    request.opened_at = request.opened_at or at
    request.save(update_fields=["state", "opened_at"])
    if is_news or text.strip():
        promise("help_answered", request, to=request.by, at=at)
    return request


@transaction.atomic
def close(request: HelpRequest, *, at: datetime, by: Person) -> HelpRequest:
    """Close a request, as the one who asked or the one who has it.

    What was shown is gone, and only the asker still reads what was said. Raises
    PermissionDenied for anybody else.
    """
    request = hold(request)
    if by.pk != request.by_id and by != access.reader_of(request):
        raise PermissionDenied
    return put_away(request, at=at)


def put_away(request: HelpRequest, *, at: datetime) -> HelpRequest:
    """Close a request that the caller holds."""
    if request.state == HelpRequest.State.CLOSED:
        return request
    request.state, request.closed_at = HelpRequest.State.CLOSED, at
    request.save(update_fields=["state", "closed_at"])
    sharing.revoke_all(request, at=at)
    if request.vault:
        sharing.take_keys(request.vault, [request.to, request.substitute])
        notes.close([request.vault])
    _keep_until_last_day(request)
    outbox.cancel("help_asked", about=request)
    return request


def hold(request: HelpRequest) -> HelpRequest:
    """Lock a request, and read it again with the people around it."""
    locked = HelpRequest.objects.select_for_update(of=("self",)).select_related(
        "by", "to", "substitute", "vault", "pairing__programme"
    )
    return locked.get(pk=request.pk)


def promise(kind: str, request: HelpRequest, *, to: Person, at: datetime) -> None:
    """Promise a letter that no coordinator's list shows: it has no programme."""
    if to.is_active:
        outbox.promise(Promise(kind, about=request, to=to, occurrence=at))


@transaction.atomic
def follow_end(pairing: Pairing) -> None:
    """Keep the requests of a pair that ended no longer than its notes."""
    found = HelpRequest.objects.filter(pairing=pairing, vault__isnull=False)
    for request in found.select_related("vault", "pairing__programme"):
        _keep_until_last_day(request)


def _hold_to_ask(pairing: Pairing, *, at: datetime, by: Person) -> Pairing:
    locked = Pairing.objects.select_for_update(of=("self",)).for_display()
    held = locked.get(pk=pairing.pk)
    if not access.may_ask_help(by, held, on=timezone.localdate(at)):
        raise ValidationError(_("Your journey together has been over for a while."))
    return held


def _hold_as_reader(request: HelpRequest, by: Person) -> HelpRequest:
    request = hold(request)
    if by != access.reader_of(request):
        raise PermissionDenied
    return request


def _chosen(
    pairing: Pairing, question: Question, *, on: date
) -> tuple[Helper, Helper | None]:
    may_help = {one.person.pk: one for one in helping.helpers_for(pairing, on=on)}
    asked = [one for one in (question.to, question.substitute) if one]
    if not may_help.keys() >= set(asked):
        raise ValidationError(_("This person cannot help here. Choose another."))
    if len(set(asked)) < len(asked):
        raise ValidationError(_("Choose somebody else to take over."))
    next_one = may_help[question.substitute] if question.substitute else None
    return may_help[question.to], next_one


@sensitive_variables("text")
def _write(
    request: HelpRequest, text: str, *, at: datetime, by: Person, once: UUID | None
) -> None:
    vault, kind = request.vault, Note.Kind.HELP
    if vault:
        notes.write(vault, text, author=by, kind=kind, at=at, once=once)


def _keep_until_last_day(request: HelpRequest) -> None:
    closed = request.closed_at and timezone.localdate(request.closed_at)
    day = last_day(
        timezone.localdate(request.asked_at),
        closed_on=closed,
        notes_go_on=access.notes_go_on(request.pairing),
    )
    if request.vault:
        request.vault.shred_on = day
        request.vault.save(update_fields=["shred_on"])
