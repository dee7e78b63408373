"""What a file made us notice, as codes; a page or a report makes the sentences."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """Everything that an import reports, with the sentence that a reader gets."""

    NAME_MISSING = "name_missing", _("This row has no name.")
    NO_IDENTITY = (
        "no_identity",
        _("Several rows have this name and nothing that tells them apart."),
    )
    TOO_LONG = "too_long", _("A cell of this row is longer than we can keep.")
    TOO_WIDE = (
        "too_wide",
        _("This row has more cells than there are titles: put quotes around its text."),
    )
    LEFT_BEFORE_HIRED = (
        "left_before_hired",
        _("The last day of this row lies before the first day."),
    )
    HAS_LEFT = (
        "has_left",
        _("This person left, and the file gives no newer first day: they stay gone."),
    )
    UNKNOWN_MANAGER = (
        "unknown_manager",
        _("We do not know this manager: nobody here has this number, address or name."),
    )
    AMBIGUOUS_MANAGER = (
        "ambiguous_manager",
        _("Several people have the name of this manager: use a number instead."),
    )
    MANAGERS_DIFFER = (
        "managers_differ",
        _("Two columns name different managers: both count, please check them."),
    )
    NUMBERS_DIFFER = (
        "numbers_differ",
        _("Two columns hold numbers, and this manager is somebody else in each."),
    )
    SELF_MANAGED = "self_managed", _("This person is named as their own manager.")
    LINE_WAITS = (
        "line_waits",
        _("The line to this manager stays until a second HR person agrees."),
    )
    CYCLE = (
        "cycle",
        _("These people report to each other in a circle: all count as superiors."),
    )
    REPEATED_ID = (
        "repeated_id",
        _("This number is on several rows: we read them as one person."),
    )
    NAMES_DIFFER = (
        "names_differ",
        _("This number is on several rows with different names: please check them."),
    )
    FOLDED_ID = (
        "folded_id",
        _("We found this manager only after ignoring zeros, capitals or blanks."),
    )
    SHARED_ADDRESS = (
        "shared_address",
        _("Several people have this address, so we stored it on none of them."),
    )
    ADDRESS_TAKEN = (
        "address_taken",
        _("Somebody else here already has this address, so we did not store it."),
    )
    NO_ADDRESS = (
        "no_address",
        _("We cannot write to this address, so we kept it as a login name."),
    )
    DATE_UNREADABLE = "date_unreadable", _("We cannot read this date and left it out.")
    DATE_AMBIGUOUS = (
        "date_ambiguous",
        _("Day and month of this column can be swapped: we read the day first."),
    )
    LANGUAGE_UNKNOWN = (
        "language_unknown",
        _("We do not know this language and left it out."),
    )
    TOP_OF_LINE = (
        "top_of_line",
        _("This person has no manager and at least one report: the top of a line."),
    )
    COLUMN_REFUSED = (
        "column_refused",
        _("This column holds data that we must not keep: we did not store it."),
    )
    CELL_REFUSED = (
        "cell_refused",
        _("A register number or bank account stood here: we did not store it."),
    )
    NOT_IN_FILE = (
        "not_in_file",
        _("This person is not in the file of the whole company: they leave."),
    )
    COLUMN_BESIDE = (
        "column_beside",
        _("Another column holds this too: we looked here where that one is not clear."),
    )
    COLUMN_UNKNOWN = "column_unknown", _("We do not know this column and left it out.")


#: A row with one of these is not taken in at all.
REFUSALS = (
    Kind.NAME_MISSING,
    Kind.NO_IDENTITY,
    Kind.TOO_LONG,
    Kind.TOO_WIDE,
    Kind.LEFT_BEFORE_HIRED,
)


@dataclass(frozen=True)
class Finding:
    """One thing we noticed: where, about whom, and the value that was written there."""

    kind: str
    row: int
    id: str
    value: str

    @property
    def reason(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def is_refusal(self) -> bool:
        return self.kind in REFUSALS

    def as_json(self) -> dict[str, str | int]:
        """Write the finding as the report of an import has it."""
        return {
            "row": self.row,
            "id": self.id,
            "value": self.value,
            "reason": self.reason,
        }
