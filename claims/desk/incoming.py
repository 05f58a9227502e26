"""Pages on which editors say what comes in: feeds found on a site, articles of their own."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any, BinaryIO, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from claims.desk.access import DeskRequest, editors_only
from claims.desk.overview import render_desk
from sources.documents import MOST_BYTES, Given
from sources.fetching import Fetcher
from sources.finding import FoundSite, find_feeds
from sources.following import Followed, follow
from sources.gathering import Found, of_upload, to_be_fetched
from sources.models import Feed
from sources.parsing.outlets import (
    LONGEST_FEED,
    LONGEST_HOMEPAGE,
    LONGEST_NAME,
    ListedFeed,
    ListedOutlet,
    fault_in_address,
)
from sources.parsing.published import PublishedError, parse_published
from sources.parsing.refusals import Refused
from sources.receiving import hand_over

SECONDS = 10.0  # for one answer: somebody waits for the page
LATELY = 20
MOST_ADDRESSES = 200


def web_address(value: str) -> None:
    """Refuse what is no web address."""
    fault = fault_in_address(value, LONGEST_FEED)
    if fault:
        raise ValidationError(fault)


class SiteForm(forms.Form):
    """The address of a site, as people write it."""

    site = forms.CharField(max_length=LONGEST_FEED)

    def clean_site(self) -> str:
        """With its scheme."""
        site: str = self.cleaned_data["site"].strip()
        site = site if "://" in site else f"https://{site}"
        web_address(site)
        return site


class FollowForm(forms.Form):
    """The feeds that were chosen, and whose they are."""

    outlet = forms.CharField(max_length=LONGEST_NAME)
    homepage = forms.CharField(
        max_length=LONGEST_HOMEPAGE, required=False, validators=[web_address]
    )

    def __init__(self, feeds: list[str], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """With the addresses that were ticked."""
        super().__init__(*args, **kwargs)
        self.feeds = feeds

    def clean(self) -> None:
        """At least one feed, and nothing that is none."""
        super().clean()
        if not self.feeds:
            self.add_error(None, gettext("Tick a feed."))
        for feed in self.feeds:
            web_address(feed)

    def listed(self) -> ListedOutlet:
        """What the form says, as an entry of a list."""
        told = self.cleaned_data
        name = " ".join(told["outlet"].split())
        feeds = tuple(map(ListedFeed, self.feeds))
        return ListedOutlet("the form", name, told["homepage"], feeds)


class BringForm(forms.Form):
    """Addresses, a line each, and files; what is told fills in what they don't say themselves."""

    addresses = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    outlet = forms.CharField(required=False, max_length=LONGEST_NAME)
    published = forms.CharField(required=False, max_length=40)

    def __init__(self, uploads: list[Any], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """With the files that came."""
        super().__init__(*args, **kwargs)
        self.uploads = uploads

    def clean_addresses(self) -> list[str]:
        """One address a line."""
        lines = list(dict.fromkeys(str(self.cleaned_data["addresses"]).split()))
        for line in lines:
            web_address(line)
        if len(lines) > MOST_ADDRESSES:
            message = gettext("More than %(number)s addresses: write them in a file, a line each.")
            message %= {"number": MOST_ADDRESSES}
            raise ValidationError(message)
        return lines

    def clean_published(self) -> str:
        """A date as the articles' contract has it."""
        written: str = self.cleaned_data["published"].strip()
        try:
            return parse_published(written).iso if written else ""
        except PublishedError as error:
            raise ValidationError(str(error)) from None

    def clean(self) -> None:
        """Something must come, and no more than a request should hold."""
        super().clean()
        if not self.uploads and not self.cleaned_data.get("addresses") and not self.errors:
            self.add_error(None, gettext("Write an address or choose a file."))
        if sum(file.size or 0 for file in self.uploads) > MOST_BYTES:
            limit = MOST_BYTES >> 20
            told = gettext("More than %(limit)s MiB: use `manage.py ingest`, which takes any size.")
            self.add_error(None, told % {"limit": limit})

    def found(self) -> Iterator[Found]:
        """The documents, a refusal in place of each file that can't be read."""
        told = self.cleaned_data
        given = Given(outlet=told["outlet"], published=told["published"])
        yield from chain.from_iterable(to_be_fetched(url, given) for url in told["addresses"])
        for upload in self.uploads:
            yield from of_upload(upload.name or "", cast(BinaryIO, upload.file), given)


@editors_only
@require_safe
def incoming(request: DeskRequest) -> HttpResponse:
    """What is followed, and the forms with which more comes in."""
    return _page(request, {})


@editors_only
@require_POST
def find(request: DeskRequest) -> HttpResponse:
    """Ask a site for its feeds, and show them with what they hold."""
    form = SiteForm(request.POST)
    if not form.is_valid():
        return _page(request, {"site_form": form}, status=422)
    site = find_feeds(form.cleaned_data["site"], Fetcher(seconds=SECONDS))
    known = next((feed.known.outlet.name for feed in site.feeds if feed.known), site.name)
    follow_form = FollowForm([], initial={"outlet": known, "homepage": site.homepage})
    return _page(
        request,
        {"site_form": form, "site": site, "chosen": _likeliest(site), "follow_form": follow_form},
    )


@editors_only
@require_POST
def follow_feeds(request: DeskRequest) -> HttpResponse:
    """Follow the feeds that were ticked."""
    form = FollowForm(request.POST.getlist("feed"), request.POST)
    if not form.is_valid():
        return _page(request, {"follow_form": form, "chosen": form.feeds}, status=422)
    _announce(request, form.cleaned_data["outlet"], follow([form.listed()]))
    return redirect("desk-sources")


@editors_only
@require_POST
def bring(request: DeskRequest) -> HttpResponse:
    """Hand addresses and files over to the workers."""
    form = BringForm(request.FILES.getlist("files"), request.POST)
    if not form.is_valid():
        return _page(request, {"bring_form": form}, status=422)
    refused: list[Refused] = []
    count = hand_over(_sound(form.found(), refused))
    for fault in refused:
        messages.error(request, str(fault))
    if count:
        told = ngettext(
            "%(count)s document handed over to the workers.",
            "%(count)s documents handed over to the workers.",
            count,
        )
        messages.success(request, told % {"count": count})
    return redirect("desk-sources")


def _sound(found: Iterable[Found], refused: list[Refused]) -> Iterator[Any]:
    for item in found:
        if isinstance(item, Refused):
            refused.append(item)
        else:
            yield item


def _likeliest(site: FoundSite) -> list[str]:
    """The one feed that most people want: the first that holds stories and is not followed yet."""
    fit = (feed.url for feed in site.feeds if not feed.error and not feed.known)
    return list(islice(fit, 1))


def _announce(request: DeskRequest, outlet: str, followed: Followed) -> None:
    for kept in followed.kept:
        messages.warning(request, gettext("Kept as it is here: %(kept)s.") % {"kept": kept})
    count = len(followed.feeds)
    if count:
        told = ngettext(
            "%(count)s feed of %(outlet)s followed from now on.",
            "%(count)s feeds of %(outlet)s followed from now on.",
            count,
        )
        messages.success(request, told % {"count": count, "outlet": outlet})
    else:
        told = gettext("All of that is followed already (%(outlet)s).")
        messages.info(request, told % {"outlet": outlet})


def _page(request: DeskRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    lately = Feed.objects.select_related("outlet").order_by("-pk")[:LATELY]
    forms_of_page = {"site_form": SiteForm(), "bring_form": BringForm([])}
    shown = forms_of_page | {"feeds": lately, "most_shown": LATELY} | context
    return render_desk(request, "desk/incoming.html", shown, status=status)
