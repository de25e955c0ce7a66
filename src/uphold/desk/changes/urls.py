"""Addresses of service changes."""

from django.urls import path

from uphold.desk.changes import page

urlpatterns = [
    path("", page.index, name="service-changes"),
    path("<int:change_id>", page.show, name="service-change"),
    path("<int:change_id>/work", page.take_up, name="service-change-work"),
    path("<int:change_id>/completion", page.finish, name="service-change-completion"),
]
