"""The letters of evaluation; all of them are confidential."""

from evaluations.models import Box
from mailing import links
from mailing.letters import Mail, Reader, letter

PURPOSE = "check-in"


@letter("check_in", about=Box, confidential=True, weight=2)
def check_in(box: Box, reader: Reader) -> Mail | None:
    """Ask one question; None when the box was counted meanwhile."""
    if box.state != Box.State.OPEN:
        return None
    token = links.make(f"{PURPOSE} {box.pk}", reader.pk)
    return Mail(
        "evaluations/emails/check_in",
        url=links.address_of("evaluations:check_in", box.pk, token),
    )
