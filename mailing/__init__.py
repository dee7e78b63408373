"""The outbox: letters promised with the act, rendered and delivered after it."""
