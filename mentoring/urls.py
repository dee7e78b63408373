"""Every address of the house."""

from django.urls import include, path

from mentoring.pages import (
    appearance,
    contacts,
    health,
    letters,
    newcomers,
    seen,
    styleguide,
    today,
    undelivered,
    welcome,
)

urlpatterns = [
    path("", today.today, name="today"),
    path("account/", include("mentoring.account_urls")),
    path("company/contacts/", contacts.legal_contacts, name="legal_contacts"),
    path("health", health.health, name="health"),
    path("health.json", health.post, name="health_post"),
    path("healthz", health.alive, name="health_alive"),
    path("readyz", health.ready, name="health_ready"),
    path("letters/", letters.letter_list, name="letters"),
    path("letters/<slug:file>/<int:number>/", letters.letter, name="letter"),
    path("p/<slug:slug>/newcomers/", newcomers.newcomer_list, name="newcomers"),
    path("profile/seen/", seen.profile_seen, name="profile_seen"),
    path(
        "p/<slug:slug>/undelivered/", undelivered.undelivered_list, name="undelivered"
    ),
    path(
        "p/<slug:slug>/undelivered/<uuid:pk>/retry/",
        undelivered.undelivered_retry,
        name="undelivered_retry",
    ),
    path(
        "p/<slug:slug>/undelivered/<uuid:pk>/told/",
        undelivered.undelivered_told,
        name="undelivered_told",
    ),
    path("", include("programmes.urls")),
    path("", include("matching.urls")),
    path("", include("sessions_log.urls")),
    path("", include("evaluations.urls")),
    path("", include("impact.urls")),
    path("post/", include("mailing.urls")),
    path("", include("people.urls")),
    path("welcome/post/", welcome.welcome_post, name="welcome_post"),
    path("welcome/<str:token>/", welcome.welcome, name="welcome"),
    path("language/", appearance.language, name="set_language"),
    path("theme/", appearance.theme, name="theme"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
]

handler400 = "mentoring.errors.bad_request"
handler403 = "mentoring.errors.forbidden"
handler404 = "mentoring.errors.not_found"
handler429 = "mentoring.errors.too_many_requests"  # asked for by allauth
handler500 = "mentoring.errors.server_error"
