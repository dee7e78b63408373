"""The one door into a ballot box: an answer goes in sealed, and nobody takes it out.

The keys of a box and its dates are one record, sealed by the key ring and bound to the
box; every ballot is encrypted to the public key in that record, never to one from a
bare column. A ballot carries a tag that only the record's key can make: one per person,
which leads to nobody without the key ring.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from evaluations.models import Ballot, Box
from people.models import Person
from privacy import keyring, sealing

RATINGS_BYTES: Final = 512
COMMENT_BYTES: Final = 8192


@dataclass(frozen=True)
class BoxRecord:
    """What is sealed of a box: its keys; the dates are in what it is bound to."""

    private: bytes
    public: bytes
    tag_key: bytes

    def __repr__(self) -> str:
        return "<BoxRecord hidden>"


def new_record(box: Box) -> bytes:
    """Make the keys of a box and seal them, bound to the box and its dates."""
    private, public = sealing.new_box_keys()
    return seal_record(box, BoxRecord(private, public, sealing.new_key()))


def seal_record(box: Box, record: BoxRecord) -> bytes:
    keys = {
        name: base64.b64encode(key).decode()
        for name, key in (
            ("private", record.private),
            ("public", record.public),
            ("tag", record.tag_key),
        )
    }
    [binding] = box.bindings("sealed_record")
    return keyring.current().seal_value(json.dumps(keys).encode(), binding)


def open_record(box: Box) -> BoxRecord:
    """Open the keys of a box; SealError when a date or the box was tampered with."""
    [binding] = box.bindings("sealed_record")
    plain = keyring.current().open_value(bytes(box.sealed_record), binding)
    keys = {name: base64.b64decode(key) for name, key in json.loads(plain).items()}
    return BoxRecord(keys["private"], keys["public"], keys["tag"])


def info_of(box: Box, part: str) -> bytes:
    """Say what a ballot is bound to: its box, the questions, and its part."""
    asked = ",".join(f"{one['key']}/{one['version']}" for one in box.instruments)
    return sealing.enc("ballot", box.pk, asked, part)


def cast(box: Box, *, by: Person, answers: Mapping[str, str], at: datetime) -> None:
    """Put an answer into an open box; a newer one takes the place of the older.

    Nothing else is written beside it: no date, no trace, no key of a person. Raises
    ValidationError when the box is not open at this moment.
    """
    box = Box.objects.select_for_update().get(pk=box.pk)
    if not box.takes_answers(at=at):
        raise ValidationError(_("This question is closed. Thank you for coming by."))
    record = open_record(box)
    plain = json.dumps(dict(sorted(answers.items()))).encode()
    part = Ballot.Part.RATINGS
    ballot = Ballot(
        box=box,
        tag=tag_of(record, by),
        part=part,
        sealed=sealing.seal_to_box(
            record.public, plain, info_of(box, part), size=RATINGS_BYTES
        ),
    )
    Ballot.objects.bulk_create(
        [ballot],
        update_conflicts=True,
        unique_fields=["box", "tag", "part"],
        update_fields=["sealed"],
    )


def tag_of(record: BoxRecord, person: Person) -> bytes:
    return sealing.mac(record.tag_key, "ballot tag", person.pk)


def withdraw(box: Box, *, of: Person) -> None:
    """Delete somebody's ballot from a box that has not been counted, unopened."""
    if box.sealed_record:
        Ballot.objects.filter(box=box, tag=tag_of(open_record(box), of)).delete()


def opened(box: Box, record: BoxRecord, ballot: Ballot) -> dict[str, str]:
    """Open one ballot; only the tally asks."""
    plain = sealing.unseal_from_box(
        record.private, bytes(ballot.sealed), info_of(box, ballot.part)
    )
    return dict(json.loads(plain))
