"""Addresses of matching."""

from django.urls import path

from matching.views import board, pairs, partings, proposals

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
]
