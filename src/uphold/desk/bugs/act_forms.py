"""What the acts on a bug ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from uphold.desk.bugs.wording import OUTCOMES, PARTIES
from uphold.desk.tickets.acts.fields import choice_field, fill, words_field
from uphold.problems.models import Bug
from uphold.problems.passing_on import HELPING


class ActForm(forms.Form):
    """A form that knows the bug it is about; by itself it asks nothing."""

    def __init__(self, *args: Any, bug: Bug, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.prepare(bug)

    def prepare(self, bug: Bug) -> None:
        """Fill in what is known."""


class HandOverForm(ActForm):
    to = choice_field(gettext_lazy("To whom"))

    def prepare(self, bug: Bug) -> None:
        others = [(key, str(name)) for key, name in PARTIES.items() if key != bug.handed_to]
        known = others if bug.state == Bug.State.HANDED_OVER else PARTIES.items()
        fill(self, "to", [(key, str(name).capitalize()) for key, name in known])


class WorkaroundForm(ActForm):
    words = words_field(gettext_lazy("Words to everybody who has a ticket"))

    def prepare(self, bug: Bug) -> None:
        self.fields["words"].initial = bug.workaround


class OutcomeForm(ActForm):
    outcome = choice_field(gettext_lazy("What came of it"))

    def prepare(self, bug: Bug) -> None:
        known = [(key, words) for key, words in OUTCOMES.items() if key != bug.outcome]
        fill(self, "outcome", [(key, f"{key.capitalize()}: {words}") for key, words in known])


class KnownErrorForm(ActForm):
    title = forms.CharField(label=gettext_lazy("Title for customers"), max_length=200)
    words = words_field(gettext_lazy("What they meet"))
    workaround = words_field(gettext_lazy("How they go on meanwhile"), is_required=False)

    def prepare(self, bug: Bug) -> None:
        """In the words that were published before; never in those of the bug."""
        error = getattr(bug, "known_error", None)
        if error is not None:
            for name in ("title", "words", "workaround"):
                self.fields[name].initial = getattr(error, name)


class ReleaseForm(ActForm):
    version = forms.CharField(label=gettext_lazy("The version that ends it"), max_length=80)
    released_as = forms.CharField(
        label=gettext_lazy("What agreements call it"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("“Patch”, “Update”, “New version”: by it they say who is entitled to it."),
    )

    def prepare(self, bug: Bug) -> None:
        self.fields["released_as"].initial = HELPING.get(bug.outcome, "")
