"""What stands in place of short secrets: trying would find them."""

from uuid import UUID

from privacy import sealed_keys

PINS = "pins"
CARD_CODES = "card codes"


def in_place_of(pin: str, *, person_id: UUID) -> str:
    """Give what the hasher gets instead of this person's PIN.

    It depends on a key that the database holds under the ring's seal only: who copied
    the hash cannot try the million PINs on it. Raises SealError without the ring.
    """
    return sealed_keys.mac(PINS, person_id, pin).hex()


def in_place_of_code(code: str, *, card_id: UUID) -> str:
    """Give what a card's row keeps instead of the code that is printed on it.

    As with a PIN, who copied the table cannot try codes on it. Raises SealError too.
    """
    return sealed_keys.mac(CARD_CODES, card_id, code).hex()
