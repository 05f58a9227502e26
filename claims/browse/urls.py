"""The pages for journalists."""

from django.urls import path

from claims.browse.articles import article
from claims.browse.events import event, events
from claims.browse.outlets import outlet, outlets
from claims.browse.revisions import revision
from claims.browse.speakers import speaker, speakers
from claims.browse.statements import statement
from claims.browse.timeline import timeline

urlpatterns = [
    path("", timeline, name="timeline"),
    path("statements/<int:pk>/", statement, name="statement"),
    path("speakers/", speakers, name="speakers"),
    path("speakers/<slug:slug>/", speaker, name="speaker"),
    path("events/", events, name="events"),
    path("events/<slug:slug>/", event, name="event"),
    path("articles/<int:pk>/", article, name="article"),
    path("articles/<int:pk>/revisions/<int:number>/", revision, name="revision"),
    path("outlets/", outlets, name="outlets"),
    path("outlets/<slug:slug>/", outlet, name="outlet"),
]
