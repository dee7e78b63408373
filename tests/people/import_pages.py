"""The pages of the import as hr uses them: a file handed in, looked at, applied."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from people.models import ImportBatch
from people.operations import imports

NEW = "/people/import/"
COMPANY = (
    "Number;Name;Manager;Salary;Colour\n1;Carla;;100;red\n7;Anna;1;90;blue\n8;;1;80;\n"
)


def hand_in(
    client: Client, content: str | bytes = COMPANY, name: str = "people.csv"
) -> Any:  # noqa: ANN401 - what a test client answers
    data = content.encode() if isinstance(content, str) else content
    return client.post(NEW, {"file": SimpleUploadedFile(name, data)})


def batch_of(client: Client, content: str | bytes = COMPANY) -> ImportBatch:
    """Hand a file in and give what was kept of it."""
    response = hand_in(client, content)
    batch = ImportBatch.objects.order_by("-at").first()
    assert batch is not None
    assert response.url == address(batch)
    return batch


def address(batch: ImportBatch, page: str = "detail") -> str:
    return reverse(f"people:import_{page}", args=[batch.pk])


def text_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def apply(client: Client, batch: ImportBatch) -> Any:  # noqa: ANN401 - idem
    report = imports.report_of(ImportBatch.objects.get(pk=batch.pk))
    assert report is not None
    return client.post(address(batch, "apply"), {"plan": report.plan}, follow=True)
