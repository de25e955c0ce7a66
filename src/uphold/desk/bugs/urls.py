"""Addresses of bugs."""

from django.urls import path

from uphold.desk.bugs import index, linking, merging, reporting, show, ticking
from uphold.desk.bugs.act_view import route_of
from uphold.desk.bugs.acts import ACTS

urlpatterns = [
    path("", index.index, name="bugs"),
    path("new", reporting.new, name="bug-new"),
    path("ticked", ticking.choose, name="bug-for-ticked"),
    path("of/<str:number>", linking.choose, name="bug-for-ticket"),
    path("<str:bug_number>", show.show, name="bug"),
    path("<str:bug_number>/news", show.news, name="bug-news"),
    path("<str:bug_number>/change", reporting.change, name="bug-change"),
    path("<str:bug_number>/merger", merging.merge, name="bug-merge"),
    path("<str:bug_number>/tickets", linking.link, name="bug-link"),
    path("<str:bug_number>/ticked", ticking.link, name="bug-link-ticked"),
    path("<str:bug_number>/tickets/<str:number>/removal", linking.unlink, name="bug-unlink"),
    *(route_of(act) for act in ACTS),
]
