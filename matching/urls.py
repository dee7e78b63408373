"""Addresses of matching."""

from django.urls import path

from matching.views import (
    board,
    interests,
    pairs,
    partings,
    pauses,
    proposals,
    requests,
    stand_ins,
)

app_name = "matching"
urlpatterns = [
    path("pairs/", pairs.pairing_list, name="pairing_list"),
    path("p/<slug:slug>/matching/", board.board, name="board"),
    path("p/<slug:slug>/matching/compute/", board.compute, name="compute"),
    path("p/<slug:slug>/matching/publish/", board.publish, name="publish"),
    path("p/<slug:slug>/matching/propose/", board.propose, name="propose"),
    path("proposals/<uuid:pk>/", proposals.proposal, name="proposal"),
    path("proposals/<uuid:pk>/answer/", proposals.answer, name="answer"),
    path("proposals/<uuid:pk>/withdraw/", proposals.withdraw, name="withdraw"),
    path("pairs/<uuid:pk>/stop/", partings.stop, name="stop"),
    path("pairs/<uuid:pk>/stopped/", partings.stopped, name="stopped"),
    path("pairs/<uuid:pk>/next/", partings.say_what_next, name="say_what_next"),
    path("pairs/<uuid:pk>/undo/", partings.undo_stop, name="undo_stop"),
    path("pairs/<uuid:pk>/tell-now/", partings.tell_now, name="tell_now"),
    path("pairs/<uuid:pk>/resume/", pauses.resume, name="resume"),
    path("pairs/<uuid:pk>/no-answer/", pauses.no_answer, name="no_answer"),
    path("pairs/<uuid:pk>/on-request/", requests.request_note, name="request_note"),
    path(
        "pairs/<uuid:pk>/on-request/undo/", requests.request_undo, name="request_undo"
    ),
    path("pairs/<uuid:pk>/stand-in/", stand_ins.stand_in, name="stand_in"),
    path("pairs/<uuid:pk>/outside/", interests.outside, name="outside"),
    path("pairs/<uuid:pk>/outside/end/", interests.outside_end, name="outside_end"),
    path("p/<slug:slug>/interests/", interests.interest_list, name="interest_list"),
    path(
        "p/<slug:slug>/interests/<uuid:pk>/withdraw/",
        interests.interest_withdraw,
        name="interest_withdraw",
    ),
    path("p/<slug:slug>/matching/<uuid:pk>/", board.rematch, name="rematch"),
]
