"""Who is new: which of them still need a mentor, and where their first days stand."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from matching.queries.mentored import mentors_of
from people.http import PersonRequest, form_page, is_done, posted, require_form
from people.models import Person
from programmes import access, operations, queries
from programmes.models import Enrolment, Programme, Welcome

PER_PAGE = 50


class InviteForm(forms.Form):
    """Which newcomers are invited."""

    def __init__(self, data: QueryDict | None, *, people: QuerySet[Person]) -> None:
        super().__init__(data)
        self.fields["person"] = forms.ModelMultipleChoiceField(
            queryset=people,
            error_messages={"required": gettext_lazy("Tick whom you want to invite.")},
        )


@dataclass(frozen=True)
class Newcomer:
    """One line of the list."""

    person: Person
    first_day: date
    mentor: Person | None
    part: Enrolment | None
    welcome: Welcome | None
    a_mentor: str  # in the words of the programme, with its article
    on: date

    @property
    def standing(self) -> str:
        """Say in words whether a mentor is there, is wanted, or comes too late."""
        if self.mentor is not None:
            return _("has %(name)s") % {"name": self.mentor}
        if self.part is not None and self.part.state in Enrolment.OVER:
            return _("would rather not")
        day = date_format(self.first_day, "j F Y")
        if self.is_late:
            return _("too late: started on %(day)s") % {"day": day}
        said = {"a_mentor": self.a_mentor, "day": day}
        return _("needs %(a_mentor)s before %(day)s") % said

    @property
    def is_late(self) -> bool:
        """Say whether the first day came before a mentor did."""
        return self.waits and self.first_day <= self.on

    @property
    def waits(self) -> bool:
        declined = self.part is not None and self.part.state in Enrolment.OVER
        return self.mentor is None and not declined

    @property
    def may_be_invited(self) -> bool:
        return self.part is None and self.mentor is None


@require_form
def newcomer_list(request: PersonRequest, slug: str) -> HttpResponse:
    """Show a coordinator who is new, and invite those who were ticked."""
    programme = _onboarding(request, slug)
    on = timezone.localdate()
    found = queries.newcomers_of(programme, on=on)
    form = InviteForm(posted(request), people=found)
    if is_done(form, lambda: _invite(request, form, programme)):
        return redirect("newcomers", slug)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return form_page(
        request,
        "mentoring/newcomers.html",
        form,
        programme=programme,
        page=page,
        rows=_rows(programme, list(page.object_list), on=on),
    )


def _rows(programme: Programme, people: list[Person], *, on: date) -> list[Newcomer]:
    mentors = mentors_of(programme, people)
    return [
        Newcomer(
            person,
            first_day,
            mentors.get(person.pk),
            queries.part_here(person),
            queries.welcome_here(person),
            str(programme.words.mentor.with_article),
            on,
        )
        for person in people
        if (first_day := person.hired_on)
    ]


def _onboarding(request: PersonRequest, slug: str) -> Programme:
    seen = Programme.objects.visible_to(request.user)
    programme = get_object_or_404(seen, slug=slug)
    if not access.may_see_people(request.user, programme):
        raise PermissionDenied
    if not programme.is_onboarding:
        raise Http404
    return programme


def _invite(request: PersonRequest, form: InviteForm, programme: Programme) -> None:
    invited = operations.enrol(
        programme,
        people=form.cleaned_data["person"],
        role=Enrolment.Role.MENTEE,
        by=request.user,
        at=timezone.now(),
    )
    messages.success(
        request,
        ngettext(
            "%(n)d person is invited. A letter is on its way.",
            "%(n)d people are invited. Letters are on their way.",
            len(invited),
        )
        % {"n": len(invited)},
    )
