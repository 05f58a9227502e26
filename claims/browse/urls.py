"""The pages for journalists."""

from django.urls import path, register_converter

from claims.browse import linked_data, lists, quality, saving
from claims.browse.articles import article
from claims.browse.citations import citation, citation_json, cite
from claims.browse.comparing import compare
from claims.browse.events import event, events
from claims.browse.forms import FormConverter
from claims.browse.outlets import outlet, outlets
from claims.browse.revisions import revision
from claims.browse.speakers import speaker, speakers
from claims.browse.statements import statement
from claims.browse.timeline import timeline

register_converter(FormConverter, "form")

urlpatterns = [
    path("", timeline, name="timeline"),
    path("statements/<int:pk>/", statement, name="statement"),
    path("statements/<int:pk>.jsonld", linked_data.statement, name="statement-linked"),
    path("articles/<int:pk>.annotations.jsonld", linked_data.annotations, name="annotations"),
    path("reports/<int:pk>.annotation.jsonld", linked_data.annotation, name="annotation"),
    path("statements/<int:pk>/cite/", cite, name="cite"),
    path("citations/<slug:key>/", citation, name="citation"),
    path("citations/<slug:key>.json", citation_json, name="citation-json"),
    path("searches/", saving.searches, name="searches"),
    path("searches/<int:pk>/rename/", saving.rename, name="search-rename"),
    path("searches/<int:pk>/delete/", saving.delete, name="search-delete"),
    path("speakers/", speakers, name="speakers"),
    path("speakers/<slug:slug>/", speaker, name="speaker"),
    path("compare/", compare, name="compare"),
    path("events/", events, name="events"),
    path("events/<slug:slug>/", event, name="event"),
    path("articles/<int:pk>/", article, name="article"),
    path("articles/<int:pk>/revisions/<int:number>/", revision, name="revision"),
    path("quality/", quality.figures, name="quality"),
    path("outlets/", outlets, name="outlets"),
    path("outlets/<slug:slug>/", outlet, name="outlet"),
    path("timeline.<form:form>", lists.timeline, name="timeline-form"),
    path("speakers.<form:form>", lists.speakers, name="speakers-form"),
    path("speakers/<slug:slug>.<form:form>", lists.speaker, name="speaker-form"),
    path("events.<form:form>", lists.events, name="events-form"),
    path("events/<slug:slug>.<form:form>", lists.event, name="event-form"),
    path("outlets.<form:form>", lists.outlets, name="outlets-form"),
    path("outlets/<slug:slug>.<form:form>", lists.outlet, name="outlet-form"),
]
