"""Signing in and out, changing one's password, and what somebody sees who guesses."""

from axes.helpers import get_cool_off
from django.contrib import messages
from django.contrib.auth import views
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext


def locked_out(
    request: HttpRequest, _response: HttpResponse | None, _credentials: dict[str, str] | None
) -> HttpResponse:
    """The page after too many wrong passwords: when to try again at the latest."""
    wait = get_cool_off(request)
    context = {"minutes": round(wait.total_seconds() / 60), "until": timezone.now() + wait}
    response = render(request, "registration/locked_out.html", context, status=429)
    response["Retry-After"] = str(round(wait.total_seconds()))
    return response


class Invitation(views.PasswordResetConfirmView):
    """Where somebody who was invited sets their first password; then they sign in."""

    template_name = "registration/invitation.html"
    success_url = reverse_lazy("sign-in")
    http_method_names = ["get", "head", "post"]
    reset_url_token = "new-password"  # noqa: S105 - what stands in the address instead of the token

    def form_valid(self, form: "SetPasswordForm[User]") -> HttpResponse:
        """Set it, and say what comes next."""
        messages.success(self.request, gettext("Your password is set. Sign in with it."))
        return super().form_valid(form)


urlpatterns = [
    path("invitation/<uidb64>/<token>/", Invitation.as_view(), name="invitation"),
    path(
        "sign-in/",
        views.LoginView.as_view(template_name="registration/sign_in.html"),
        name="sign-in",
    ),
    path("sign-out/", views.LogoutView.as_view(), name="sign-out"),
    path(
        "password/",
        views.PasswordChangeView.as_view(
            template_name="registration/password.html",
            success_url=reverse_lazy("password-changed"),
            http_method_names=["get", "head", "post"],
        ),
        name="password",
    ),
    path(
        "password/changed/",
        views.PasswordChangeDoneView.as_view(template_name="registration/password_changed.html"),
        name="password-changed",
    ),
]
