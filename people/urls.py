"""The addresses of people."""

from django.urls import path

from people.views import (
    account,
    cards,
    directory,
    entrance,
    helping_in,
    imports,
    lines,
    profile,
    roles,
    sites,
)

app_name = "people"
urlpatterns = [
    path("people/", directory.person_list, name="person_list"),
    path("people/import/", imports.import_new, name="import_new"),
    path("people/import/<uuid:pk>/", imports.import_detail, name="import_detail"),
    path(
        "people/import/<uuid:pk>/columns/",
        imports.import_columns,
        name="import_columns",
    ),
    path("people/import/<uuid:pk>/apply/", imports.import_apply, name="import_apply"),
    path("people/import/<uuid:pk>/undo/", imports.import_undo, name="import_undo"),
    path(
        "people/import/<uuid:pk>/discard/",
        imports.import_discard,
        name="import_discard",
    ),
    path(
        "people/import/<uuid:pk>/findings.csv",
        imports.import_findings,
        name="import_findings",
    ),
    path("people/<uuid:pk>/", directory.person_detail, name="person_detail"),
    path("people/unknown/", lines.unresolved_list, name="unresolved_list"),
    path("people/<uuid:pk>/lines/", lines.line_edit, name="line_edit"),
    path("people/<uuid:pk>/top/", lines.top_mark, name="top_mark"),
    path("people/<uuid:pk>/not-top/", lines.top_unmark, name="top_unmark"),
    path("people/<uuid:pk>/found/", lines.superior_found, name="superior_found"),
    path("people/lines/<uuid:pk>/end/", lines.line_end, name="line_end"),
    path("people/changes/<uuid:pk>/", lines.line_request, name="line_request"),
    path("enter/", entrance.number_login, name="number_login"),
    path(
        "invitation/<str:token>/", entrance.invitation_accept, name="invitation_accept"
    ),
    path("reset/<str:token>/", entrance.secret_reset, name="secret_reset"),
    path("not-me/<str:token>/", entrance.credential_object, name="credential_object"),
    path("profile/", profile.profile, name="profile"),
    path("profile/shifts/", profile.profile_shift, name="profile_shift"),
    path("profile/away/", profile.absence_add, name="absence_add"),
    path(
        "profile/away/<uuid:pk>/remove/", profile.absence_remove, name="absence_remove"
    ),
    path("me/secret/", account.secret_change, name="secret_change"),
    path("me/sessions/", account.browser_session_list, name="browser_session_list"),
    path(
        "me/sessions/<uuid:pk>/close/",
        account.browser_session_close,
        name="browser_session_close",
    ),
    path(
        "me/sessions/close-others/",
        account.browser_session_close_others,
        name="browser_session_close_others",
    ),
    path("me/address/", account.address_ask, name="address_ask"),
    path("me/address/<str:token>/", account.address_confirm, name="address_confirm"),
    path("people/<uuid:pk>/invite/", helping_in.person_invite, name="person_invite"),
    path("people/<uuid:pk>/unlock/", helping_in.secret_unlock, name="secret_unlock"),
    path("people/roles/", roles.role_list, name="role_list"),
    path("people/roles/<uuid:pk>/end/", roles.role_end, name="role_end"),
    path("people/sites/", sites.site_list, name="site_list"),
    path("people/cards/", cards.card_list, name="card_list"),
    path("people/<uuid:pk>/card/", cards.card_issue, name="card_issue"),
    path("card/", cards.card, name="card"),
    path("card/<str:token>/", cards.card_accept, name="card_accept"),
]
