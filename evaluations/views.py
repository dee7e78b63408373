"""Pages of evaluation: answering from the mail, and asking."""

from datetime import datetime, time
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from evaluations import access, queries
from evaluations.emails import PURPOSE
from evaluations.forms import AnswerForm, MoreForm, OpenForm, in_my_language
from evaluations.models import Box
from evaluations.operations import boxes
from mailing import links
from people.http import PersonRequest, form_page, is_done, needs_key, posted
from people.models import Person
from programmes.models import Programme


@login_not_required
@sensitive_post_parameters()
@needs_key
def check_in(request: HttpRequest, pk: UUID, token: str) -> HttpResponse:
    """Ask one question of whoever holds the link; no address carries an answer."""
    box, person = _asked(pk, token)
    with translation.override(person.language):
        if not box.takes_answers(at=timezone.now()):
            return _closed(request, box)
        form = AnswerForm(posted(request))
        if request.method == "POST" and _is_cast(form, box, person):
            return _thanks(request, box, token, form.cleaned_data["satisfaction"])
        question = in_my_language(box.instruments[0]["items"][0]["text"])
        context = {"box": box, "question": question, "token": token}
        return form_page(request, "evaluations/check_in.html", form, **context)


@login_not_required
@sensitive_post_parameters()
@needs_key
def check_in_more(request: HttpRequest, pk: UUID, token: str) -> HttpResponse:
    """Take the other answers too; they take the place of the first ballot."""
    box, person = _asked(pk, token)
    with translation.override(person.language):
        if not box.takes_answers(at=timezone.now()):
            return _closed(request, box)
        form = MoreForm(box, posted(request))
        if request.method != "POST":
            return redirect("evaluations:check_in", pk, token)
        context = {"box": box, "token": token}
        if _is_cast(form, box, person):
            return render(request, "evaluations/check_in_done.html", context)
        return form_page(request, "evaluations/check_in_thanks.html", form, **context)


def evaluation(request: PersonRequest, slug: str) -> HttpResponse:
    """Show a coordinator which questions were asked, and open a check-in."""
    mine = Programme.objects.coordinated_by(request.user)
    programme = get_object_or_404(mine, slug=slug)
    form = OpenForm(posted(request))
    if request.method == "POST":
        if not access.may_ask(request.user, programme):
            raise PermissionDenied
        if is_done(form, lambda: _open(request, form, programme)):
            messages.success(request, _("Everybody in a running pair is being asked."))
            return redirect("evaluations:evaluation", programme.slug)
    asked = queries.boxes_of(programme)
    now = timezone.now()
    context = {
        "programme": programme,
        "boxes": asked,
        "open_box": next((box for box in asked if box.takes_answers(at=now)), None),
        "may_ask": access.may_ask(request.user, programme),
    }
    return form_page(request, "evaluations/evaluation.html", form, **context)


def _asked(pk: UUID, token: str) -> tuple[Box, Person]:
    """Give the box and the person of a link; 404 when it is not one of ours.

    A link lasts as long as its box: what is closed takes no answer.
    """
    box = get_object_or_404(Box, pk=pk)
    link = links.read(f"{PURPOSE} {box.pk}", token, lifetime=None)
    if link is None:
        raise Http404
    return box, get_object_or_404(Person.objects.employed(), pk=link.about)


def _closed(request: HttpRequest, box: Box) -> HttpResponse:
    """Say kindly that the day has passed, to whoever looks and whoever answers."""
    page = "evaluations/check_in_closed.html"
    return render(request, page, {"box": box}, status=HTTPStatus.GONE)


def _is_cast(form: Form, box: Box, person: Person) -> bool:
    def cast() -> None:
        answers = {key: word for key, word in form.cleaned_data.items() if word}
        boxes.answer(box, by=person, answers=answers, at=timezone.now())

    return is_done(form, cast)


def _thanks(request: HttpRequest, box: Box, token: str, answer: str) -> HttpResponse:
    """Show the same page whatever was answered."""
    first = box.instruments[0]["items"][0]["key"]
    form = MoreForm(box, initial={first: answer})
    context = {"box": box, "token": token, "form": form}
    return render(request, "evaluations/check_in_thanks.html", context)


def _open(request: PersonRequest, form: OpenForm, programme: Programme) -> None:
    day = form.cleaned_data["closes_on"]
    closes_at = timezone.make_aware(datetime.combine(day, time(18)))
    boxes.open_check_in(
        programme, closes_at=closes_at, at=timezone.now(), by=request.user
    )
