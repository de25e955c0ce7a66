"""Addresses of tickets and of what can be done to them."""

from django.urls import path

from uphold.desk.tickets import page

urlpatterns = [
    path("new", page.show, {"number": "new"}, name="ticket-new"),
    path("<str:number>", page.show, name="ticket"),
]
