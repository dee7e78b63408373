"""Every field of every table is plain, personal or sealed, and somebody said so."""

from django.apps import apps

from privacy.classification import SEALED, classes_of, offences_of
from privacy.sealed_columns import sealed_columns

# Sealed, but not by the key ring itself: rotation leaves these alone, and why.
NOT_BY_THE_RING = {
    "people.Person.password": "a one-way hash",
    "people.Card.code_hash": "a one-way hash",
    "privacy.AuditHead.mac": "a one-way hash",
    "mfa.Authenticator.data": "its secrets are under a sealed key, one by one",
    "sessions_log.Note.sealed": "under the data key of its vault",
    "sessions_log.Draft.sealed": "under the data key of its vault",
    "sessions_log.CalendarFeed.token_hash": "a one-way hash",
    "evaluations.Ballot.tag": "a one-way hash",
    "evaluations.Ballot.sealed": "under the public key of its box",
}


def test_every_field_has_one_class() -> None:
    offences = [
        offence for model in apps.get_models() for offence in offences_of(model)
    ]

    assert offences == []


def test_every_sealed_field_is_turned_by_rotation_or_said_not_to_be() -> None:
    sealed = {
        f"{model._meta.label}.{name}"
        for model in apps.get_models()
        for name, data_class in classes_of(model).items()
        if data_class is SEALED
    }
    by_the_ring = {str(column) for column in sealed_columns()}

    assert by_the_ring <= sealed
    assert sealed - by_the_ring == NOT_BY_THE_RING.keys()
