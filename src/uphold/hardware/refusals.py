"""What the verbs of hardware refuse, in sentences."""

from django.utils.translation import gettext_lazy

from uphold.kit import CONFLICT, FORBIDDEN, INVALID, Refused


class EvaluationIsOpen(Refused):
    code, kind, text = (
        "evaluation_is_open",
        CONFLICT,
        gettext_lazy("The unit of ticket {0} is being evaluated."),
    )


class EvaluationIsDecided(Refused):
    code, kind, text = "evaluation_is_decided", CONFLICT, gettext_lazy("This evaluation is decided.")


class EvaluationIsNotDecided(Refused):
    code, kind, text = "evaluation_is_not_decided", CONFLICT, gettext_lazy("Decide the evaluation first.")


class StepsAreOpen(Refused):
    code, kind, text = "steps_are_open", CONFLICT, gettext_lazy("Steps are still open: {0}.")


class EvidenceMissing(Refused):
    code, kind, text = "evidence_missing", INVALID, gettext_lazy("Say what shows it.")


class ResultUnknown(Refused):
    code, kind, text = "result_unknown", INVALID, gettext_lazy("“{0}” is no result of a step.")


class NoUnitNamed(Refused):
    code, kind, text = (
        "no_unit_named",
        CONFLICT,
        gettext_lazy("Name the unit that ticket {0} is about first."),
    )


class AnalysisIsIssued(Refused):
    code, kind, text = "analysis_is_issued", CONFLICT, gettext_lazy("Fault analysis {0} was issued for it.")


class KindUnknown(Refused):
    code, kind, text = "return_kind_unknown", INVALID, gettext_lazy("“{0}” is no kind of return.")


class NeedsPerson(Refused):
    code, kind, text = (
        "return_needs_a_person",
        FORBIDDEN,
        gettext_lazy(
            "The agreement does not give this return; somebody who may decide beside it has to, by name."
        ),
    )


class ReasonMissing(Refused):
    code, kind, text = (
        "return_reason_missing",
        INVALID,
        gettext_lazy("The agreement does not give this return; say why it is given."),
    )


class ReturnIsOpen(Refused):
    code, kind, text = "return_is_open", CONFLICT, gettext_lazy("{0} is under way for this unit.")


class StateDoesNotFit(Refused):
    code, kind, text = "return_state_does_not_fit", CONFLICT, gettext_lazy("{0} is {1}; that does not fit.")


class WordsMissing(Refused):
    code, kind, text = "return_words_missing", INVALID, gettext_lazy("Say {0}.")


class ReplacementUnknown(Refused):
    code, kind, text = (
        "replacement_unknown",
        INVALID,
        gettext_lazy("The installed base of this customer has no unit named {0}; add it first."),
    )
