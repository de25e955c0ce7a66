"""How the fields of a Django form are read."""

from django import forms

from uphold.ui.components.field import Choice, field, fields


class TicketForm(forms.Form):
    subject = forms.CharField(
        label="Subject", help_text="One line.", widget=forms.TextInput({"autocomplete": "off"})
    )
    words = forms.CharField(label="Words", required=False, widget=forms.Textarea({"rows": 3}))
    impact = forms.ChoiceField(
        label="Impact", choices=[("all", "Total loss"), ("one", "One function")], widget=forms.RadioSelect
    )
    teams = forms.MultipleChoiceField(label="Teams", choices=[("1", "Voice"), ("2", "Data")], required=False)
    planned = forms.BooleanField(label="Planned", required=False)


def test_each_kind_of_field_is_recognised() -> None:
    read = fields(TicketForm())

    assert [one.kind for one in read] == ["text", "textarea", "choices", "select", "checkbox"]
    assert [one.is_required for one in read] == [True, False, True, False, False]


def test_what_was_sent_comes_back_with_what_was_wrong() -> None:
    form = TicketForm({"subject": "", "words": "Port 14", "impact": "one", "teams": ["2"], "planned": "on"})

    subject, words, impact, teams, planned = fields(form)

    assert subject.errors == ("This field is required.",)
    assert subject.described_by == "id_subject-help id_subject-error"
    assert (words.value, words.rows) == ("Port 14", 3)
    assert impact.choices == (Choice("all", "Total loss"), Choice("one", "One function", is_chosen=True))
    assert [choice.is_chosen for choice in teams.choices] == [False, True]
    assert (teams.is_multiple, planned.is_chosen) == (True, True)


def test_a_field_keeps_the_help_of_the_browser() -> None:
    assert field(TicketForm()["subject"]).autocomplete == "off"
