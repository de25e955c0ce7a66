"""The organisation: a party to contracts, the providers it is a customer of, and its people."""

from django.db import models

from uphold.access import Role
from uphold.people.models.account import Account
from uphold.people.models.provider import Provider


class Organisation(models.Model):
    """`zone` is the customer's own time zone (IANA), for agreements that ask for it; empty when nobody said."""

    name = models.CharField(max_length=200)
    zone = models.CharField(max_length=64, blank=True, default="")
    is_active = models.BooleanField(default=True)
    providers = models.ManyToManyField(Provider, through="Customership", related_name="organisations")

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="organisation_has_a_name")]
        indexes = [models.Index(fields=["name"], name="organisation_name")]


class Customership(models.Model):
    """An organisation is a customer of a provider."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="customerships")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="customerships")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "provider"], name="customership_once"),
        ]


class Contact(models.Model):
    class Role(models.TextChoices):
        MEMBER = Role.MEMBER.value, "member"
        MANAGER = Role.MANAGER.value, "manager"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="contacts")
    account = models.OneToOneField(Account, on_delete=models.PROTECT, null=True, related_name="contact")
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254)
    telephone = models.CharField(max_length=40, blank=True, default="")
    role = models.CharField(max_length=16, choices=Role.choices, default=Role.MEMBER)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "email"], name="contact_email_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="contact_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(role__in=[Role.MEMBER.value, Role.MANAGER.value]),
                name="contact_role_is_known",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "name"], name="contact_name")]
