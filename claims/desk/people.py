"""The chiefs' page of people: who is what, invitations, and who comes in no more."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from claims import people as use_case
from claims.desk.access import DeskRequest, chiefs_only
from claims.desk.overview import render_desk
from claims.people import GIVEN, Refused, Role, everybody, role_of

PAGE = 50

ROLES = [(role.value, role.label) for role in GIVEN]


class RoleForm(forms.Form):
    """What somebody becomes."""

    role = forms.ChoiceField(choices=ROLES, label=_("Role"))


class InvitationForm(RoleForm):
    """Who comes, and as what."""

    name = forms.CharField(
        max_length=150,
        validators=[User.username_validator],
        label=_("Name"),
        help_text=_("With which they sign in: letters, digits and @ . + - _"),
    )
    field_order = ["name", "role"]

    def clean_name(self) -> str:
        """One that nobody has, however it is written."""
        name: str = self.cleaned_data["name"]
        if User.objects.filter(username__iexact=name).exists():
            message = gettext("There is somebody called %(name)s already.") % {"name": name}
            raise ValidationError(message)
        return name


@never_cache
@chiefs_only
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: DeskRequest) -> HttpResponse:
    """Everybody by name; a new invitation is shown in the answer to the form, and never again."""
    form = InvitationForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, form, status=422 if form.errors else 200)
    try:
        role = Role(form.cleaned_data["role"])
        person = use_case.invite(form.cleaned_data["name"], role, by=request.user)
    except Refused as error:  # somebody was quicker
        form.add_error("name", str(error))
        return _page(request, form, status=422)
    return _page(request, InvitationForm(), invited=person, link=_link(request, person))


@never_cache
@chiefs_only
@require_POST
def invitation(request: DeskRequest, pk: int) -> HttpResponse:
    """Another link for who was invited and has set no password yet."""
    person = get_object_or_404(User, pk=pk, is_active=True)
    try:
        link = _link(request, person)
    except Refused as error:
        messages.error(request, str(error))
        return redirect("desk-people")
    return _page(request, InvitationForm(), invited=person, link=link)


@chiefs_only
@require_POST
def role(request: DeskRequest, pk: int) -> HttpResponse:
    """Make somebody reader, editor or chief."""
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, gettext("Choose reader, editor or chief: nothing was changed."))
        return redirect("desk-people")
    wanted = Role(form.cleaned_data["role"])
    return _change(request, pk, lambda: use_case.change_role(pk, wanted, by=request.user), wanted)


@chiefs_only
@require_POST
def active(request: DeskRequest, pk: int) -> HttpResponse:
    """Disable somebody, or enable them again."""
    if request.POST.get("active") == "yes":
        return _change(
            request, pk, lambda: use_case.enable(pk, by=request.user), gettext("enabled")
        )
    done = gettext("disabled; their sessions and tokens have ended")
    return _change(request, pk, lambda: use_case.disable(pk, by=request.user), done)


def _change(request: DeskRequest, pk: int, change: Callable[[], User], done: str) -> HttpResponse:
    get_object_or_404(User, pk=pk)
    try:
        person = change()
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, gettext("%(person)s is now %(done)s.") % {"person": person, "done": done}
        )
    return redirect("desk-people")


def _link(request: HttpRequest, person: User) -> str:
    parts = use_case.invitation(person)._asdict()
    return request.build_absolute_uri(reverse("invitation", kwargs=parts))


def _page(
    request: DeskRequest,
    form: InvitationForm,
    *,
    status: int = 200,
    **more: Any,  # noqa: ANN401 - context
) -> HttpResponse:
    page = Paginator(everybody(), PAGE).get_page(request.GET.get("page"))
    listed = [(person, role_of(person)) for person in page]
    context = {"form": form, "page": page, "people": listed, "roles": ROLES, **more}
    return render_desk(request, "desk/people.html", context, status=status)
