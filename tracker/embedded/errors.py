"""What the embedded services say when they can't serve."""


class ServiceError(Exception):
    """An embedded service can't run here; the message is one line for the terminal."""
