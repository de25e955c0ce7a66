"""How a view answers: a whole page, one block of it for htmx, a redirect after a change, or a refusal.

A block that is swapped is named as the id of its element: `{% block summary %}<section id="summary">`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.template.context_processors import csrf
from django.utils.http import url_has_allowed_host_and_scheme
from jinja2 import Template

from uphold.kit.refused import Kind, Refused

STATUSES = {Kind.MISSING: 404, Kind.FORBIDDEN: 403, Kind.CONFLICT: 409, Kind.INVALID: 422}

Values = Mapping[str, Any]


def saved(lines: Iterable[str], *, name: str) -> HttpResponse:
    """A table that the browser saves. It is whole at once: an asynchronous server sends no lines one by one."""
    response = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def is_fragment(request: HttpRequest) -> bool:
    """Tell whether htmx asks for a part of the page it shows."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"


def shown(
    request: HttpRequest, place: str, values: Values | None = None, *, status: int = 200
) -> HttpResponse:
    """Show a page; "desk/queue.html#rows" shows that block alone when htmx asks, the whole page otherwise."""
    name, _, block = place.partition("#")
    if block and is_fragment(request):
        text = block_text(request, name, block, values or {})
    else:
        text = _template(name).render(_context(request, values or {}))
    response = HttpResponse(text, status=status)
    response["Vary"] = "HX-Request, Cookie"
    return response


def changed(
    request: HttpRequest,
    place: str,
    values: Values,
    *,
    also: Sequence[str] = (),
    to: str = "",
    said: str = "",
) -> HttpResponse:
    """Answer a change: the blocks that changed for htmx, else a redirect to `to` (or where the form stood).

    `also` names further blocks of the same template; `said` is told once, in the live region.
    """
    name, _, block = place.partition("#")
    if not is_fragment(request):
        if said:
            messages.success(request, said)
        return HttpResponseRedirect(to or _came_from(request))
    parts = [block_text(request, name, block, values)] if block else []
    parts += [_out_of_band(block_text(request, name, other, values), other) for other in also]
    if said:
        parts.append(_told(request, said, look="done"))
    return HttpResponse("\n".join(parts), headers={"Vary": "HX-Request, Cookie"})


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Show a refusal with the status of its kind: the clause first, then the sentence. An open dialog is over."""
    status = STATUSES[refusal.kind]
    values = {"sentence": refusal.sentence, "kind": refusal.kind, "clause": getattr(refusal, "clause", None)}
    if not is_fragment(request):
        return shown(request, "ui/refused.html", {**values, "status": status}, status=status)
    text = block_text(request, "ui/told.html", "told", {**values, "look": "refused"})
    headers = {"HX-Retarget": "#flashes", "HX-Reswap": "beforeend", "HX-Trigger": "dialog:close"}
    return HttpResponse(text, status=status, headers=headers)


def block_text(request: HttpRequest, name: str, block: str, values: Values) -> str:
    """Render one block of a template, after its own imports and settings have run."""
    template = _template(name)
    context = template.new_context(_context(request, values))
    next(template.root_render_func(context), None)
    return "".join(template.blocks[block](context))


def _told(request: HttpRequest, said: str, *, look: str) -> str:
    text = block_text(request, "ui/told.html", "told", {"sentence": said, "look": look, "clause": None})
    return f'<div id="flashes" hx-swap-oob="beforeend">{text}</div>'


def _out_of_band(text: str, block: str) -> str:
    found = f'id="{block}"'
    if found not in text:
        raise ValueError(f"Block {block} must hold an element with {found} to be swapped out of band.")
    return text.replace(found, f'{found} hx-swap-oob="true"', 1)


def _engine() -> Jinja2:
    return cast("Jinja2", engines["jinja2"])


def _template(name: str) -> Template:
    return _engine().env.get_template(name)


def _context(request: HttpRequest, values: Values) -> dict[str, Any]:
    context: dict[str, Any] = {"request": request, "csrf_token": str(csrf(request)["csrf_token"])}
    for processor in _engine().template_context_processors:
        context.update(processor(request))
    return {**context, **values}


def _came_from(request: HttpRequest) -> str:
    referer = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(
        referer, {request.get_host()}, require_https=request.is_secure()
    )
    return referer if is_ours else "/"
