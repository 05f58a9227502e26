"""Now, once, one day: references that name no day."""

from claims.extraction.calendar.scene import Found, Scene

PRESENT, PAST, FUTURE = "PRESENT_REF", "PAST_REF", "FUTURE_REF"


def nothing(_: Found, __: Scene) -> None:
    """What only looks like a time."""


def present(_: Found, __: Scene) -> str:
    """Now, currently."""
    return PRESENT


def past(_: Found, __: Scene) -> str:
    """Recently, long ago."""
    return PAST


def future(_: Found, __: Scene) -> str:
    """Soon, in the near future."""
    return FUTURE
