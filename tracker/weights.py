"""Numbers by name out of a setting, over defaults."""

from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured


def weights(setting: str, given: Mapping[str, str], **defaults: float) -> dict[str, float]:
    """The defaults with what is given over them; a name or number that can't be is refused."""
    for name, value in given.items():
        if name not in defaults:
            known = ", ".join(defaults)
            message = f"{setting}: there is no weight {name!r}; known are {known}"
            raise ImproperlyConfigured(message)
        if not _is_number(value):
            message = f"{setting}: {name}={value} is no number; write for example {name}=1.5"
            raise ImproperlyConfigured(message)
    return defaults | {name: float(value) for name, value in given.items()}


def _is_number(value: str) -> bool:
    return value.strip().removeprefix("-").replace(".", "", 1).isdecimal()
