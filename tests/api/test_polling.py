"""ETags: polling without news costs no body."""

import pytest

from claims.corrections import Decision, Field, decide
from tests.builders import make_editor, make_revision, make_statement

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/api/v1/statements", "/api/v1/statements/{}"])
def test_who_holds_the_present_state_gets_a_304_without_a_body(api, address):
    address = address.format(make_statement().pk)
    etag = api.get(address)["ETag"]

    answer = api.get(address, headers={"If-None-Match": etag})

    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag)


@pytest.mark.parametrize("address", ["/api/v1/statements", "/api/v1/statements/{}"])
def test_a_correction_changes_the_etag_of_list_and_detail(api, address):
    statement = make_statement()
    address = address.format(statement.pk)
    etag = api.get(address)["ETag"]
    decision = Decision(Field.KIND, "indirect")
    decide(statement.pk, [decision], editor=make_editor(), version=statement.version)

    assert api.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_etags_are_strong(api):
    assert api.etag(make_statement()).startswith('"')


def test_an_accept_header_with_an_indent_changes_no_byte(api):
    address = f"/api/v1/statements/{make_statement().pk}"

    indented = api.get(address, headers={"Accept": "application/json; indent=4"})

    assert indented["ETag"] == api.get(address)["ETag"]


def test_what_a_reader_may_see_has_an_etag_of_its_own(api, reader):
    address = f"/api/v1/articles/{make_revision().article_id}"

    assert api.get(address)["ETag"] != reader.get(address)["ETag"]
    assert {"Authorization", "Cookie"} <= set(api.get(address)["Vary"].split(", "))
