"""The mechanism that tells what a field is."""

from typing import ClassVar

from allauth.account.models import EmailAddress
from django.db import models
from django.test.utils import isolate_apps

from privacy.classification import (
    PERSONAL,
    PLAIN,
    SEALED,
    DataClass,
    classes_of,
    fields_of,
    offences_of,
)
from privacy.models import Pseudonym


@isolate_apps("privacy")
def test_a_field_without_a_class_and_a_class_without_a_field_are_offences() -> None:
    class Diary(models.Model):
        privacy_classes: ClassVar[dict[str, DataClass]] = {
            "id": PLAIN,
            "owner": PERSONAL,
            "gone": SEALED,
        }
        owner = models.CharField(max_length=10)
        page = models.TextField()

        class Meta:
            app_label = "privacy"

    assert offences_of(Diary) == [
        "privacy.Diary.page has no class",
        "privacy.Diary.gone does not exist",
    ]


@isolate_apps("privacy")
def test_a_model_that_says_nothing_offends_with_every_field() -> None:
    class Ledger(models.Model):
        readers = models.ManyToManyField("self")

        class Meta:
            app_label = "privacy"

    assert offences_of(Ledger) == [
        "privacy.Ledger.id has no class",
        "privacy.Ledger.readers has no class",
    ]


def test_a_model_that_says_everything_does_not_offend() -> None:
    assert offences_of(Pseudonym) == []
    assert classes_of(Pseudonym)["person"] is PERSONAL


def test_a_foreign_table_is_classed_in_our_table() -> None:
    assert offences_of(EmailAddress) == []
    assert classes_of(EmailAddress)["email"] is PERSONAL
    assert "verified" in fields_of(EmailAddress)
