"""Admin of outlets and feeds; what came in can be looked at, and put back in the queue."""

from typing import Any, Protocol

from django.contrib import admin, messages
from django.db import models
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import ngettext

from sources.models import Article, Feed, Fetch, Host, Outlet, Revision, Work
from sources.models.outlets import FeedQuerySet


class LookAtOnly(admin.ModelAdmin):
    """Rows that people read here and the product alone writes."""

    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody changes."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody deletes."""
        return False


class Retriable(Protocol):
    """A queryset of work."""

    def retry(self) -> int:
        """Put failed rows back in the queue."""


class WorkAdmin(LookAtOnly):
    """Work of the queue: what failed shows why, and can be tried again."""

    actions = ["retry"]
    date_hierarchy = "created_at"

    @admin.action(description="Try failed ones again", permissions=["retry"])
    def retry(self, request: HttpRequest, queryset: Retriable) -> None:
        """Only failed rows go back; the rest of the selection stays as it is."""
        count = queryset.retry()
        messages.info(request, f"{count} put back in the queue.")

    def has_retry_permission(self, request: HttpRequest) -> bool:
        """Who may change the rows, were they to be changed."""
        meta = self.opts
        return request.user.has_perm(f"{meta.app_label}.change_{meta.model_name}")

    @admin.display(description="error")
    def short_error(self, row: Work) -> str:
        """The error's head."""
        return row.error[:120]


HTTPS: "dict[type[models.Field[Any, Any]], dict[str, Any]]" = {
    models.URLField: {"assume_scheme": "https"}
}


class FeedInline(admin.TabularInline):
    """The outlet's feeds."""

    model = Feed
    fields = ["url", "active", "every_minutes"]
    formfield_overrides = HTTPS
    extra = 0


@admin.register(Outlet)
class OutletAdmin(admin.ModelAdmin):
    """Who publishes, with their feeds."""

    list_display = ["name", "homepage", "article_count"]
    search_fields = ["name", "homepage"]
    prepopulated_fields = {"slug": ["name"]}
    formfield_overrides = HTTPS
    inlines = [FeedInline]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Outlet]":
        """With the number of articles."""
        queryset: QuerySet[Outlet] = super().get_queryset(request)
        return queryset.annotate(articles_here=Count("articles"))

    @admin.display(description="articles", ordering="articles_here")
    def article_count(self, outlet: Any) -> int:  # noqa: ANN401 - annotated
        """How many articles of it are here."""
        return int(outlet.articles_here)


@admin.register(Feed)
class FeedAdmin(admin.ModelAdmin):
    """Where new articles come from, and how that goes."""

    list_display = ["url", "outlet", "active", "due_at", "last_success_at", "failures", "error"]
    list_filter = ["active", ("error", admin.EmptyFieldListFilter), "outlet"]
    list_select_related = ["outlet"]
    search_fields = ["url", "outlet__name"]
    readonly_fields = [
        "interval_minutes",
        "etag",
        "last_modified",
        "last_success_at",
        "failures",
        "error",
    ]
    actions = ["ask_now"]
    formfield_overrides = HTTPS

    @admin.action(description="Ask now", permissions=["change"])
    def ask_now(self, request: HttpRequest, queryset: FeedQuerySet) -> None:
        """Make feeds due, and whole again where they were forgotten for their failures."""
        count = queryset.ask_now()
        told = ngettext("%(count)s feed is due.", "%(count)s feeds are due.", count)
        messages.info(request, told % {"count": count})


@admin.register(Host)
class HostAdmin(LookAtOnly):
    """Whom we ask, when next, and who can't be reached."""

    list_display = ["name", "next_at", "crawl_delay", "failures", "failing_since", "error"]
    list_filter = [("error", admin.EmptyFieldListFilter)]
    search_fields = ["name"]


class RevisionInline(admin.TabularInline):
    """The article's revisions, without their texts."""

    model = Revision
    fields = ("number", "title", "digest", "fetched_at")
    readonly_fields = ("number", "title", "digest", "fetched_at")
    show_change_link = True
    extra = 0
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Revision]":
        """A text may be megabytes."""
        return super().get_queryset(request).defer("text")


@admin.register(Article)
class ArticleAdmin(LookAtOnly):
    """What was published."""

    list_display = ["__str__", "outlet", "published", "language", "first_seen_at"]
    list_filter = ["language", "outlet"]
    list_select_related = ["outlet"]
    search_fields = ["title", "url"]
    inlines = [RevisionInline]


@admin.register(Revision)
class RevisionAdmin(LookAtOnly):
    """An article's texts as they stood."""

    list_display = ["article", "number", "title", "fetched_at"]
    list_select_related = ["article"]
    search_fields = ["title", "article__url", "article__title"]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Revision]":
        """A text may be megabytes, and a list shows none."""
        return super().get_queryset(request).defer("text")


@admin.register(Fetch)
class FetchAdmin(WorkAdmin):
    """What came or was asked for, and what was made of it."""

    list_display = [
        "__str__",
        "state",
        "attempts",
        "outcome",
        "status",
        "created_at",
        "short_error",
    ]
    list_filter = ["state", "outcome", "status"]
    search_fields = ["url", "origin", "error"]
    exclude = ["compressed"]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Fetch]":
        """The bytes are for the workers."""
        queryset: QuerySet[Fetch] = super().get_queryset(request).defer("compressed")
        return queryset.select_related("revision__article").defer("compressed", "revision__text")
