// Keys declared in data-key on links, buttons and fields: "r", "/", "g q". Rows in [data-rows] are walked with j and k.

const PAIR_MS = 1200;
let before = "";
let forget = 0;

export function startHotkeys() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && typing(event.target)) event.target.blur();
    if (typing(event.target) || document.querySelector("dialog:modal")) return;
    if (press(event.key)) event.preventDefault();
  });
}

function press(key) {
  const pair = before ? `${before} ${key}` : key;
  remember(key);
  if (key === "j" || key === "k") return walk(key === "j" ? 1 : -1);
  if (key === "?") return help();
  const target = [...document.querySelectorAll("[data-key]")].find(
    (element) => (element.dataset.key === pair || element.dataset.key === key) && usable(element),
  );
  if (!target) return false;
  if (typing(target)) target.focus();
  else target.click();
  return true;
}

function remember(key) {
  window.clearTimeout(forget);
  before = key;
  forget = window.setTimeout(() => (before = ""), PAIR_MS);
}

function walk(step) {
  const rows = [...document.querySelectorAll("[data-rows] [data-row]")].filter((row) => row.getClientRects().length);
  if (!rows.length) return false;
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1)];
  const link = next.querySelector("a, button");
  link.focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}

function help() {
  const dialog = document.querySelector("[data-keys]");
  const list = dialog.querySelector("[data-keys-list]");
  list.querySelectorAll("[data-found]").forEach((row) => row.remove());
  const seen = new Set();
  for (const element of document.querySelectorAll("[data-key]")) {
    if (!seen.has(element.dataset.key) && usable(element)) list.append(line(element));
    seen.add(element.dataset.key);
  }
  dialog.showModal();
  dialog.focus();
  return true;
}

function line(element) {
  const row = document.createElement("div");
  row.className = "key";
  row.dataset.found = "";
  const keys = document.createElement("dt");
  for (const key of element.dataset.key.split(" ")) {
    const cap = document.createElement("kbd");
    cap.textContent = key;
    keys.append(cap, " ");
  }
  const words = document.createElement("dd");
  words.textContent = wordsOf(element);
  row.append(keys, words);
  return row;
}

function wordsOf(element) {
  const copy = element.cloneNode(true);
  copy.querySelectorAll("kbd, .count").forEach((part) => part.remove());
  return element.dataset.keyWords || element.getAttribute("aria-label") || copy.textContent.trim();
}

function usable(element) {
  return !element.disabled && (element.getClientRects().length > 0 || Boolean(element.closest("details:not([open])")));
}

function typing(element) {
  return element.matches?.("input:not([type=checkbox], [type=radio], [type=submit]), textarea, select, [contenteditable]") ?? false;
}
