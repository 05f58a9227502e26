"""Where the desk's pages are."""

from django.urls import path

from claims.desk import (
    alike,
    deciding,
    drifts,
    incoming,
    keys,
    overview,
    pairs,
    proposing,
    rechecking,
    relations,
    skipping,
    taking_back,
)

urlpatterns = [
    path("", overview.queue, name="desk"),
    path("decisions/", overview.decisions, name="desk-decisions"),
    path("unplaced/", overview.unplaced, name="desk-unplaced"),
    path("relations/", relations.proposed, name="desk-relations"),
    path("drifts/", drifts.drifts, name="desk-drifts"),
    path("statements/<int:pk>/drift/", drifts.look, name="desk-drift"),
    path("events/", proposing.proposals, name="desk-proposals"),
    path("events/<int:pk>/", proposing.proposal, name="desk-proposal"),
    path(
        "events/<int:pk>/statements/<int:statement>/split/",
        proposing.split_off,
        name="desk-proposal-split",
    ),
    path("event-decisions/<int:pk>/undo/", proposing.undo_event, name="desk-proposal-undo"),
    path("undo/", taking_back.undo_mine, name="desk-undo-mine"),
    path("keys/", keys.switch, name="desk-keys"),
    path("date/", deciding.date, name="desk-date"),
    path("statements/<int:pk>/", deciding.statement, name="desk-statement"),
    path("statements/<int:pk>/verdict/", deciding.verdict, name="desk-verdict"),
    path("statements/<int:pk>/skip/", skipping.skip, name="desk-skip"),
    path("pairs/", pairs.pairs, name="desk-pairs"),
    path("statements/<int:pk>/same/", pairs.pairing, name="desk-same"),
    path("statements/<int:pk>/relations/", relations.decide_on, name="desk-relation"),
    path("re-check/", rechecking.recheck, name="desk-recheck"),
    path("re-check/<int:pk>/", rechecking.answer, name="desk-recheck-answer"),
    path("sources/", incoming.incoming, name="desk-sources"),
    path("sources/find/", incoming.find, name="desk-sources-find"),
    path("sources/follow/", incoming.follow_feeds, name="desk-sources-follow"),
    path("sources/bring/", incoming.bring, name="desk-sources-bring"),
    path("corrections/<int:pk>/alike/", alike.alike, name="desk-alike"),
    path("batches/<int:pk>/", alike.batch, name="desk-batch"),
    path("batches/<int:pk>/undo/", alike.undo, name="desk-batch-undo"),
    path("corrections/<int:pk>/undo/", deciding.undo, name="desk-undo"),
]
