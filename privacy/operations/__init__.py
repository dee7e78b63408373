"""The acts on what this app keeps: forgetting, purging, sealing anew."""

from privacy.operations.retention import forget, purge

__all__ = ["forget", "purge"]
