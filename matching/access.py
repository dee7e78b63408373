"""Who may do what with proposals and pairings."""

from matching.models import InterestDeclared, Pairing, Proposal
from people import org_chart
from people.models import Person
from programmes.models import Programme

REGULAR = Pairing.Kind.REGULAR
MEETING = (Pairing.State.PREPARING, Pairing.State.RUNNING)
MAY_SEEK_AGAIN = (
    Pairing.EndedAs.CHART,
    Pairing.EndedAs.LEFT,
    Pairing.EndedAs.STOPPED,
)


def may_match(person: Person, programme: Programme) -> bool:
    """Say whether this person proposes pairs in this programme."""
    return (
        programme.may_pair
        and Programme.objects.coordinated_by(person).filter(pk=programme.pk).exists()
    )


def may_propose(person: Person, mentor: Person, mentee: Person) -> bool:
    """Say whether a coordinator is neither one of these two nor close to them."""
    two = (mentor, mentee)
    if person in two or any(org_chart.is_superior_of(person, one) for one in two):
        return False
    declared = InterestDeclared.objects.standing().filter(coordinator=person)
    return not declared.filter(person__in=two).exists()


def may_answer(person: Person, proposal: Proposal) -> bool:
    return proposal.state in Proposal.ASKED and person in proposal.people()


def may_stop(person: Person, pairing: Pairing) -> bool:
    """Either of the two may stop at any time; nobody else decides that for them."""
    return pairing.has(person) and pairing.state_for(person) in (
        *Pairing.OPEN,
        Pairing.State.SUSPENDED,
    )


def may_say_what_next(person: Person, pairing: Pairing) -> bool:
    """Let a mentee whose mentor has gone choose: somebody new, or not now."""
    is_lasting = pairing.state == Pairing.State.SUSPENDED and pairing.resumes_on is None
    is_over = (
        pairing.state_for(person) == Pairing.State.ENDED
        and pairing.ended_as in MAY_SEEK_AGAIN
        and not pairing.is_stand_in
    )
    if person.pk != pairing.mentee_id or not (is_lasting or is_over):
        return False
    open_pairs = Pairing.objects.active().filter(mentee=person, kind=REGULAR)
    return not open_pairs.filter(programme=pairing.programme_id).exists()


def may_undo_stop(person: Person, pairing: Pairing) -> bool:
    """Only the one who stopped takes it back, until the other is told."""
    return (
        pairing.state == Pairing.State.ENDED
        and pairing.ended_by_id == person.pk
        and pairing.told_at is None
    )


def is_meeting(pairing: Pairing) -> bool:
    return pairing.state in MEETING


def may_resume(person: Person, pairing: Pairing) -> bool:
    return pairing.has(person) and pairing.state_for(person) == Pairing.State.PAUSED


def may_nudge(person: Person, pairing: Pairing) -> bool:
    """Say whether one of two who meet may ask the other for a moment."""
    return pairing.has(person) and pairing.state_for(person) in MEETING


def follows(person: Person, pairing: Pairing) -> bool:
    """Say whether somebody follows this pair, from inside the programme or outside."""
    return Pairing.objects.followed_by(person).filter(pk=pairing.pk).exists()


def is_unbiased(person: Person, pairing: Pairing) -> bool:
    """Say whether nothing between this person and the two stands in the way."""
    if pairing.mentor is None or pairing.mentee is None:
        return False
    two = (pairing.mentor, pairing.mentee)
    is_below = any(org_chart.is_superior_of(one, person) for one in two)
    return not is_below and may_propose(person, *two)


def may_note_request(person: Person, pairing: Pairing) -> bool:
    """Let whoever follows a pair write down what one of the two asked by telephone."""
    is_told = pairing.state != Pairing.State.ENDED
    return follows(person, pairing) and (is_told or pairing.ended_by_id is not None)


def may_name_stand_in(person: Person, pairing: Pairing) -> bool:
    """Let whoever follows a pair name somebody who stands in.

    The mentor may too, where colleagues may know who is paired.
    """
    if pairing.kind != REGULAR or pairing.state not in Pairing.OPEN:
        return False
    is_known = pairing.programme.known_to == Programme.KnownTo.TEAM
    is_theirs = is_known and person.pk == pairing.mentor_id
    return is_theirs or (not pairing.has(person) and follows(person, pairing))


def may_ask_from_outside(person: Person, pairing: Pairing, *, alone: bool) -> bool:
    """Say who lets a colleague from outside follow one pair.

    A coordinator of the programme who follows it, and the two themselves once nobody
    does (`alone`) or they asked somebody before.
    """
    if pairing.state == Pairing.State.ENDED:
        return False
    if pairing.has(person):
        return alone or pairing.outside_coordinators.filter(until_at=None).exists()
    is_coordinator = may_match(person, pairing.programme)
    return is_coordinator and follows(person, pairing)
