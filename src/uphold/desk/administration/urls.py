"""Addresses of administration."""

from django.urls import path

from uphold.desk.administration import contacts, contracts, organisations, providers, staff, teams

urlpatterns = [
    path("", organisations.index, name="administration"),
    path("organisations", organisations.index, name="organisations"),
    path("organisations/new", organisations.new, name="organisation-new"),
    path("organisations/<int:organisation_id>", organisations.edit, name="organisation"),
    path("organisations/<int:organisation_id>/activity", organisations.toggle, name="organisation-activity"),
    path("organisations/<int:organisation_id>/contacts/new", contacts.new, name="contact-new"),
    path("contacts/<int:contact_id>", contacts.edit, name="contact"),
    path("contacts/<int:contact_id>/activity", contacts.toggle, name="contact-activity"),
    path("contacts/<int:contact_id>/invitation", contacts.invite, name="contact-invitation"),
    path("staff", staff.index, name="staff"),
    path("staff/new", staff.new, name="colleague-new"),
    path("staff/<int:staff_id>", staff.edit, name="colleague"),
    path("staff/<int:staff_id>/activity", staff.toggle, name="colleague-activity"),
    path("staff/<int:staff_id>/invitation", staff.invite, name="colleague-invitation"),
    path("teams", teams.index, name="teams"),
    path("teams/new", teams.new, name="team-new"),
    path("teams/<int:team_id>", teams.edit, name="team"),
    path("teams/<int:team_id>/activity", teams.toggle, name="team-activity"),
    path("contracts", contracts.index, name="contracts"),
    path("contracts/new", contracts.new, name="contract-new"),
    path("contracts/<int:contract_id>", contracts.end, name="contract"),
    path("providers", providers.index, name="providers"),
    path("providers/new", providers.new, name="provider-new"),
    path("providers/<int:provider_id>", providers.edit, name="provider"),
    path("providers/<int:provider_id>/activity", providers.toggle, name="provider-activity"),
]
