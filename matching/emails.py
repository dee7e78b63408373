"""The letters of matching: asked, paired, suspended, resumed, stopped."""

from dataclasses import replace

from mailing.letters import Mail, Reader, letter
from mailing.links import address_of
from matching.models import Pairing, Proposal


@letter("proposal_made", about=Proposal, weight=3)
def proposal_made(proposal: Proposal, reader: Reader) -> Mail | None:
    """Ask one of the two whether they want to get acquainted; None when it is over."""
    if proposal.state not in Proposal.ASKED:
        return None
    answers = {
        proposal.mentor.person_id: proposal.mentor_answer,
        proposal.mentee.person_id: proposal.mentee_answer,
    }
    if answers.get(reader.pk) != "":
        return None
    return Mail(
        "matching/emails/proposal_made",
        url=address_of("matching:proposal", proposal.pk),
        context={"for_mentor": reader.pk == proposal.mentor.person_id},
    )


@letter("pairing_announced", about=Pairing, mandatory=True)
def pairing_announced(pairing: Pairing, reader: Reader) -> Mail | None:
    """Tell one of the two that both said yes; None when it ended meanwhile."""
    if not pairing.is_open:
        return None
    return Mail(
        "matching/emails/pairing_announced",
        url=address_of("sessions_log:pairing", pairing.pk),
        context={"other": pairing.other_than(reader)},
    )


@letter("pairing_suspended", about=Pairing, mandatory=True)
def pairing_suspended(pairing: Pairing, reader: Reader) -> Mail | None:
    """Tell one of the two, neutrally, that the organisation changed.

    What lasts is an end, with a last word and somebody new; what has a last day is a
    pause.
    """
    if pairing.state != Pairing.State.SUSPENDED:
        return None
    lasts = pairing.resumes_on is None
    return Mail(
        f"matching/emails/pairing_{'suspended' if lasts else 'interrupted'}",
        url=address_of("sessions_log:pairing", pairing.pk),
        context={
            "for_mentee": reader.pk == pairing.mentee_id,
            "day": pairing.resumes_on,
            "words": pairing.programme.words,
        },
    )


@letter("pairing_resumed", about=Pairing, mandatory=True)
def pairing_resumed(pairing: Pairing, _reader: Reader) -> Mail | None:
    """Tell one of the two that they go on; None when that is over again."""
    if not pairing.is_open:
        return None
    return Mail(
        "matching/emails/pairing_resumed",
        url=address_of("sessions_log:pairing", pairing.pk),
    )


@letter("pairing_foreseen", about=Pairing, digestible=True)
def pairing_foreseen(pairing: Pairing, _reader: Reader) -> Mail | None:
    """Warn a coordinator of an announced change; the two are told nothing yet."""
    if not pairing.is_open:
        return None
    return Mail(
        "matching/emails/pairing_foreseen",
        url=address_of("matching:pairing_list"),
        context={"programme": pairing.programme.name},
    )


@letter("pairing_suspended_coordinator", about=Pairing, mandatory=True)
def pairing_suspended_coordinator(pairing: Pairing, _reader: Reader) -> Mail | None:
    """Tell a coordinator that a pair may not go on and needs somebody else."""
    if pairing.state != Pairing.State.SUSPENDED:
        return None
    return Mail(
        "matching/emails/pairing_suspended_coordinator",
        url=address_of("matching:pairing_list"),
        context={"programme": pairing.programme.name, "day": pairing.resumes_on},
    )


@letter("pairing_ended", about=Pairing, mandatory=True)
def pairing_ended(pairing: Pairing, _reader: Reader) -> Mail | None:
    """Tell the other that the journey stops here; None when it was taken back."""
    if pairing.state != Pairing.State.ENDED:
        return None
    if pairing.ended_as == Pairing.EndedAs.COMPLETED and not pairing.is_stand_in:
        there = address_of("sessions_log:closing", pairing.pk)
        return Mail("matching/emails/pairing_completed", url=there)
    template = "stand_in_ended" if pairing.is_stand_in else "pairing_ended"
    return Mail(
        f"matching/emails/{template}",
        url=address_of("today"),
        context={"days": pairing.programme.shared_notes_days},
    )


@letter("pairing_paused", about=Pairing, mandatory=True)
def pairing_paused(pairing: Pairing, reader: Reader) -> Mail | None:
    """Tell the other that the two pause until a day; None when they went on."""
    if pairing.state != Pairing.State.PAUSED:
        return None
    return Mail(
        "matching/emails/pairing_paused",
        url=address_of("sessions_log:pairing", pairing.pk),
        context={"other": pairing.other_than(reader), "day": pairing.paused_until},
    )


@letter("pairing_goes_on", about=Pairing, mandatory=True)
def pairing_goes_on(pairing: Pairing, reader: Reader) -> Mail | None:
    """Tell one of the two that the pause is over; None when that changed."""
    if pairing.state not in (Pairing.State.PREPARING, Pairing.State.RUNNING):
        return None
    return Mail(
        "matching/emails/pairing_goes_on",
        url=address_of("sessions_log:pairing", pairing.pk),
        context={"other": pairing.other_than(reader)},
    )


@letter("stand_in_announced", about=Pairing, mandatory=True)
def stand_in_announced(pairing: Pairing, reader: Reader) -> Mail | None:
    """Tell the three of them who stands in, until when; None when it is over."""
    if not pairing.is_open:
        return None
    is_stand_in = reader.pk == pairing.mentor_id
    takes_part = is_stand_in or reader.pk == pairing.mentee_id
    page = ("sessions_log:pairing", pairing.pk) if takes_part else ("today",)
    return Mail(
        "matching/emails/stand_in_announced",
        url=address_of(*page),
        context={
            "other": pairing.mentee if is_stand_in else pairing.mentor,
            "day": pairing.until_on,
            "is_stand_in": is_stand_in,
            "is_mentee": reader.pk == pairing.mentee_id,
            "words": pairing.programme.words,
        },
    )


@letter("partner_nudge", about=Pairing, confidential=True)
def partner_nudge(pairing: Pairing, reader: Reader) -> Mail | None:
    """Say that the other would like to pick a moment; None when they do not meet."""
    if pairing.state not in (Pairing.State.PREPARING, Pairing.State.RUNNING):
        return None
    return Mail(
        "matching/emails/partner_nudge",
        url=address_of("sessions_log:plan", pairing.pk),
        context={"other": pairing.other_than(reader)},
    )


@letter("proposal_reminder", about=Proposal)
def proposal_reminder(proposal: Proposal, reader: Reader) -> Mail | None:
    """Ask once more; None when it was answered, or is over."""
    asked = proposal_made(proposal, reader)
    return asked and replace(asked, template="matching/emails/proposal_reminder")
