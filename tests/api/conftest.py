"""A client as a program has it, and one for an editor's token."""

import json

import pytest
from django.core.cache import cache
from django.test import Client

from claims.models import ApiToken, Scope
from tests.builders import make_editor, make_user


class ApiClient(Client):
    """Django's client, with a token where one is given and JSON for bodies."""

    def change(self, address: str, etag: str | None = None, **body):
        headers = {"If-Match": etag} if etag is not None else {}
        told = json.dumps(body)
        return self.patch(address, told, content_type="application/json", headers=headers)

    def correct(self, statement, etag: str | None = None, **body):
        return self.change(f"/api/v1/statements/{statement.pk}", etag, **body)

    def etag(self, statement) -> str:
        return self.get(f"/api/v1/statements/{statement.pk}")["ETag"]


def holder(user, *scopes: str, **fields) -> ApiClient:
    """Whoever has a token of that user for these scopes."""
    token = ApiToken.issue(user, "tests", scopes, **fields)
    return ApiClient(headers={"Authorization": f"Bearer {token}"})


def client_of(user) -> ApiClient:
    return holder(user, Scope.READ, Scope.CORRECT)


@pytest.fixture(autouse=True)
def own_cache(settings):
    """Requests of other tests count towards no limit."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def api() -> ApiClient:
    return ApiClient()


@pytest.fixture
def reader() -> ApiClient:
    return client_of(make_user("reader"))


@pytest.fixture
def editor() -> ApiClient:
    return client_of(make_editor("ada"))
