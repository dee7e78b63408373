"""A person: one row for everybody who works here, whether they sign in or not."""

import uuid
from datetime import datetime, time
from typing import ClassVar, Self
from zoneinfo import ZoneInfo

from django.contrib.auth import hashers as django_hashers
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from people import hashers
from people.models.findable import FindableField
from people.rules import MOST_LETTERS, words_of
from privacy.classification import PERSONAL, PLAIN, SEALED, DataClass

#: A search of more words is cut: nobody has so many names.
MOST_WORDS = 6
FOUND_BY = ("given_name", "family_name", "called", "employee_number", "at_work")


class PersonQuerySet(models.QuerySet["Person"]):
    """The questions that are asked of people; they chain."""

    def employed(self) -> Self:
        """Keep those who work here now or have announced the day they leave."""
        return self.filter(may_sign_in=True)

    def with_address(self, email: str) -> Self:
        """Keep the person who signs in with this address, however it is written."""
        return self.filter(email__iexact=email.strip())

    def found(self, text: str) -> Self:
        """Keep people whom each of these words fits: a name, a number, a job, a place.

        An address is looked up whole.
        """
        if "@" in text:
            return self.with_address(text)
        people = self
        for word in words_of(text)[:MOST_WORDS]:
            people = people.filter(findable__contains=f" {word}")
        return people

    def in_alphabet(self) -> Self:
        return self.order_by("family_name", "given_name", "pk")


class Person(AbstractBaseUser):
    """Somebody of the company; rights are rows elsewhere, never flags here."""

    class ChartState(models.TextChoices):
        """Whether everybody above this person is known."""

        KNOWN = "known", _("known")
        UNKNOWN = "unknown", _("unknown")

    class SecretKind(models.TextChoices):
        """What the password column holds: one secret per person."""

        PASSWORD = "password", _("password")
        PIN = "pin", _("PIN")
        NONE = "none", _("none")

    class Language(models.TextChoices):
        """The languages that a person may read us in."""

        NL = "nl", "Nederlands"
        FR = "fr", "Français"
        EN = "en", "English"
        DE = "de", "Deutsch"

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "password": SEALED,
        "email": PERSONAL,
        "employee_number": PERSONAL,
        "given_name": PERSONAL,
        "family_name": PERSONAL,
        "called": PERSONAL,
        "language": PERSONAL,
        "time_zone": PERSONAL,
        "hired_on": PERSONAL,
        "left_on": PERSONAL,
        "top_of_line": PLAIN,
        "superior_missing": PLAIN,
        "chart_state": PLAIN,
        "may_sign_in": PLAIN,
        "secret_kind": PLAIN,
        "wrong_tries": PLAIN,
        "locked_at": PERSONAL,
        "credential_id": PLAIN,
        "former_credential_id": PLAIN,
        "credential_changed_at": PERSONAL,
        "credential_mac": PLAIN,
        "recovery_mac": PLAIN,
        "findable": PERSONAL,
        "at_work": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Null, not empty: two people without an address are not two with the same one.
    email = models.EmailField(_("e-mail address"), null=True, blank=True)  # noqa: DJ001 - unique where given
    employee_number = models.CharField(
        _("employee number"), max_length=40, null=True, blank=True, unique=True
    )
    given_name = models.CharField(_("given name"), max_length=100)
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    called = models.CharField(_("how I am called"), max_length=100, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.NL
    )
    time_zone = models.CharField(
        _("time zone"), max_length=50, default="Europe/Brussels"
    )
    hired_on = models.DateField(_("hired on"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    top_of_line = models.BooleanField(_("top of the line"), default=False)
    # A file names a superior whom nobody knows: no line can say it, so the person does.
    superior_missing = models.BooleanField(default=False)
    chart_state = models.CharField(
        max_length=7, choices=ChartState, default=ChartState.UNKNOWN
    )
    may_sign_in = models.BooleanField(default=True)
    secret_kind = models.CharField(
        max_length=8, choices=SecretKind, default=SecretKind.NONE
    )
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    locked_at = models.DateTimeField(null=True, blank=True)
    credential_id = models.UUIDField(default=uuid.uuid4)
    former_credential_id = models.UUIDField(null=True, blank=True)
    credential_changed_at = models.DateTimeField(null=True, blank=True)
    credential_mac = models.BinaryField(default=bytes, blank=True)
    # By which credential the recovery codes were made: `people.proofs`.
    recovery_mac = models.BinaryField(default=bytes, blank=True)
    # What somebody does, and where; `people.operations.finding` keeps it.
    at_work = models.CharField(max_length=MOST_LETTERS, default="", editable=False)
    findable = FindableField(of=FOUND_BY)

    # Who signed in when is nobody's business: Django's column is not there.
    last_login = None

    # People sign in with an address or a number; not all have both.
    USERNAME_FIELD = "id"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = BaseUserManager.from_queryset(PersonQuerySet)()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_person_per_address",
                violation_error_message=_("Somebody else already has this address."),
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True)
                | Q(hired_on__isnull=True)
                | Q(left_on__gte=F("hired_on")),
                name="nobody_leaves_before_the_first_day",
                violation_error_message=_(
                    "The last day cannot be before the first day."
                ),
            ),
        ]
        indexes = [
            # A search reads this alone, in the order of its answer.
            models.Index(
                fields=["family_name", "given_name", "id", "findable"],
                name="people_in_alphabet",
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def clean(self) -> None:
        """Refuse a person who could not be told apart from another."""
        super().clean()
        self.email = self.email.strip().lower() if self.email else None
        if not self.given_name and not self.family_name:
            raise ValidationError(_("A person needs a name."))

    def set_password(self, raw_password: str | None) -> None:
        """Hash a secret as what `secret_kind` says it is; set the kind first."""
        self.password = django_hashers.make_password(self._as_hashed(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        """Compare a secret; whoever renews its hash renews the MAC with it."""
        return django_hashers.check_password(
            self._as_hashed(raw_password), self.password
        )

    def has_usable_password(self) -> bool:
        """Say whether this person chose a secret; an import leaves the column empty."""
        return (
            self.secret_kind != self.SecretKind.NONE and super().has_usable_password()
        )

    def _as_hashed(self, secret: str | None) -> str | None:
        if secret and self.secret_kind == self.SecretKind.PIN:
            return hashers.in_place_of(secret, person_id=self.pk)
        return secret

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Let a session end with its credential, and not with the password only.

        Who plants a way in by SQL, comes in and puts the row back is out by that.
        """
        return salted_hmac(
            "people.Person.get_session_auth_hash",
            f"{self.password}:{self.credential_id}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # Django's is a plain attribute
        return self.may_sign_in

    def get_full_name(self) -> str:
        return f"{self.get_short_name()} {self.family_name}".strip()

    def get_short_name(self) -> str:
        return self.called or self.given_name

    @property
    def initials(self) -> str:
        names = (self.get_short_name(), self.family_name)
        return "".join(name[:1] for name in names).upper()

    def working_hours(self) -> tuple[time, time]:
        """Give the local hours between which post may reach this person."""
        return time(7), time(19)

    def local_time(self, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(self.time_zone))


class ExternalId(models.Model):
    """What another system calls a person, so that its files find the same row."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "person": PERSONAL,
        "system": PLAIN,
        "value": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="external_ids")
    system = models.CharField(max_length=40)
    value = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["system", "value"], name="one_person_per_external_id"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.system}: {self.value}"
