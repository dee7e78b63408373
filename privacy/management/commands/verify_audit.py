"""Check that nobody has changed the audit trail."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from privacy import audit
from privacy.keyring import SealError


class Command(BaseCommand):
    """Walks along the whole chain; fails when anything does not fit."""

    help = "Finds entries of the audit trail that were changed, moved or removed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--anchor",
            metavar="POSITION:HASH",
            help="a head that was printed earlier: finds a database that was put back",
        )

    def handle(self, *_args: object, anchor: str | None, **_options: object) -> None:
        try:
            verdict = audit.verify(audit.Anchor.parse(anchor) if anchor else None)
        except ValueError:
            raise CommandError(
                _("This is no anchor: it looks like 12:9f86d08188...")
            ) from None
        except SealError as refusal:
            raise CommandError(
                _("The key of the audit chain does not open. %(why)s")
                % {"why": refusal}
            ) from None
        self.stdout.write(
            _("%(sealed)d entries are sealed, %(unsealed)d are not yet.")
            % {"sealed": verdict.sealed, "unsealed": verdict.unsealed}
        )
        self.stdout.write(
            _("The head of the chain is %(head)s.") % {"head": verdict.head}
        )
        if verdict.faults:
            raise CommandError("\n".join(verdict.faults))
        self.stdout.write(_("Every seal fits: nothing was changed, moved or removed."))
