"""Addresses of returns."""

from django.urls import path

from uphold.desk.returns import acts, index, page

urlpatterns = [
    path("", index.show, name="returns"),
    path("<int:return_id>", page.show, name="return"),
    path("<int:return_id>/label", page.label, name="return-label"),
    path("<int:return_id>/awaiting", acts.ask_for_unit, name="return-awaiting"),
    path("<int:return_id>/receipt", acts.receive, name="return-receipt"),
    path("<int:return_id>/replacement", acts.replace, name="return-replacement"),
    path("<int:return_id>/repair", acts.repair, name="return-repair"),
    path("<int:return_id>/give-back", acts.send_back, name="return-give-back"),
    path("<int:return_id>/closure", acts.close, name="return-closure"),
    path("<int:return_id>/withdrawal", acts.withdraw, name="return-withdrawal"),
    path("<int:return_id>/manufacturer", acts.note_maker, name="return-manufacturer"),
    path("analyses/<int:analysis_id>", page.analysis, name="fault-analysis"),
]
