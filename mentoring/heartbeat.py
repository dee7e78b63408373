"""Asks the web server of this container how it is: `python -m mentoring.heartbeat`.

Imports nothing but the standard library: it runs every half minute.
"""

import os
import sys
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit


def is_beating(address: str, site_url: str) -> bool:
    """Ask as the proxy in front would: by the site's own name and scheme."""
    site = urlsplit(site_url)
    connection = HTTPConnection(address, timeout=5)
    headers = {"Host": site.netloc, "X-Forwarded-Proto": site.scheme}
    try:
        connection.request("GET", "/health", headers=headers)
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(not is_beating("127.0.0.1:8000", os.environ["SITE_URL"]))
