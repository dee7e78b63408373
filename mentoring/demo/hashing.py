"""A quick hash for the passwords of the demo, which are printed for everybody."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2 with as little work as it takes: a hundred people choose in a second."""

    time_cost = 1
    memory_cost = 64
    parallelism = 1
