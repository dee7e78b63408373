"""Answers that take as long for an address that somebody has as for one nobody has."""

import time
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def takes_the_same_time(view: View) -> View:
    """Hold an answer back until a fixed while has passed since the question.

    Promising a letter costs some milliseconds, and asking again and again would tell
    who has an account here. What is only looked at comes at once.
    """

    @wraps(view)
    def held_back(
        request: HttpRequest, /, *args: object, **kwargs: object
    ) -> HttpResponse:
        begun = time.monotonic()
        response = view(request, *args, **kwargs)
        if request.method == "POST":
            spent = time.monotonic() - begun
            time.sleep(max(0, settings.MAILBOX_ANSWER_SECONDS - spent))
        return response

    return held_back
