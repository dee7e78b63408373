"""Who may do what with proposals and pairings."""

from matching.models import Pairing, Proposal
from people import org_chart
from people.models import Person
from programmes.models import Programme


def may_match(person: Person, programme: Programme) -> bool:
    """Say whether this person proposes pairs in this programme."""
    return (
        programme.may_pair
        and Programme.objects.coordinated_by(person).filter(pk=programme.pk).exists()
    )


def may_propose(person: Person, mentor: Person, mentee: Person) -> bool:
    """Say whether a coordinator is neither one of these two nor above them."""
    if person in (mentor, mentee):
        return False
    return not any(org_chart.is_superior_of(person, one) for one in (mentor, mentee))


def may_answer(person: Person, proposal: Proposal) -> bool:
    return proposal.state in Proposal.ASKED and person in proposal.people()


def may_stop(person: Person, pairing: Pairing) -> bool:
    """Either of the two may stop at any time; nobody else decides that for them."""
    return pairing.has(person) and pairing.state_for(person) in (
        *Pairing.OPEN,
        Pairing.State.SUSPENDED,
    )


def may_say_what_next(person: Person, pairing: Pairing) -> bool:
    """Let a mentee whose mentor was taken away choose: somebody new, or not now."""
    is_lasting = pairing.state == Pairing.State.SUSPENDED and pairing.resumes_on is None
    is_over = pairing.ended_as in (Pairing.EndedAs.CHART, Pairing.EndedAs.LEFT)
    if person.pk != pairing.mentee_id or not (is_lasting or is_over):
        return False
    open_pairs = Pairing.objects.active().filter(mentee=person)
    return not open_pairs.filter(programme=pairing.programme_id).exists()


def may_undo_stop(person: Person, pairing: Pairing) -> bool:
    """Only the one who stopped takes it back, until the other is told."""
    return (
        pairing.state == Pairing.State.ENDED
        and pairing.ended_by_id == person.pk
        and pairing.told_at is None
    )
