"""Who may ask, and who may see what was released."""

from people.models import Person
from programmes.models import Programme


def may_ask(person: Person, programme: Programme) -> bool:
    """Say whether this person opens a check-in for this programme."""
    mine = Programme.objects.coordinated_by(person)
    return (
        programme.state == Programme.State.RUNNING
        and mine.filter(pk=programme.pk).exists()
    )
