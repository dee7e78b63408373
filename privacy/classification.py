"""What every field of every table is: plain, personal or sealed.

Each of our models says it in one class attribute, beside its fields::

    from privacy.classification import PERSONAL, PLAIN, SEALED, DataClass

    class Apart(models.Model):
        privacy_classes: ClassVar[dict[str, DataClass]] = {
            "id": PLAIN, "programme": PLAIN, "by": PERSONAL, "sealed": SEALED,
        }

        def bindings(self, field: str) -> list[Binding]:
            return [("apart", self.pk, self.programme_id, self.by_id)]

- `PLAIN` says nothing about anybody.
- `PERSONAL` is about a person: their export holds it, their erasure removes it.
- `SEALED` tells nothing to whoever holds a copy of the database: it is encrypted, or it
  is a one-way hash.

A model whose sealed fields are made by the key ring itself (`KeyRing.seal_value`; or
`KeyRing.wrap`, and then a field `kek_id` beside it keeps the key's id) also has a
method `bindings(field)`: the binding to seal with, then any under which an older value
may still be. That is how `sealed_columns` finds all that the ring seals.

Inherited fields are classified too. A test asks `offences_of` about every model.
"""

from collections.abc import Mapping
from enum import StrEnum

from django.db import models


class DataClass(StrEnum):
    """What a field may tell about a person."""

    PLAIN = "plain"
    PERSONAL = "personal"
    SEALED = "sealed"


PLAIN = DataClass.PLAIN
PERSONAL = DataClass.PERSONAL
SEALED = DataClass.SEALED


def _plain(*names: str) -> dict[str, DataClass]:
    return dict.fromkeys(names, PLAIN)


def _personal(*names: str) -> dict[str, DataClass]:
    return dict.fromkeys(names, PERSONAL)


#: Tables that come with Django and allauth, which cannot say it themselves.
FOREIGN: Mapping[str, Mapping[str, DataClass]] = {
    "account.EmailAddress": _plain("id", "verified", "primary")
    | _personal("user", "email"),
    # Stays empty: a confirmation is a signed link.
    "account.EmailConfirmation": _plain("id", "created", "sent")
    | _personal("email_address", "key"),
    "auth.Group": _plain("id", "name", "permissions"),
    "auth.Permission": _plain("id", "name", "content_type", "codename"),
    "contenttypes.ContentType": _plain("id", "app_label", "model"),
    # The adapter seals the secrets inside `data`, one by one.
    "mfa.Authenticator": _plain("id", "type", "created_at", "last_used_at")
    | _personal("user")
    | {"data": SEALED},
    "socialaccount.SocialAccount": _plain("id", "provider", "last_login", "date_joined")
    | _personal("user", "uid", "extra_data"),
    "socialaccount.SocialApp": _plain(
        "id",
        "provider",
        "provider_id",
        "name",
        "client_id",
        "secret",
        "key",
        "settings",
    ),
    # Stays empty: tokens are not stored.
    "socialaccount.SocialToken": _plain("id", "app", "expires_at")
    | _personal("account", "token", "token_secret"),
}


def classes_of(model: type[models.Model]) -> Mapping[str, DataClass]:
    """Give the class of each field: the model's own word, or ours where it is mute."""
    nothing: dict[str, DataClass] = {}
    own: Mapping[str, DataClass] | None = getattr(model, "privacy_classes", None)
    return own or FOREIGN.get(model._meta.label, nothing)


def offences_of(model: type[models.Model]) -> list[str]:
    """Name the fields that have no class, and the classes that have no field."""
    fields, said = fields_of(model), set(classes_of(model))
    label = model._meta.label
    return [
        *(f"{label}.{name} has no class" for name in sorted(fields - said)),
        *(f"{label}.{name} does not exist" for name in sorted(said - fields)),
    ]


def fields_of(model: type[models.Model]) -> set[str]:
    """Name the fields of a model, its own and those it inherits."""
    return {field.name for field in (*model._meta.fields, *model._meta.many_to_many)}
