"""The column that a search looks in: other columns of its row, as plain words."""

from typing import Any

from django.db import models

from people.rules import MOST_LETTERS, folded


class FindableField(models.CharField):  # type: ignore[type-arg]  # no type at run time
    """Holds what a row is found by, renewed whenever `save` or `bulk_create` writes it.

    Kept in the row, because neither SQLite nor a plain PostgreSQL can look past an
    accent by itself. Whoever writes in another way asks `people.operations.finding`.
    """

    def __init__(self, *args: Any, of: tuple[str, ...] = (), **options: Any) -> None:  # noqa: ANN401 - Django's signature
        options |= {"max_length": MOST_LETTERS, "editable": False, "default": ""}
        super().__init__(*args, **options)
        self.of = of

    def deconstruct(self) -> Any:  # noqa: ANN401 - idem
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: ARG002, FBT001 - idem
        words = words_in(model_instance, self.of)
        setattr(model_instance, self.attname, words)
        return words


def words_in(row: models.Model, of: tuple[str, ...]) -> str:
    """Give the words that these columns of a row hold."""
    return folded(*(getattr(row, name) or "" for name in of))
