"""Print the note keys for two envelopes: without them nothing sealed can be read."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from privacy import keyring


class Command(BaseCommand):
    """Writes the keys to the screen, to be copied by hand, and nowhere else."""

    help = "Prints the note keys for paper; make_note_keys --from-paper reads them."

    def handle(self, *_args: object, **_options: object) -> None:
        try:
            lines = keyring.current().on_paper()
        except keyring.KeyMissingError as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(
            _(
                "Print this twice, put each into an envelope, and keep the two in "
                "different places. Whoever has it and the database can read every "
                "note. Without it, a lost key file is the loss of every note."
            )
        )
        self.stdout.write("\n".join(["", *lines, ""]))
        self.stdout.write(
            _("To go back: manage.py make_note_keys --from-paper, then these lines.")
        )
