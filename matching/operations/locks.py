"""The one order in which matching locks: chart, programme, mentor, mentee."""

from matching.models import Pairing, Proposal
from people.models import Chart
from programmes.models import Enrolment, Programme


def hold(programme: Programme) -> Programme:
    """Keep the chart still and the programme as it is until this act is done."""
    Chart.objects.hold_still()
    return Programme.objects.select_for_update().get(pk=programme.pk)


def hold_two(mentor: Enrolment, mentee: Enrolment) -> tuple[Enrolment, Enrolment]:
    """Lock both parts, the mentor's first, and read them again."""
    locked = Enrolment.objects.select_for_update(of=("self",)).select_related(
        "person", "programme"
    )
    return locked.get(pk=mentor.pk), locked.get(pk=mentee.pk)


def hold_proposal(proposal: Proposal) -> Proposal:
    """Lock a proposal after everything that comes before it, and read it again."""
    hold(proposal.mentee.programme)
    hold_two(proposal.mentor, proposal.mentee)
    return (
        Proposal.objects.select_for_update(of=("self",))
        .for_display()
        .get(pk=proposal.pk)
    )


def hold_pairing(pairing: Pairing) -> Pairing:
    """Lock a pairing after its programme, and read it again."""
    hold(pairing.programme)
    return (
        Pairing.objects.select_for_update(of=("self",))
        .select_related("programme", "mentor", "mentee")
        .get(pk=pairing.pk)
    )
