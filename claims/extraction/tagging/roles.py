"""The labels of the tagger's heads, in the order of its outputs."""

ROLES = ("source", "cue", "content")
LABELS = ("O", *(f"{place}-{role}" for role in ROLES for place in "BI"))
NAMES = ("person", "body", "place")
NAME_LABELS = ("O", *(f"{place}-{name}" for name in NAMES for place in "BI"))
