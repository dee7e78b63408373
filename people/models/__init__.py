"""The tables of people, one concept per file."""

from people.models.cards import Card
from people.models.chart import Chart, ReportingLine
from people.models.imports import ImportBatch, ImportChange
from people.models.line_requests import Concerned, LineRequest
from people.models.person import ExternalId, Person
from people.models.presence import Absence, Consent, Shift
from people.models.roles import CompanyRole
from people.models.sessions import BrowserSession
from people.models.sites import Site
from people.models.work import Employment

__all__ = [
    "Absence",
    "BrowserSession",
    "Card",
    "Chart",
    "CompanyRole",
    "Concerned",
    "Consent",
    "Employment",
    "ExternalId",
    "ImportBatch",
    "ImportChange",
    "LineRequest",
    "Person",
    "ReportingLine",
    "Shift",
    "Site",
]
