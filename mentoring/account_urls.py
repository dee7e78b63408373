"""The pages of allauth that this house has; there is no way to sign up.

Not here: its pages for addresses (people come with theirs) and its three for passwords
(`people.views` has one that knows PINs and renews the proof of the credential).
"""

from allauth.account import views
from allauth.mfa.recovery_codes import views as codes
from allauth.socialaccount import views as social
from django.urls import include, path

from mentoring.steady_time import takes_the_same_time
from people.views.account import secret_change, unless_shut

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path(
        "login/code/",
        takes_the_same_time(views.request_login_code),
        name="account_request_login_code",
    ),
    path(
        "login/code/confirm/",
        views.confirm_login_code,
        name="account_confirm_login_code",
    ),
    path("password/change/", secret_change, name="account_change_password"),
    path(
        "password/reset/",
        takes_the_same_time(views.password_reset),
        name="account_reset_password",
    ),
    path(
        "password/reset/done/",
        views.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "2fa/recovery-codes/",
        unless_shut(codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        unless_shut(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("2fa/", include("allauth.mfa.urls")),
    path("3rdparty/", social.connections, name="socialaccount_connections"),
    path(
        "3rdparty/cancelled/",
        social.login_cancelled,
        name="socialaccount_login_cancelled",
    ),
    path("3rdparty/error/", social.login_error, name="socialaccount_login_error"),
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
]
