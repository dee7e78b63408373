"""The letters of a programme: being asked in, and what became of it."""

from mailing import links
from mailing.letters import Mail, Reader, letter
from programmes import queries
from programmes.models import Attendance, Enrolment, Intervision, Welcome

#: What the link of a letter to a superior lets them do.
SIGNATURE = "welcome signature"


@letter("programme_invitation", about=Enrolment, weight=3)
def invitation(enrolment: Enrolment, _reader: Reader) -> Mail | None:
    """Ask somebody in; None when they have answered, or nobody can sign up any more."""
    if enrolment.state != Enrolment.State.INVITED:
        return None
    if not enrolment.programme.accepts_enrolment:
        return None
    return _mail(enrolment, f"invitation_{enrolment.role}")


@letter("enrolment_approved", about=Enrolment, mandatory=True)
def approved(enrolment: Enrolment, _reader: Reader) -> Mail | None:
    """Say that somebody takes part; None when that has changed meanwhile."""
    if enrolment.state not in Enrolment.APPROVED:
        return None
    return _mail(enrolment, "approved")


@letter("enrolment_not_now", about=Enrolment, mandatory=True)
def not_now(enrolment: Enrolment, _reader: Reader) -> Mail | None:
    """Say "not this time", with respect and without a score; None when it changed."""
    if enrolment.state != Enrolment.State.NOT_NOW:
        return None
    return _mail(enrolment, "not_now")


@letter("welcome_signature", about=Welcome, mandatory=True)
def signature(welcome: Welcome, reader: Reader) -> Mail | None:
    """Ask a superior to sign a newcomer's welcome; None when that is over."""
    if welcome.is_signed or welcome.asked_of_id != reader.pk:
        return None
    token = links.make(SIGNATURE, welcome.pk, once=str(reader.pk))
    return Mail(
        "programmes/emails/welcome_signature",
        url=links.address_of("programmes:welcome_sign", token),
        context={"programme": welcome.programme, "newcomer": welcome.person},
    )


@letter("intervision_asked", about=Intervision)
def intervision_asked(talk: Intervision, reader: Reader) -> Mail | None:
    """Invite a mentor to a talk; None when it is off, or answered already."""
    invited = talk.attendances.filter(mentor_id=reader.pk)
    waits = invited.filter(said=Attendance.Said.INVITED).exists()
    return _of_talk(talk, "intervision_asked") if waits and not _is_off(talk) else None


@letter("intervision_off", about=Intervision, mandatory=True)
def intervision_off(talk: Intervision, _reader: Reader) -> Mail | None:
    """Tell a mentor that a talk does not take place."""
    return _of_talk(talk, "intervision_off") if _is_off(talk) else None


def _is_off(talk: Intervision) -> bool:
    return talk.called_off_at is not None


def _of_talk(talk: Intervision, template: str) -> Mail:
    return Mail(
        f"programmes/emails/{template}",
        url=links.address_of("programmes:intervision_list", talk.programme.slug),
        context={"programme": talk.programme, "day": talk.on},
    )


def _mail(enrolment: Enrolment, template: str) -> Mail:
    programme = enrolment.programme
    return Mail(
        f"programmes/emails/{template}",
        url=links.address_of("programmes:programme_show", programme.slug),
        context={
            "programme": programme,
            "words": programme.words,
            "signed": ", ".join(map(str, queries.coordinators_of(programme))),
        },
    )
