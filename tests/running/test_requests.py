"""What the site makes of a request before any view sees it."""

import pytest
from django.test import RequestFactory

from tracker.requests import Utf8Request


@pytest.mark.parametrize("charset", ["zlib", "idna", "utf-16", "undefined", "nonsense", "utf-8"])
def test_no_charset_decides_how_a_query_is_read(charset):
    environ = RequestFactory().get("/?q=caf%C3%A9").environ

    request = Utf8Request(environ | {"CONTENT_TYPE": f"text/plain; charset={charset}"})

    assert request.GET["q"] == "café"
    assert request.content_type == "text/plain"


def test_a_form_is_read_as_browsers_send_it():
    form = "application/x-www-form-urlencoded"
    environ = RequestFactory().post("/", "q=caf%C3%A9", form).environ

    assert Utf8Request(environ).POST["q"] == "café"
