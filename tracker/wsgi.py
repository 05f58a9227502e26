"""The door through which a WSGI server calls the site."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from tracker.requests import Utf8Request

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
application = get_wsgi_application()
application.request_class = Utf8Request
# What is loaded by now stays: a collection that looks through it stops a request for 0.1 s.
gc.collect()
gc.freeze()
