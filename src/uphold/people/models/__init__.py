"""Rows of people, one file a noun."""

from uphold.people.models.account import Account
from uphold.people.models.invitation import Invitation
from uphold.people.models.organisation import Contact, Customership, Organisation
from uphold.people.models.provider import Provider
from uphold.people.models.staff import Grant, Membership, Staff, Team
from uphold.people.models.token import ApiToken

__all__ = [
    "Account",
    "ApiToken",
    "Contact",
    "Customership",
    "Grant",
    "Invitation",
    "Membership",
    "Organisation",
    "Provider",
    "Staff",
    "Team",
]
