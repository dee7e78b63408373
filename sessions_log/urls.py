"""Addresses of what a pair does."""

from django.urls import path

from sessions_log.views import (
    agreements,
    certificate_pdf,
    closing,
    drafts,
    goals,
    helping,
    meetings,
    notes,
    notes_download,
    pairs,
    partings,
    settling,
    support,
)

app_name = "sessions_log"
urlpatterns = [
    path("journey/", pairs.pairing_list, name="pairing_list"),
    path("pairs/<uuid:pk>/", pairs.pairing, name="pairing"),
    path("pairs/<uuid:pk>/note/", notes.note_write, name="note_write"),
    path("pairs/<uuid:pk>/note/<str:kind>/", notes.note_write, name="note_write"),
    path("notes/<uuid:pk>/share/", notes.note_share, name="note_share"),
    path("drafts/", drafts.draft_list, name="draft_list"),
    path("drafts/keep/", drafts.draft_keep, name="draft_keep"),
    path("drafts/throw-away/", drafts.draft_drop, name="draft_drop"),
    path("notes/<uuid:pk>/", notes.note_change, name="note_change"),
    path("notes/<uuid:pk>/delete/", notes.note_delete, name="note_delete"),
    path("pairs/<uuid:pk>/farewell/", partings.farewell, name="farewell"),
    path("pairs/<uuid:pk>/certificate/", partings.certificate, name="certificate"),
    path("pairs/<uuid:pk>/settle/", settling.settle, name="settle"),
    path(
        "pairs/<uuid:pk>/settle/confirm/",
        settling.settle_confirm,
        name="settle_confirm",
    ),
    path(
        "pairs/<uuid:pk>/settle/paper/",
        settling.settle_on_paper,
        name="settle_on_paper",
    ),
    path("pairs/<uuid:pk>/agreement/", agreements.agreement, name="agreement"),
    path("pairs/<uuid:pk>/agree/", agreements.agree, name="agree"),
    path("pairs/<uuid:pk>/goal/", goals.goal_add, name="goal_add"),
    path("goals/<uuid:pk>/agree/", goals.goal_agree, name="goal_agree"),
    path("goals/<uuid:pk>/step/", goals.goal_move, name="goal_move"),
    path("goals/<uuid:pk>/let-go/", goals.goal_let_go, name="goal_let_go"),
    path("goals/<uuid:pk>/take-up/", goals.goal_take_up, name="goal_take_up"),
    path("pairs/<uuid:pk>/plan/", meetings.plan, name="plan"),
    path("meetings/<uuid:pk>/move/", meetings.move, name="meeting_move"),
    path("meetings/<uuid:pk>/log/", meetings.log, name="meeting_log"),
    path(
        "meetings/<uuid:pk>/as-planned/",
        meetings.log_as_planned,
        name="meeting_as_planned",
    ),
    path("agenda/", meetings.agenda, name="agenda"),
]
urlpatterns += [
    path("help/", helping.help_list, name="help_list"),
    path("pairs/<uuid:pk>/help/", helping.help_ask, name="help_ask"),
    path("help/<uuid:pk>/", helping.help_show, name="help_show"),
    path("help/<uuid:pk>/close/", helping.help_close, name="help_close"),
    path("help/<uuid:pk>/take-back/", helping.help_revoke, name="help_revoke"),
    path("questions/", support.request_list, name="request_list"),
    path("questions/<uuid:pk>/", support.request_show, name="request_show"),
    path("questions/<uuid:pk>/open/", support.request_open, name="request_open"),
    path("questions/<uuid:pk>/close/", support.request_close, name="request_close"),
    path("pairs/<uuid:pk>/closing/", closing.closing, name="closing"),
    path("pairs/<uuid:pk>/close/", closing.close, name="closing_close"),
    path(
        "pairs/<uuid:pk>/take-along/",
        notes_download.notes_download,
        name="notes_download",
    ),
    path(
        "pairs/<uuid:pk>/certificate.pdf",
        certificate_pdf.certificate_pdf,
        name="certificate_pdf",
    ),
    path("shown/<uuid:pk>/", support.share_show, name="share_show"),
]
