"""Addresses of impact."""

from django.urls import path

from impact import views

app_name = "impact"
urlpatterns = [
    path("impact/", views.programme_list, name="programme_list"),
    path("p/<slug:slug>/impact/", views.impact, name="impact"),
    path("p/<slug:slug>/impact.csv", views.impact_csv, name="impact_csv"),
]
