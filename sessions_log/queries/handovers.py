"""What a mentee may take along to a new pair, opened with their own key."""

from matching.models import Pairing
from matching.queries import earlier_pair_of
from people.models import Person
from sessions_log import notes
from sessions_log.models import Goal, Note, Vault
from sessions_log.queries.goals import OpenGoal


def hands_over_from(pairing: Pairing, person: Person) -> Pairing | None:
    """Give the pair from which this mentee may take goals along to a new one.

    None for anybody else, once the new pair runs, and when what was written is erased.
    """
    is_new = pairing.state == Pairing.State.PREPARING and not pairing.is_stand_in
    if person.pk != pairing.mentee_id or not is_new:
        return None
    earlier = earlier_pair_of(pairing)
    return earlier if earlier and _vault_of(earlier) else None


def goals_to_take(earlier: Pairing, *, reader: Person) -> list[OpenGoal]:
    """Open the goals that were not reached and that no pair has taken along yet.

    Raises PermissionDenied without a key to them, SealError when one does not open.
    """
    vault = _vault_of(earlier)
    if vault is None:
        return []
    opened = notes.read_all([vault], reader=reader, kinds=[Note.Kind.GOAL])
    words = {one.about: one.text for one in opened}
    alive = Goal.objects.filter(pairing=earlier, state__in=Goal.OPEN)
    return [
        OpenGoal(goal, words[goal.pk], waits_for_me=False)
        for goal in alive.order_by("due_on", "pk")
        if words.get(goal.pk) and not notes.written_before(goal.pk, by=reader)
    ]


def _vault_of(earlier: Pairing) -> Vault | None:
    shared = Vault.objects.filter(kind=Vault.Kind.SHARED, pairing=earlier)
    return shared.exclude(state=Vault.State.SHREDDED).first()
