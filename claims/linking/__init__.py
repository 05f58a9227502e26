"""PURE: which events a report refers to, and which reports are of one utterance.

Imports no Django, no database, no network.
"""
