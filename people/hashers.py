"""What is hashed in place of a PIN: six digits alone would be found by trying."""

from uuid import UUID

from privacy import sealed_keys

PINS = "pins"


def in_place_of(pin: str, *, person_id: UUID) -> str:
    """Give what the hasher gets instead of this person's PIN.

    It depends on a key that the database holds under the ring's seal only: who copied
    the hash cannot try the million PINs on it. Raises SealError without the ring.
    """
    return sealed_keys.mac(PINS, person_id, pin).hex()
