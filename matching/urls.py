"""Addresses of matching."""

from django.urls import path

from matching import views

app_name = "matching"
urlpatterns = [
    path("pairs/", views.pairing_list, name="pairing_list"),
    path("p/<slug:slug>/matching/", views.board, name="board"),
    path("p/<slug:slug>/matching/compute/", views.compute, name="compute"),
    path("p/<slug:slug>/matching/publish/", views.publish, name="publish"),
    path("p/<slug:slug>/matching/propose/", views.propose, name="propose"),
    path("proposals/<uuid:pk>/", views.proposal, name="proposal"),
    path("proposals/<uuid:pk>/answer/", views.answer, name="answer"),
    path("proposals/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("pairs/<uuid:pk>/stop/", views.stop, name="stop"),
    path("pairs/<uuid:pk>/stopped/", views.stopped, name="stopped"),
    path("pairs/<uuid:pk>/next/", views.say_what_next, name="say_what_next"),
    path("pairs/<uuid:pk>/undo/", views.undo_stop, name="undo_stop"),
]
