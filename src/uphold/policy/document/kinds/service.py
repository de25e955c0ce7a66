"""Service: the parts of support that an agreement tells apart."""

from __future__ import annotations

from uphold.policy.document.kinds.kind import ALSO_CALLED, MEANING, Kind

SERVICE = Kind(name="Service", columns=(MEANING, ALSO_CALLED), facts=("service",))
