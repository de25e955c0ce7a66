// Opens the card of a § chip on pointing, focus and tap, and places it where it fits. A second tap follows the link.

const DELAY_MS = 120;
const GAP_PX = 6;
let opened = null;
let waiting = 0;
let count = 0;

export function startChips() {
  document.addEventListener("pointerover", (event) => event.pointerType === "mouse" && point(event.target));
  document.addEventListener("focusin", (event) => {
    const chip = event.target.closest?.("[data-chip]");
    if (chip?.matches(":focus-visible")) open(chip);
    else if (!insideCard(event.target)) close();
  });
  document.addEventListener("click", tap, true);
  document.addEventListener("keydown", (event) => event.key === "Escape" && close());
  document.addEventListener("scroll", (event) => opened && !insideCard(event.target) && close(), true);
  document.addEventListener("htmx:beforeSwap", close);
}

function point(target) {
  const chip = target.closest?.("[data-chip]");
  window.clearTimeout(waiting);
  if (chip === opened && chip) return;
  if (chip) waiting = window.setTimeout(open, DELAY_MS, chip);
  else if (opened && !insideCard(target)) waiting = window.setTimeout(close, DELAY_MS);
}

function tap(event) {
  const chip = event.target.closest?.("[data-chip]");
  if (!chip) {
    if (!insideCard(event.target)) close();
  } else if (event.pointerType === "touch" && chip !== opened) {
    event.preventDefault();
    open(chip);
  }
}

function open(chip) {
  if (chip === opened || !chip.isConnected) return;
  close();
  const card = cardOf(chip);
  card.id ||= `card-${++count}`;
  chip.setAttribute("aria-describedby", card.id);
  chip.dataset.open = "";
  card.showPopover();
  place(card, chip.getBoundingClientRect());
  opened = chip;
}

function close() {
  window.clearTimeout(waiting);
  if (!opened) return;
  delete opened.dataset.open;
  const card = cardOf(opened);
  if (card?.matches(":popover-open")) card.hidePopover();
  opened = null;
}

function place(card, chip) {
  const { width, height } = card.getBoundingClientRect();
  const fitsBelow = chip.bottom + GAP_PX + height < window.innerHeight;
  const top = fitsBelow || chip.top < height + GAP_PX ? chip.bottom + GAP_PX : chip.top - GAP_PX - height;
  const left = Math.min(chip.left, document.documentElement.clientWidth - width - GAP_PX);
  card.style.top = `${Math.max(GAP_PX, top)}px`;
  card.style.left = `${Math.max(GAP_PX, left)}px`;
}

function cardOf(chip) {
  return chip.nextElementSibling?.matches(".card") ? chip.nextElementSibling : null;
}

function insideCard(target) {
  return Boolean(target.closest?.(".card:popover-open"));
}
