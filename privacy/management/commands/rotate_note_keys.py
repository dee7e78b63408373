"""Change the note keys: seal everything anew, look whether it opens, retire the old."""

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from privacy import keyring
from privacy.management.commands.make_note_keys import replace
from privacy.operations import rotation

BY_HAND = gettext_noop(
    "Nothing uses it. Take its entry out of NOTES_KEYS by hand, then start anew."
)


class Command(BaseCommand):
    """Seals under the first key of the ring what stands under another one."""

    help = "Seals everything under the first note key; a second run changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument(
            "--verify",
            action="store_true",
            help="open everything, change nothing; fails when something does not open",
        )
        what.add_argument(
            "--retire",
            metavar="OLD",
            help="take a key that nothing uses any more out of the key file",
        )

    def handle(self, *, verify: bool, retire: str | None, **_options: object) -> None:
        try:
            if verify:
                self._verify()
            elif retire is not None:
                self._retire(retire)
            else:
                self._rotate()
        except keyring.KeyMissingError as refusal:
            raise CommandError(str(refusal)) from None

    def _rotate(self) -> None:
        done = rotation.reseal_all()
        self._list(_("sealed anew"), done.changed)
        self.stdout.write(
            _('%(count)d values were sealed anew under "%(key)s".')
            % {"count": done.changed.total(), "key": keyring.current().primary}
        )
        self._list(_("does not open, left as it was"), done.unreadable)
        if done.left:
            self._list(_("in use by others"), done.left)
            raise CommandError(_("Some values were in use. Run this once more."))

    def _verify(self) -> None:
        found = rotation.look_whether_all_opens()
        self._list(_("values open"), found.opened)
        if found.unreadable:
            self._list(_("does not open"), found.unreadable)
            raise CommandError(
                _("%(count)d values do not open.") % {"count": found.unreadable.total()}
            )
        self.stdout.write(_("Everything opens."))

    def _retire(self, old: str) -> None:
        try:
            rotation.refuse_retirement(old)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        if not settings.NOTES_KEYS_FILE:
            raise CommandError(_(BY_HAND))
        file = Path(settings.NOTES_KEYS_FILE)
        try:
            replace(file, keyring.without(file.read_text(), old))
        except OSError as refusal:
            raise CommandError(f"{refusal}. {_(BY_HAND)}") from None
        self.stdout.write(
            _(
                '"%(key)s" is gone from %(file)s. Start every process anew, and '
                "destroy its copies on paper: what was erased is now gone from old "
                "backups too."
            )
            % {"key": old, "file": file}
        )

    def _list(self, words: str, counted: Counter[str]) -> None:
        for name, count in sorted(counted.items()):
            self.stdout.write(f"{count:8}  {name}: {words}")
