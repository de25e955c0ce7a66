// Ctrl-K: opens the palette, moves through what was found with the arrows, follows with Enter.

export function startPalette() {
  const palette = document.querySelector("[data-palette]");
  if (!palette) return;
  const field = palette.querySelector("input");
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    toggle(palette, field);
  });
  document.addEventListener("click", (event) => event.target.closest?.("[data-palette-open]") && toggle(palette, field));
  field.addEventListener("keydown", (event) => move(event, palette, field));
  palette.addEventListener("htmx:afterSwap", () => choose(hits(palette)[0], palette, field));
  palette.addEventListener("close", () => field.removeAttribute("aria-activedescendant"));
}

function toggle(palette, field) {
  if (palette.open) {
    palette.close();
    return;
  }
  palette.showModal();
  field.select();
  field.dispatchEvent(new Event("palette:open"));
}

function move(event, palette, field) {
  const found = hits(palette);
  const at = found.findIndex((hit) => hit.getAttribute("aria-selected") === "true");
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps && found.length) {
    event.preventDefault();
    choose(found[(at + steps[event.key] + found.length) % found.length], palette, field);
  } else if (event.key === "Enter" && at >= 0) {
    event.preventDefault();
    found[at].click();
  }
}

function choose(hit, palette, field) {
  for (const [index, other] of hits(palette).entries()) {
    other.id = `hit-${index}`;
    other.setAttribute("aria-selected", String(other === hit));
  }
  if (!hit) return;
  field.setAttribute("aria-activedescendant", hit.id);
  hit.scrollIntoView({ block: "nearest" });
}

function hits(palette) {
  return [...palette.querySelectorAll("[role=option]")];
}
