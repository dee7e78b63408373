"""One's own page: what a partner sees, and when somebody is there."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people import queries
from people.forms.profile import AbsenceForm, ProfileForm, ShiftForm
from people.http import PersonRequest, form_page, is_done, posted
from people.models import Absence, Shift
from people.operations import presence


def profile(request: PersonRequest) -> HttpResponse:
    """Show what a partner sees of me; say how I am called and what I read."""
    me = request.user
    known = {"called": me.called, "language": me.language}
    form = ProfileForm(posted(request), initial=known)
    if is_done(form, lambda: presence.introduce(me, **form.cleaned_data)):
        return _saved(request)
    return _page(request, form)


@require_POST
def profile_shift(request: PersonRequest) -> HttpResponse:
    """Keep in which shifts I work."""
    form = ShiftForm(None, request.POST)
    on = timezone.localdate()
    if is_done(
        form,
        lambda: presence.work_in_shifts(
            request.user, weeks=form.weeks(), starts_on=form.monday(on)
        ),
    ):
        return _saved(request)
    return _page(request, form)


@require_POST
def absence_add(request: PersonRequest) -> HttpResponse:
    """Keep days on which I am away."""
    form = AbsenceForm(request.POST)
    if is_done(form, lambda: presence.be_away(form.absence_of(request.user))):
        return _saved(request)
    return _page(request, form)


@require_POST
def absence_remove(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Be there after all."""
    absence = get_object_or_404(Absence.objects.filter(person=request.user), pk=pk)
    presence.be_there(absence)
    return _saved(request)


def _saved(request: PersonRequest) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("people:profile")


def _page(request: PersonRequest, sent: Form) -> HttpResponse:
    """Show the three forms; the one that was sent comes back as it was typed."""
    me, on = request.user, timezone.localdate()
    shift = Shift.objects.filter(person=me).first()
    own = {"called": me.called, "language": me.language}
    forms = {
        "about": ProfileForm(initial=own),
        "shifts": ShiftForm(shift),
        "away": AbsenceForm(),
    }
    for name, form in forms.items():
        if type(form) is type(sent):
            forms[name] = sent
    return form_page(
        request,
        "people/profile.html",
        sent,
        **forms,
        posts=queries.posts_of(me, on=on),
        absences=me.absences.filter(until_on__gte=on).order_by("from_on", "pk"),
    )
