"""A mail server of our own for tests: it keeps what it takes, and refuses on demand."""

import socket
from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class PostOffice:
    """Takes mail at a real port of this machine.

    `answers` maps a command (EHLO, MAIL, RCPT, DATA) or a recipient to the refusal it
    gets; `on_taken` is called after a message was kept and before the server says so.
    """

    def __init__(self, port: int | None = None) -> None:
        self.port = port or free_port()
        self.taken: list[EmailMessage] = []
        self.asked_for: list[str] = []
        self.connections = 0
        self.answers: dict[str, str] = {}
        self.on_taken: Callable[[EmailMessage], None] = lambda _message: None
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def open(self) -> None:
        self._controller.start()
        self._is_open = True

    def close(self) -> None:
        if self._is_open:
            self._controller.stop()
        self._is_open = False

    async def handle_EHLO(  # noqa: N802 - aiosmtpd calls it so
        self,
        _server: SMTP,
        session: Session,
        _envelope: Envelope,
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        refusal = self.answers.get("EHLO")
        return [refusal] if refusal else responses

    async def handle_HELO(  # noqa: N802 - aiosmtpd calls it so
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str
    ) -> str:
        session.host_name = hostname
        return self.answers.get("EHLO", "250 here")

    async def handle_MAIL(  # noqa: N802 - aiosmtpd calls it so
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if refusal := self.answers.get("MAIL"):
            return refusal
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it so
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        self.asked_for.append(address)
        refusal = self.answers.get("RCPT") or self.answers.get(address)
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        refusal = self.answers.get("DATA")
        if refusal and refusal != "hang up":
            return refusal
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(
            envelope.content, _class=EmailMessage, policy=default
        )
        self.taken.append(message)
        self.on_taken(message)
        if refusal and server.transport:
            server.transport.close()
        return "250 OK"
