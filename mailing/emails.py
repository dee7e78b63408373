"""The one letter of the post itself, which shows that letters arrive."""

from django.contrib.auth import get_user_model

from mailing.letters import Mail, Reader, letter


@letter("trial", about=get_user_model(), mandatory=True, urgent=True)
def trial(_about: object, _reader: Reader) -> Mail:
    """Show whoever sets up the post that letters arrive, and what they look like."""
    return Mail("mailing/emails/trial")
