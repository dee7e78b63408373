"""How allauth fits this house: who comes in, and what follows for their credential.

Sign-up is closed, sign-in asks `people.operations`, secrets are sealed by the key ring,
and letters go through the outbox. allauth's table of addresses stays empty.
"""

import logging
from typing import Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import signals as mfa_signals
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as social_signals
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.backends import BaseBackend
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from people import access, browser_sessions, proofs
from people.http import PersonRequest, shown_by
from people.models import Person
from people.operations import credentials, sign_in
from privacy.keyring import SealError

LOGIN_CODE = "account/email/login_code"
EXTERNAL_SYSTEM = "oidc"  # what ExternalId calls the identity provider
_SEALED_HERE = "_secrets_sealed_here"
logger = logging.getLogger(__name__)


class _PersonBackend(BaseBackend):
    """Gives the person of a session, as long as they may come in."""

    def get_user(self, user_id: UUID | str) -> Person | None:
        person = Person.objects.filter(pk=user_id).first()
        return person if person and _may_come_in(person) else None


class AddressBackend(_PersonBackend):
    """Sign-in by e-mail address and password."""

    def authenticate(  # type: ignore[override]  # Django calls whom these names fit
        self, request: HttpRequest | None, email: str, password: str
    ) -> Person | None:
        return _shown(Person.objects.with_address(email).first(), password)


class NumberAndPinBackend(_PersonBackend):
    """Sign-in by employee number and PIN, or the password that stands in its place."""

    def authenticate(  # type: ignore[override]  # idem
        self, request: HttpRequest | None, employee_number: str, secret: str
    ) -> Person | None:
        found = Person.objects.filter(employee_number=employee_number.strip())
        return _shown(found.first(), secret)


class AccountAdapter(DefaultAccountAdapter):
    """People come from the company's own list, never from a sign-up form."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(
        self,
        request: HttpRequest,
        user: Person,
        **hooks: Any,  # noqa: ANN401 - allauth says what it passes
    ) -> HttpResponse | None:
        """Stop who has left, and whoever came by an address that is not theirs now."""
        came_by = hooks["email"]
        is_theirs = not came_by or came_by.lower() == (user.email or "").lower()
        if _may_come_in(user) and is_theirs:
            return None
        response: HttpResponse = self.respond_user_inactive(request, user)
        return response

    def login(self, request: HttpRequest, user: Person) -> None:
        """Look whose credential it is, before the session is bound to it."""
        credentials.look_at_sign_in(person=user, at=timezone.now())
        super().login(request, user)
        browser_sessions.forget_login_code(request.session)
        browser_sessions.note_device(
            request.session, request.headers.get("User-Agent", "")
        )

    def reauthenticate(self, user: Person, password: str) -> bool:
        return sign_in.try_secret(person=user, secret=password, at=timezone.now())

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Give none: the letter makes its own link when it is written."""
        return ""

    def send_password_reset_mail(
        self, user: Person, email: str, context: dict[str, Any]
    ) -> None:
        if _may_come_in(user):
            sign_in.promise_reset(person=user, at=timezone.now())

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Promise the one letter that allauth writes for us: a code to sign in with."""
        person = Person.objects.with_address(email).first()
        if template_prefix != LOGIN_CODE or person is None:
            logger.error("allauth wanted to send %s.", template_prefix)
            return
        row = browser_sessions.keep_login_code(self.request.session, context["code"])
        sign_in.promise_login_code(person=person, session=row, at=timezone.now())

    def _get_login_attempts_cache_key(
        self,
        request: HttpRequest,
        **credentials: Any,  # noqa: ANN401 - idem
    ) -> str:
        """Count the failed tries of a number as those of an address are counted."""
        if number := credentials.get("employee_number"):
            return f"employee number:{number.strip()}"
        key: str = super()._get_login_attempts_cache_key(request, **credentials)
        return key


class MFAAdapter(DefaultMFAAdapter):
    """Second factors, whose secrets the key ring seals."""

    def get_totp_issuer(self) -> str:
        name: str = settings.SITE_NAME
        return name

    def encrypt(self, text: str) -> str:
        """Seal a secret, and remember for this request that it was made here."""
        if self.request:
            here = getattr(self.request, _SEALED_HERE, ())
            setattr(self.request, _SEALED_HERE, (*here, text))
        return proofs.seal_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        return proofs.open_secret(encrypted_text)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Single sign-on: found by issuer and subject, never by e-mail."""

    def is_open_for_signup(
        self, request: HttpRequest, sociallogin: SocialLogin
    ) -> bool:
        return False

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        return False

    def list_apps(
        self,
        request: HttpRequest,
        provider: str | None = None,
        client_id: str | None = None,
    ) -> list[SocialApp]:
        """Know the provider of the settings only; a row in the database is none."""
        apps = super().list_apps(request, provider=provider, client_id=client_id)
        return [app for app in apps if app.pk is None]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Take the person that hr's list gives this subject to, at their first time."""
        if sociallogin.is_existing or request.user.is_authenticated:
            return
        known = Person.objects.filter(
            external_ids__system=EXTERNAL_SYSTEM,
            external_ids__value=sociallogin.account.uid,
        )
        if person := known.first():
            sociallogin.connect(request, person)


def _may_come_in(person: Person) -> bool:
    return access.may_come_in(person, on=timezone.localdate())


def _shown(person: Person | None, secret: str) -> Person | None:
    """Compare a secret, with the same work whether or not there is such a person."""
    try:
        if person is None:
            sign_in.waste_time_on(secret)
            return None
        right = sign_in.try_secret(person=person, secret=secret, at=timezone.now())
    except SealError:
        logger.critical("A key of the ring is away: nobody can sign in with a PIN.")
        return None
    return person if right and _may_come_in(person) else None


@receiver(mfa_signals.authenticator_added, sender=Authenticator)
@receiver(mfa_signals.authenticator_reset, sender=Authenticator)
def take_in_factor(
    request: PersonRequest, authenticator: Authenticator, **_signal: object
) -> None:
    """Vouch for the factor that was added, with the codes that came along with it.

    Who makes an app or a passkey work shows it: this browser need not do so again.
    """
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, request.user, method="mfa", id=authenticator.pk)
    here = getattr(request, _SEALED_HERE, ())
    factors = Authenticator.objects.filter(user=request.user)
    _settle(
        request,
        *(
            proofs.digest_of_factor(factor)
            for factor in factors
            if factor.pk == authenticator.pk
            or any(secret in here for secret in proofs.secrets_in(factor))
        ),
    )


@receiver(mfa_signals.authenticator_removed, sender=Authenticator)
@receiver(social_signals.social_account_removed, sender=SocialAccount)
def let_go(request: PersonRequest, **_signal: object) -> None:
    """Vouch no more for a way in that was removed."""
    _settle(request)


@receiver(social_signals.social_account_added, sender=SocialLogin)
def take_in_account(
    request: PersonRequest, sociallogin: SocialLogin, **_signal: object
) -> None:
    """Vouch for an account elsewhere when its owner added it; hr's list proves less."""
    if request.user.is_authenticated:
        _settle(request, proofs.digest_of_account(sociallogin.account))


def _settle(request: PersonRequest, *added: bytes) -> None:
    credentials.settle_ways_in(
        person=request.user,
        added=frozenset(added),
        shown=shown_by(request),
        at=timezone.now(),
    )
    update_session_auth_hash(request, request.user)
