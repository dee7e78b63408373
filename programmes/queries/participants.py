"""Who takes part in a programme, as its coordinators see it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext as _

from people import org_chart
from people.models import Person
from programmes import rules, vocabulary
from programmes.models import Enrolment, Offer, Programme, Wish
from programmes.models.enrolment import EnrolmentQuerySet
from programmes.queries.overview import Figure


@dataclass(frozen=True)
class ParticipantRow:
    """One line of the list: a part, its themes, and what the reader may do with it."""

    enrolment: Enrolment
    role: str
    themes: str
    may_read: bool
    may_decide: bool


@dataclass(frozen=True)
class Answer:
    """One thing somebody told at sign-up."""

    label: str
    value: str


def participants_of(
    programme: Programme, *, text: str = "", role: str = "", state: str = ""
) -> EnrolmentQuerySet:
    """Choose the parts that fit a search; withdrawn ones only when asked for."""
    found = Enrolment.objects.filter(programme=programme).for_display()
    if text:
        found = found.filter(person__in=Person.objects.found(text).values("pk"))
    if role:
        found = found.filter(role=role)
    found = found.filter(state=state) if state else found.exclude(state="withdrawn")
    return found.order_by("person__family_name", "person__given_name", "pk")


def rows_of(enrolments: Iterable[Enrolment], *, reader: Person) -> list[ParticipantRow]:
    """Make the lines of one page of the list; the same questions for 1 and for 50."""
    page = list(enrolments)
    competences = ("wishes", Wish, "rank"), ("offers", Offer, "pk")
    lists = [
        Prefetch(name, model.objects.select_related("competence").order_by(order))
        for name, model, order in competences
    ]
    themes = Enrolment.objects.filter(pk__in=[one.pk for one in page]).prefetch_related(
        *lists
    )
    known = {one.pk: _themes(one) for one in themes}
    below = set(
        themes.filter(person__in=org_chart.reports_of(reader)).values_list(
            "pk", flat=True
        )
    )
    return [
        ParticipantRow(
            enrolment=one,
            role=_called(one),
            themes=known[one.pk],
            may_read=one.pk not in below,
            may_decide=(
                one.is_undecided and one.person_id != reader.pk and one.pk not in below
            ),
        )
        for one in page
    ]


def counts_of(programme: Programme) -> list[Figure]:
    """Count who takes part and who waits; known to coordinators, who see the names."""
    going = Q(state__in=Enrolment.APPROVED)
    count = Enrolment.objects.filter(programme=programme).aggregate(
        mentors=Count("pk", filter=going & Q(role="mentor")),
        mentees=Count("pk", filter=going & Q(role="mentee")),
        undecided=Count("pk", filter=Q(state__in=Enrolment.UNDECIDED)),
        invited=Count("pk", filter=Q(state=Enrolment.State.INVITED)),
    )
    words = programme.words
    return [
        Figure(
            _("Taking part as %(word)s") % {"word": words.mentor.one},
            str(count["mentors"]),
        ),
        Figure(
            _("Taking part as %(word)s") % {"word": words.mentee.one},
            str(count["mentees"]),
        ),
        Figure(_("Waiting for your decision"), str(count["undecided"])),
        Figure(_("Invited, no answer yet"), str(count["invited"])),
    ]


def told_by(enrolment: Enrolment) -> list[Answer]:
    """List what somebody told at sign-up, for themselves and the coordinator."""
    wishes = enrolment.wishes.select_related("competence").order_by("rank")
    offers = enrolment.offers.select_related("competence").order_by("-level", "pk")
    languages = dict(Person.Language.choices)
    answers = [
        Answer(_("Wants to grow in"), ", ".join(str(one.competence) for one in wishes)),
        Answer(_("Can pass on"), " · ".join(_offer(one) for one in offers)),
        Answer(
            _("Languages, the preferred one first"),
            ", ".join(languages[code] for code in enrolment.languages),
        ),
        Answer(
            _("Ways to meet"),
            ", ".join(map(str, vocabulary.ways_in_words(enrolment.ways))),
        ),
        Answer(_("Can meet on"), half_days_in_words(enrolment.availability)),
        Answer(_("Places"), str(enrolment.capacity) if enrolment.is_mentor else ""),
        Answer(_("Hours a month"), str(enrolment.hours_month or "")),
        Answer(_("Why I take part"), enrolment.motivation),
    ]
    return [answer for answer in answers if answer.value]


def half_days_in_words(bits: int) -> str:
    """Name the half-days somebody can meet on, as short as can be."""
    chosen = rules.half_days_of(bits)
    if len(chosen) == rules.HALF_DAYS:
        return _("any working day")
    return ", ".join(str(vocabulary.HALF_DAYS[one]) for one in chosen)


def _themes(enrolment: Enrolment) -> str:
    listed = enrolment.offers if enrolment.is_mentor else enrolment.wishes
    return ", ".join(str(one.competence) for one in listed.all())


def _called(enrolment: Enrolment) -> str:
    words = enrolment.programme.words
    return str(words.mentor.one if enrolment.is_mentor else words.mentee.one)


def _offer(offer: Offer) -> str:
    return f"{offer.competence} ({vocabulary.LEVELS[offer.level]})"
