"""What the invented people write, each in their own language."""

import tomllib
from functools import cache
from pathlib import Path

Texts = dict[str, dict[str, list[str]]]


@cache
def in_language(language: str) -> Texts:
    """Give the sentences of one language, by matter and kind."""
    file = Path(__file__).with_name(f"{language}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))
