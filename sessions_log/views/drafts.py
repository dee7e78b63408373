"""What somebody types is kept as they type; here it is found again, or thrown away."""

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import ResolverMatch, resolve
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from people.http import PersonRequest, opens_sealed
from sessions_log import queries
from sessions_log.forms.fields import OnceForm
from sessions_log.notes import NoteText, OpenDraft
from sessions_log.operations import drafts

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[PersonRequest, Arguments], HttpResponse]
NOT_KEPT = {"csrfmiddlewaretoken", "page"}
LONGEST = 60_000  # characters: three boxes, each as full as it may be


def keeps_draft(view: View[Arguments]) -> View[Arguments]:
    """Mark a page whose form is kept while one types, and forgotten once it is saved.

    The page is shown by `pair_form`, and `keeps_typed` stands above.
    """

    @wraps(view)
    def same(
        request: PersonRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if request.method == "POST" and answer.status_code == HTTPStatus.FOUND:
            drafts.drop(request.path, by=request.user)
        return answer

    vars(same)["keeps_draft"] = True
    return same


def restore(request: PersonRequest, form: Form) -> OpenDraft | None:
    """Put what was typed before into the form of this page, if it is only looked at."""
    return restore_all(request, {request.path: form}).get(request.path)


def restore_all(
    request: PersonRequest, forms: Mapping[str, Form]
) -> dict[str, OpenDraft]:
    """Put what was typed before into forms, each by its address; not into one sent."""
    shown = {page: form for page, form in forms.items() if not form.is_bound}
    kept = queries.drafts_among(request.user, shown) if shown else {}
    for page, draft in kept.items():
        known = draft.said.keys() & shown[page].fields.keys()
        shown[page].initial.update({name: draft.said[name].plain for name in known})
    return kept


def is_kept(match: ResolverMatch | None) -> bool:
    return match is not None and hasattr(match.func, "keeps_draft")


@require_POST
@sensitive_post_parameters()
@sensitive_variables("said", "sent")
@opens_sealed
def draft_keep(request: PersonRequest) -> HttpResponse:
    """Keep what a form holds at this moment."""
    page = _page_of(request)
    sent = request.POST.items()
    said = {name: str(text) for name, text in sent if name not in NOT_KEPT}
    form = OnceForm({"once": said.get("once")})
    once = form.cleaned_data["once"] if form.is_valid() else None
    if sum(map(len, said.values())) <= LONGEST:
        drafts.keep(page, said, at=timezone.now(), by=request.user, once=once)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@require_POST
def draft_drop(request: PersonRequest) -> HttpResponse:
    """Throw a draft away, and begin anew."""
    drafts.drop(_page_of(request), by=request.user)
    messages.success(request, _("Your unsaved text has been thrown away."))
    return redirect("sessions_log:draft_list")


@require_safe
@opens_sealed
def draft_list(request: PersonRequest) -> HttpResponse:
    """Show somebody what they typed and never saved."""
    found = [(one, _typed_in(one)) for one in queries.drafts_of(request.user)]
    return render(request, "sessions_log/draft_list.html", {"drafts": found})


def _typed_in(draft: OpenDraft) -> list[NoteText]:
    """Give the texts of a draft, without the days and choices beside them."""
    fields: tuple[str, ...] = vars(resolve(draft.form).func)["typed"]
    return [text for name in fields if (text := draft.said.get(name)) and text.plain]


def _page_of(request: PersonRequest) -> str:
    """Give the address of the form; 404 when no form there is kept."""
    page = request.POST.get("page", "")
    if is_kept(resolve(page)):
        return page
    raise Http404
