"""Use case: who may do what here. Chiefs invite people, change their roles, and let them go.

Roles are Django's groups. Administrators are made and changed by administrators alone, in the
admin; nobody changes their own role. Each change is an entry in the admin's log.
"""

from typing import NamedTuple

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group, Permission, User
from django.contrib.auth.tokens import default_token_generator
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import IntegrityError, models, transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.models import ApiToken


class Role(models.TextChoices):
    """What somebody may do, the least first."""

    READER = "reader", _("reader")
    EDITOR = "editor", _("editor")
    CHIEF = "chief", _("chief")
    ADMINISTRATOR = "administrator", _("administrator")


GROUPS = {Role.EDITOR: "Editors", Role.CHIEF: "Chiefs"}
PERMISSIONS = {Role.EDITOR: ["add_correction"], Role.CHIEF: ["add_correction", "lead"]}
GIVEN = (Role.READER, Role.EDITOR, Role.CHIEF)  # what chiefs may make of somebody


class Refused(Exception):  # noqa: N818 - named for what it is
    """A change that nobody may make here; the message says why and who may."""


class Invitation(NamedTuple):
    """The parts of an address under which somebody sets their first password."""

    uidb64: str
    token: str


def make_groups(**_: object) -> None:
    """Have both after a migration; what an administrator lets one that exists do stays theirs."""
    ours = Permission.objects.filter(content_type__app_label="claims")
    for role, name in GROUPS.items():
        group, made = Group.objects.get_or_create(name=name)
        if made:
            group.permissions.set(ours.filter(codename__in=PERMISSIONS[role]))


def everybody() -> "QuerySet[User]":
    """By name, each with their groups and the number of tokens that still work (`tokens`)."""
    lasting = Q(api_tokens__expires_at=None) | Q(api_tokens__expires_at__gt=timezone.now())
    counted = User.objects.annotate(tokens=Count("api_tokens", filter=lasting))
    return counted.prefetch_related("groups").order_by("username")


def role_of(person: User) -> Role:
    """The highest that they have."""
    if person.is_superuser or person.is_staff:
        return Role.ADMINISTRATOR
    groups = {group.name for group in person.groups.all()}
    return next((role for role in reversed(GIVEN) if GROUPS.get(role) in groups), Role.READER)


@transaction.atomic
def invite(name: str, role: Role, *, by: User) -> User:
    """Make an account without a password. Raises `Refused` for a name that is taken."""
    taken = gettext("There is somebody called %(name)s already.") % {"name": name}
    if User.objects.filter(username__iexact=name).exists():
        raise Refused(taken)
    person = User(username=name)
    person.set_unusable_password()
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:  # somebody else invites them in this moment
        raise Refused(taken) from None
    _join(person, role)
    _note(person, f"Invited as {role}.", by=by, flag=ADDITION)
    return person


def invitation(person: User) -> Invitation:
    """A way in for who has no password yet; it ends after days, or once a password is set.

    Raises `Refused` for who has one: whoever holds the link could sign in as them.
    """
    if person.has_usable_password():
        message = gettext(
            "%(person)s has a password; an administrator can give them a new one."
        ) % {"person": person}
        raise Refused(message)
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    return Invitation(uid, default_token_generator.make_token(person))


@transaction.atomic
def change_role(pk: int, role: Role, *, by: User) -> User:
    """Make somebody reader, editor or chief. Raises `Refused`, `User.DoesNotExist`."""
    person = _changeable(pk, by)
    was = role_of(person)
    if was != role:
        _join(person, role)
        _note(person, f"Was {was}, now {role}.", by=by)
    return person


@transaction.atomic
def disable(pk: int, *, by: User) -> User:
    """Let somebody in no more: their sessions and tokens end. What they decided stays.

    Raises `Refused`, `User.DoesNotExist`.
    """
    person = _changeable(pk, by)
    User.objects.filter(pk=pk).update(is_active=False)
    _end_sessions(person)
    now = timezone.now()
    lasting = ApiToken.objects.filter(user=person)
    lasting.filter(Q(expires_at=None) | Q(expires_at__gt=now)).update(expires_at=now)
    _note(person, "Disabled; sessions and tokens ended.", by=by)
    return person


@transaction.atomic
def enable(pk: int, *, by: User) -> User:
    """Let somebody in again, by signing in anew. Raises `Refused`, `User.DoesNotExist`."""
    person = _changeable(pk, by)
    User.objects.filter(pk=pk).update(is_active=True)
    _note(person, "Enabled.", by=by)
    return person


def _changeable(pk: int, by: User) -> User:
    person = User.objects.select_for_update().get(pk=pk)
    if person.pk == by.pk:
        message = gettext("Your own role is for others to change.")
        raise Refused(message)
    if role_of(person) == Role.ADMINISTRATOR:
        message = gettext("%(person)s is an administrator: that is changed in the admin.") % {
            "person": person
        }
        raise Refused(message)
    return person


def _join(person: User, role: Role) -> None:
    """Have them in the group of that role, and in none of the others'."""
    person.groups.remove(*Group.objects.filter(name__in=GROUPS.values()))
    if role in GROUPS:
        person.groups.add(Group.objects.get(name=GROUPS[role]))


def _end_sessions(person: User) -> None:
    """Delete theirs: once they were enabled again, those would let them in."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()):
        if session.get_decoded().get(SESSION_KEY) == str(person.pk):
            session.delete()


def _note(person: User, what: str, *, by: User, flag: int = CHANGE) -> None:
    LogEntry.objects.create(
        user=by,
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(person.pk),
        object_repr=str(person),
        action_flag=flag,
        change_message=what,
    )
