"""The door through which a WSGI server calls the site."""

import os

from django.core.wsgi import get_wsgi_application

from tracker.collecting import settle
from tracker.requests import Utf8Request

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
application = get_wsgi_application()
application.request_class = Utf8Request
settle()
