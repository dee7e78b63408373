"""Every act of a pair, one concern per file; a person's erasure and the purge."""

from sessions_log.operations.retention import forget, purge

__all__ = ["forget", "purge"]
