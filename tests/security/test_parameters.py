"""No value of any parameter of the API breaks a list, one parameter at a time."""

import pytest
from django.test import Client
from rest_framework.test import APIRequestFactory

from claims.api.changes import LISTS
from tests.security.addresses import World
from tests.security.test_matrix import JUNK

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.uncounted,
    pytest.mark.usefixtures("no_limits"),
]

VALUES = [
    *JUNK,
    "NaN",
    "1e999",
    "Infinity",
    "\ufffe",
    "0001-01-01T00:00:00+14:00",
    "²",
    ",",
    "a,\x00",
]


def parameters(kind: str) -> list[str]:
    """The names that the list knows."""
    return [*LISTS[kind](action="list", request=APIRequestFactory().get("/")).known()]


@pytest.mark.parametrize("kind", LISTS)
def test_no_value_of_a_parameter_breaks_a_list(kind):
    World.make()
    client, address = Client(raise_request_exception=False), f"/api/v1/{kind}s"

    found = {
        f"{name}={value[:40]!r}": answer.status_code
        for name in parameters(kind)
        for value in VALUES
        if (answer := client.get(address, {name: value})).status_code not in (200, 400)
    }

    assert found == {}
