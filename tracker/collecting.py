"""How a server looks for garbage."""

import gc

_MADE, _YOUNG, _OLD = 50_000, 5, 10


def settle() -> None:
    """Leave what is loaded by now out of every collection, and collect less often.

    A list of a hundred statements makes some 10,000 objects that refer to each other. By Python's
    own thresholds they are looked through a dozen times while they are still in use, and those of
    many requests are then freed at once, which stops one of the next for as long as it takes.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_MADE, _YOUNG, _OLD)
