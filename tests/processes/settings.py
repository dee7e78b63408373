"""The settings of the processes that these tests start, apart from everybody else's."""

import os

from tests.settings import *  # noqa: F403 - the same settings, but for one

# Whoever else uses this Redis neither takes our tasks nor gets them.
CELERY_BROKER_TRANSPORT_OPTIONS = {  # type: ignore[assignment]  # of other types there
    "visibility_timeout": 3600,
    "global_keyprefix": os.environ["KEYS_OF_THIS_RUN"],
}
