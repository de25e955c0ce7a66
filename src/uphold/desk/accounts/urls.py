"""Addresses of accounts."""

from django.urls import path

from uphold.desk.accounts import checking, index, show, statement
from uphold.desk.accounts.act_view import route_of
from uphold.desk.accounts.acts import ACTS

CUSTOMER = "<int:provider_id>/<int:organisation_id>"

urlpatterns = [
    path("", index.index, name="accounts"),
    path("check", checking.show, name="accounts-check"),
    path(CUSTOMER, show.show, name="account"),
    path(f"{CUSTOMER}/news", show.news, name="account-news"),
    path(f"{CUSTOMER}/statement", statement.show, name="account-statement"),
    path(f"{CUSTOMER}/statement.csv", statement.file, name="account-statement-file"),
    *(route_of(act) for act in ACTS),
]
