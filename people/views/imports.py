"""The import in a browser: hand in a file, look at what it does, do it once."""

import csv
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from people import access, queries
from people.forms.imports import ApplyForm, ColumnsForm, UploadForm
from people.http import PersonRequest, form_page, is_done, posted
from people.models import ImportBatch
from people.operations import imports

LATEST = 10
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_http_methods(["GET", "HEAD", "POST"])
def import_new(request: PersonRequest) -> HttpResponse:
    """Take a file and look at what it would do; it is kept under seal for a day."""
    if not access.may_import(request.user):
        raise PermissionDenied
    form = UploadForm(posted(request), request.FILES or None)
    taken: list[ImportBatch] = []

    def read_in() -> None:
        file = form.cleaned_data["file"]
        taken.append(
            imports.read_in(
                file.read(), file_name=file.name, at=timezone.now(), by=request.user
            )
        )

    if request.method == "POST" and is_done(form, read_in, field="file"):
        _look(request, taken[0])
        return redirect("people:import_detail", taken[0].pk)
    batches = queries.batches_of(request.user)[:LATEST]
    return form_page(request, "people/import_new.html", form, batches=batches)


@require_safe
def import_detail(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show what a file would do, or what it did."""
    batch = get_object_or_404(queries.batches_of(request.user), pk=pk)
    return _page(request, batch, _columns_form(batch))


@require_POST
def import_columns(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Read the columns as hr says, and look again."""
    batch = _waiting(request, pk)
    form = _columns_form(batch, request.POST)
    if not is_done(form, lambda: imports.remap(batch, form.choices())):
        return _page(request, batch, form)
    _look(request, batch)
    return redirect("people:import_detail", pk)


@require_POST
def import_apply(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Do what was seen, once; sent again, the form changes nothing."""
    batch = get_object_or_404(queries.batches_of(request.user), pk=pk)
    form = ApplyForm(request.POST)
    if not form.is_valid():
        return redirect("people:import_detail", pk)
    try:
        imports.apply(batch, at=timezone.now(), by=request.user, **form.cleaned_data)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        _look(request, batch)
    return redirect("people:import_detail", pk)


@require_POST
def import_discard(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Throw a file away that was not applied, with everything that was read from it."""
    imports.discard(_waiting(request, pk))
    messages.success(request, _("The file is thrown away. Nothing was changed."))
    return redirect("people:import_new")


@require_POST
def import_undo(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Take back what a file changed, within a day."""
    batch = get_object_or_404(queries.batches_of(request.user), pk=pk)
    try:
        undone = imports.undo(batch, at=timezone.now(), by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, _undone(undone))
        if undone.counts["left"]:
            lost = _(
                "Whoever left has lost their place in a programme: give it back by "
                "hand."
            )
            messages.warning(request, lost)
    return redirect("people:import_detail", pk)


@require_safe
def import_findings(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Give everything that was noticed as a file, safe to open in a spreadsheet."""
    batch = get_object_or_404(queries.batches_of(request.user), pk=pk)
    report = imports.report_of(batch)
    if report is None:
        raise Http404
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="findings.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow([_("Row"), _("Who"), _("Value"), _("What we noticed")])
    for one in report.findings:
        cells = (str(one.row or ""), one.id, one.value, one.reason)
        writer.writerow([_harmless(cell) for cell in cells])
    return response


def _waiting(request: PersonRequest, pk: UUID) -> ImportBatch:
    """Give a file that was looked at and not applied."""
    batches = queries.batches_of(request.user)
    return get_object_or_404(batches, pk=pk, state=ImportBatch.State.PREVIEW)


def _look(request: PersonRequest, batch: ImportBatch) -> None:
    try:
        imports.look(batch, at=timezone.now(), by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])


def _columns_form(batch: ImportBatch, data: QueryDict | None = None) -> ColumnsForm:
    return ColumnsForm(
        imports.columns_of(batch),
        imports.samples_of(batch),
        asked=imports.asked_in(batch),
        whole_company=imports.is_whole_company(batch),
        data=data,
    )


def _page(
    request: PersonRequest, batch: ImportBatch, form: ColumnsForm
) -> HttpResponse:
    report = imports.report_of(batch)
    return form_page(
        request,
        "people/import_detail.html",
        form,
        batch=batch,
        can_be_undone=batch.can_be_undone(timezone.now()),
        is_waiting=batch.state == ImportBatch.State.PREVIEW,
        report=report,
        outcome=queries.outcome_of(report) if report else None,
    )


def _undone(batch: ImportBatch) -> str:
    """Say what an undo did, and who stays because they take part by now."""
    staying = batch.counts["staying"]
    if not staying:
        return _("The import is undone. Everything is as it was before.")
    return ngettext(
        "The import is undone. %(count)s new person stays: they take part already, "
        "or somebody below them does.",
        "The import is undone. %(count)s new people stay: they take part already, "
        "or somebody below them does.",
        staying,
    ) % {"count": staying}


def _harmless(cell: str) -> str:
    """Write a cell so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
