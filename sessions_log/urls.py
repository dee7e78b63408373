"""Addresses of what a pair does."""

from django.urls import path

from sessions_log.views import (
    agreements,
    drafts,
    goals,
    meetings,
    notes,
    pairs,
    partings,
    settling,
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
