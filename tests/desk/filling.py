"""Fills in the desk's forms as a browser does."""

from django.urls import reverse


def address(statement):
    return reverse("desk-statement", args=[statement.pk])


def filled_in(page, **changes):
    """What a browser posts of the form on that page, with some fields changed."""
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in data.items() if value is not None} | changes


def correct(client, statement, **changes):
    """Open the correction form, change some fields, save."""
    return client.post(address(statement), filled_in(client.get(address(statement)), **changes))
