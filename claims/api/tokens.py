"""The page on which people make and revoke the tokens of their programs."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from claims.models import ApiToken, Scope

LIFETIMES = [
    ("7", _("a week")),
    ("30", _("30 days")),
    ("90", _("90 days")),
    ("365", _("a year")),
    ("", _("no end")),
]


class TokenForm(forms.Form):
    """What a token is for, what it may do, and for how long."""

    label = forms.CharField(max_length=100, label=_("What it is for"))
    scopes = forms.MultipleChoiceField(
        choices=Scope.choices, widget=forms.CheckboxSelectMultiple, label=_("It may")
    )
    days = forms.ChoiceField(choices=LIFETIMES, required=False, label=_("For"))

    def __init__(self, user: User, data: Mapping[str, Any] | None = None) -> None:
        """Offer what the user may do."""
        initial = {"scopes": [Scope.READ], "days": "90"}
        super().__init__(data, initial=initial)
        field = cast(forms.MultipleChoiceField, self.fields["scopes"])
        if not user.has_perm("claims.add_correction"):
            field.choices = [choice for choice in Scope.choices if choice[0] == Scope.READ]

    @property
    def expires_at(self) -> datetime | None:
        """When the token ends."""
        days = self.cleaned_data["days"]
        return timezone.now() + timedelta(days=int(days)) if days else None


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """One's own tokens; a new one is shown in the answer to the form, and never again."""
    user = cast(User, request.user)
    form = TokenForm(user, request.POST if request.method == "POST" else None)
    made = None
    if form.is_valid():
        told = form.cleaned_data
        made = ApiToken.issue(user, told["label"], told["scopes"], form.expires_at)
        form = TokenForm(user)
    listed = ApiToken.objects.filter(user=user).in_order()
    context = {"form": form, "made": made, "tokens": listed}
    return render(request, "api/tokens.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own tokens at once."""
    token = get_object_or_404(ApiToken, pk=pk, user=cast(User, request.user))
    token.delete()
    messages.success(request, gettext("The token “%(label)s” is revoked.") % {"label": token.label})
    return redirect("tokens")


urlpatterns = [
    path("", tokens, name="tokens"),
    path("<int:pk>/revoke/", revoke, name="token-revoke"),
]
