// Lets what was said go away: on request, or by itself after a while unless it is read, pointed at or a refusal.

const STAY_MS = 8000;

export function startFlashes() {
  const place = document.getElementById("flashes");
  for (const flash of place.children) leaveLater(flash);
  new MutationObserver((changes) => {
    for (const change of changes) change.addedNodes.forEach((node) => node.matches?.("[data-flash]") && leaveLater(node));
  }).observe(place, { childList: true });
  document.addEventListener("click", (event) => event.target.closest?.("[data-dismiss]")?.closest("[data-flash]")?.remove());
  for (const kind of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(kind, (event) => event.detail.requestConfig?.verb !== "get" && tell(place, document.body.dataset.broken));
  }
}

function leaveLater(flash) {
  if (flash.matches(".flash-refused")) return;
  const leave = () => (flash.matches(":hover, :focus-within") ? window.setTimeout(leave, STAY_MS) : flash.remove());
  window.setTimeout(leave, STAY_MS);
}

function tell(place, words) {
  const flash = document.createElement("p");
  flash.className = "flash flash-refused";
  flash.dataset.flash = "";
  flash.textContent = words;
  place.append(flash);
  window.setTimeout(() => flash.remove(), STAY_MS);
}
