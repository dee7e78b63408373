"""The product's own settings, with the environment that a test run has."""

import base64
import os

os.environ.setdefault("SECRET_KEY", "a key for tests that opens nothing anywhere else!")
os.environ.setdefault(
    "NOTES_KEYS",
    f"test:{base64.b64encode(b'key ring of the test suite only!').decode()}",
)
os.environ.setdefault("SITE_URL", "http://testserver")
os.environ.setdefault("ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")
os.environ.setdefault("DATABASE_POOL", "off")
os.environ.setdefault("LANGUAGE_CODE", "en")
os.environ.setdefault("REQUIRE_MFA", "off")

from mentoring.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILBOX_ANSWER_SECONDS = 0.0
WHITENOISE_AUTOREFRESH = True
