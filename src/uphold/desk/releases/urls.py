"""Addresses of releases."""

from django.urls import path

from uphold.desk.releases import deciding, drafting, index, show

urlpatterns = [
    path("", index.show, name="releases"),
    path("of/<int:product_version_id>", drafting.new, name="release-new"),
    path("<int:release_id>", show.show, name="release"),
    path("<int:release_id>/change", drafting.change, name="release-change"),
    path("<int:release_id>/publication", drafting.publish, name="release-publication"),
    path("<int:release_id>/rights/<int:organisation_id>", deciding.decide, name="release-right"),
]
