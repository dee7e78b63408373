#!/usr/bin/env python3
"""The one command: it makes its own environment, then does what Django's does."""

import importlib
import sys

from mentoring import data_folder, environment

if __name__ == "__main__":
    environment.enter(sys.argv)
    arguments = data_folder.settle(sys.argv)
    management = importlib.import_module("django.core.management")
    management.execute_from_command_line(arguments)
