"""What a pair may do, who reads what, and what is missing before it runs."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from matching.models import Pairing
from people.models import Person
from sessions_log import notes
from sessions_log.models import Goal, HelpRequest, Meeting, Note, Vault

US, ME = "us", "me"
#: For so long after the organisation parted them the two may say a last word.
LAST_WORD = timedelta(days=14)
KINDS = {US: Vault.Kind.SHARED, ME: Vault.Kind.PRIVATE}


@dataclass(frozen=True)
class Readers:
    """Who reads a text, as its writer is told: the mark, and the words beside it."""

    mark: str
    other: Person | None

    @property
    def short(self) -> str:
        if self.other is None:
            return _("Only you")
        return _("%(name)s and you") % {"name": self.other.get_short_name()}

    @property
    def sentence(self) -> str:
        if self.other is None:
            return _("Only you read this. Nobody else does.")
        said = _("Only you and %(name)s read this. Not HR, not your manager.")
        return said % {"name": self.other.get_short_name()}


def readers_of(kind: str, pairing: Pairing, person: Person) -> Readers:
    """Say who reads what this person writes in a vault of this kind.

    It asks the door, which gives its keys to the very same people.
    """
    readers = notes.readers_of(kind, pairing, person)
    others = [one for one in readers if one != person]
    return Readers(US, others[0]) if others else Readers(ME, None)


def may_write(person: Person, pairing: Pairing) -> bool:
    """Say whether one of the two writes and meets: from the first day to the end."""
    return pairing.has(person) and pairing.state_for(person) in Pairing.OPEN


def may_log(person: Person, meeting: Meeting) -> bool:
    return may_write(person, meeting.pairing)


def may_dispute(person: Person, meeting: Meeting) -> bool:
    """Say whether somebody may say "that is not right": of what the other noted."""
    is_theirs = meeting.is_held and meeting.logged_by_id != person.pk
    return is_theirs and may_log(person, meeting)


def may_correct(person: Person, meeting: Meeting) -> bool:
    """Say whether somebody may say how it was: of the own, and of what is disputed."""
    is_mine = meeting.is_held and meeting.logged_by_id == person.pk
    return (is_mine or meeting.is_disputed) and may_log(person, meeting)


def may_confirm(person: Person, meeting: Meeting) -> bool:
    """Say whether somebody may say "it is right now": of the other's last word."""
    is_theirs = meeting.is_disputed and meeting.logged_by_id != person.pk
    return is_theirs and may_log(person, meeting)


def may_take_back(person: Person, meeting: Meeting) -> bool:
    """Say whether somebody may say that what they noted never was."""
    is_mine = meeting.logged_by_id == person.pk
    return is_mine and may_correct(person, meeting)


def may_agree_on(person: Person, goal: Goal) -> bool:
    return may_write(person, goal.pairing) and goal.state in Goal.OPEN


def may_word(person: Person, goal: Goal) -> bool:
    """Say whether the words of a goal are this person's: they are the mentee's."""
    return may_write(person, goal.pairing) and person.pk == goal.pairing.mentee_id


def may_say_farewell(person: Person, pairing: Pairing, *, at: datetime) -> bool:
    """Say whether one of a pair that the organisation parted has a last word left."""
    is_parted = is_suspended_for_good(pairing) or (
        pairing.state == Pairing.State.ENDED
        and pairing.ended_as == Pairing.EndedAs.CHART
    )
    since = pairing.suspended_at
    if not (pairing.has(person) and is_parted and since and at <= since + LAST_WORD):
        return False
    said = Note.objects.filter(kind=Note.Kind.FAREWELL, author=person)
    return not said.filter(vault__pairing=pairing).exists()


def may_have_certificate(person: Person, pairing: Pairing) -> bool:
    """Whoever took part may show it, however the journey ended."""
    is_over = pairing.state_for(person) == Pairing.State.ENDED
    return pairing.has(person) and (is_over or is_suspended_for_good(pairing))


def notes_go_on(pairing: Pairing) -> date | None:
    """Say when what the two share is erased; None before the end."""
    if pairing.ended_on is None:
        return None
    return pairing.ended_on + timedelta(days=pairing.programme.shared_notes_days)


def may_ask_help(person: Person, pairing: Pairing, *, on: date) -> bool:
    """Either of the two may ask for help, from the first day until their notes go."""
    last = notes_go_on(pairing)
    return pairing.has(person) and (last is None or on < last)


def may_look_back(person: Person, pairing: Pairing, *, on: date) -> bool:
    """Let the two close, thank and take their notes along until those go."""
    return may_ask_help(person, pairing, on=on)


def reader_of(request: HelpRequest) -> Person | None:
    """Say who has a request now; nobody once it is closed."""
    if request.state == HelpRequest.State.CLOSED:
        return None
    return (request.passed_on_at and request.substitute) or request.to


def is_suspended_for_good(pairing: Pairing) -> bool:
    return pairing.state == Pairing.State.SUSPENDED and pairing.resumes_on is None


def settles(pairing: Pairing) -> bool:
    """Say whether the two still settle how they work; a stand-in only fills in."""
    is_regular = pairing.kind == Pairing.Kind.REGULAR
    return is_regular and pairing.state == Pairing.State.PREPARING


def missing_before_start(pairing: Pairing) -> tuple[str, ...]:
    """Name what the two have not settled yet: agreement, goals, series.

    The gate to "running": empty when everything is there.
    """
    agreed = Goal.objects.filter(pairing=pairing, state__in=Goal.AGREED)
    return missing(pairing, has_goal=agreed.exists())


def missing(pairing: Pairing, *, has_goal: bool) -> tuple[str, ...]:
    """Name what is missing, where somebody has looked up the goals already."""
    settled = {
        "mentor_agreement": pairing.mentor_agreed_at,
        "mentee_agreement": pairing.mentee_agreed_at,
        "goals": pairing.goals_agreed_at and has_goal,
        "series": pairing.planned_at,
    }
    return tuple(name for name, is_there in settled.items() if not is_there)
