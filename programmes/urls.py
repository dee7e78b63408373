"""The addresses of programmes."""

from django.urls import path

from programmes.views import (
    applying,
    intervision,
    newcomers,
    objectives,
    people,
    programmes,
    roles,
    setup,
)

app_name = "programmes"
urlpatterns = [
    path("programmes/", programmes.programme_list, name="programme_list"),
    path("programmes/new/", programmes.programme_create, name="programme_create"),
    path("p/<slug:slug>/", programmes.programme_show, name="programme_show"),
    path("p/<slug:slug>/step/", programmes.programme_advance, name="programme_advance"),
    path("p/<slug:slug>/close/", programmes.programme_close, name="programme_close"),
    path("p/<slug:slug>/setup/", setup.setup_show, name="setup_show"),
    *(
        path(
            f"p/<slug:slug>/setup/{section}/",
            setup.section_edit,
            {"section": section},
            name=f"{section}_edit",
        )
        for section in setup.FORMS
    ),
    path(
        "p/<slug:slug>/setup/objectives/",
        objectives.objectives_edit,
        name="objectives_edit",
    ),
    path(
        "p/<slug:slug>/setup/objectives/<uuid:pk>/",
        objectives.objective_edit,
        name="objective_edit",
    ),
    path(
        "p/<slug:slug>/setup/objectives/<uuid:pk>/remove/",
        objectives.objective_remove,
        name="objective_remove",
    ),
    path(
        "p/<slug:slug>/setup/competences/",
        objectives.competences_edit,
        name="competences_edit",
    ),
    path("p/<slug:slug>/setup/agreement/", setup.agreement_edit, name="agreement_edit"),
    path("p/<slug:slug>/setup/check/", setup.check_show, name="check_show"),
    path("p/<slug:slug>/setup/open/", setup.programme_open, name="programme_open"),
    path("p/<slug:slug>/roles/", roles.role_list, name="role_list"),
    path("p/<slug:slug>/roles/<uuid:pk>/end/", roles.role_end, name="role_end"),
    path(
        "p/<slug:slug>/newcomers/<uuid:pk>/",
        newcomers.newcomer_show,
        name="newcomer_show",
    ),
    path(
        "p/<slug:slug>/newcomers/<uuid:pk>/ask/",
        newcomers.newcomer_ask,
        name="newcomer_ask",
    ),
    path("p/<slug:slug>/talks/", intervision.intervision_list, name="intervision_list"),
    path(
        "p/<slug:slug>/talks/new/",
        intervision.intervision_plan,
        name="intervision_plan",
    ),
    path(
        "p/<slug:slug>/talks/guide/",
        intervision.intervision_guide,
        name="intervision_guide",
    ),
    path(
        "p/<slug:slug>/talks/<uuid:pk>/answer/",
        intervision.intervision_answer,
        name="intervision_answer",
    ),
    path(
        "p/<slug:slug>/talks/<uuid:pk>/call-off/",
        intervision.intervision_call_off,
        name="intervision_call_off",
    ),
    path("first-days/<str:token>/", newcomers.welcome_sign, name="welcome_sign"),
    path("p/<slug:slug>/people/", people.people_list, name="people_list"),
    path("p/<slug:slug>/people/add/", people.people_enrol, name="people_enrol"),
    path("p/<slug:slug>/people/approve/", people.people_approve, name="people_approve"),
    path(
        "p/<slug:slug>/people/<uuid:pk>/", people.enrolment_show, name="enrolment_show"
    ),
    path(
        "p/<slug:slug>/people/<uuid:pk>/decide/",
        people.enrolment_decide,
        name="enrolment_decide",
    ),
    path(
        "p/<slug:slug>/people/<uuid:pk>/withdraw/",
        applying.enrolment_withdraw,
        name="enrolment_withdraw",
    ),
    *(
        path(
            f"p/<slug:slug>/apply/{role}/",
            applying.apply,
            {"role": role},
            name=f"apply_{role}",
        )
        for role in applying.FORMS
    ),
]
