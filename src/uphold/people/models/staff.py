"""Those who answer: staff, the role each has for a provider, and teams."""

from django.db import models

from uphold.access.permissions import STAFF_ROLES
from uphold.people.models.account import Account
from uphold.people.models.provider import Provider

KNOWN_ROLES = [role.value for role in STAFF_ROLES]


class Staff(models.Model):
    account = models.OneToOneField(Account, on_delete=models.PROTECT, null=True, related_name="staff")
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254, unique=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="staff_has_a_name")]


class Grant(models.Model):
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="grants")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=16, choices=[(role, role) for role in KNOWN_ROLES])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "provider"], name="grant_one_role_a_provider"),
            models.CheckConstraint(condition=models.Q(role__in=KNOWN_ROLES), name="grant_role_is_known"),
        ]


class Team(models.Model):
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    members = models.ManyToManyField(Staff, through="Membership", related_name="teams")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "name"], name="team_name_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="team_has_a_name"),
        ]


class Membership(models.Model):
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="memberships")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "staff"], name="membership_once")]
