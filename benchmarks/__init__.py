"""What is measured: each module is a command; Django stands ready in all."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()
