"""Who is administrator and who is hr, now and earlier."""

from django.db.models import QuerySet

from people.models import CompanyRole, Person

MOST_EARLIER = 50


def roles_now() -> QuerySet[CompanyRole]:
    """Give the company roles that are held, administrators first."""
    held = CompanyRole.objects.open().select_related("person")
    return held.order_by("kind", "from_at", "pk")


def roles_earlier() -> QuerySet[CompanyRole]:
    """Give the roles that ended, the latest first."""
    ended = CompanyRole.objects.filter(until_at__isnull=False)
    return ended.select_related("person").order_by("-until_at", "pk")[:MOST_EARLIER]


def colleague_called(text: str) -> Person | None:
    """Give the one colleague with exactly this employee number or address."""
    colleagues = Person.objects.employed()
    if "@" in text:
        return colleagues.with_address(text).first()
    return colleagues.filter(employee_number=text.strip()).first()
