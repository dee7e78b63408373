"""Addresses of evaluation."""

from django.urls import path

from evaluations import views

app_name = "evaluations"
urlpatterns = [
    path("check-in/<uuid:pk>/<str:token>/", views.check_in, name="check_in"),
    path(
        "check-in/<uuid:pk>/<str:token>/more/",
        views.check_in_more,
        name="check_in_more",
    ),
    path("p/<slug:slug>/evaluation/", views.evaluation, name="evaluation"),
]
