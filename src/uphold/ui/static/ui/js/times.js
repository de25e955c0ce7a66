// Keeps relative times true while a page stays open, in the words that the server put into data-before and data-after.

const EVERY_MS = 15_000;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let ahead = 0;

export function startTimes() {
  // The server's clock is the one that counts; a wrong one on the desk must not show wrong promises.
  ahead = Date.parse(document.documentElement.dataset.now) - Date.now();
  window.setInterval(() => document.visibilityState === "visible" && tell(), EVERY_MS);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && tell());
}

function tell() {
  for (const words of document.querySelectorAll("[data-relative]")) {
    const time = words.closest("time");
    const seconds = Math.trunc((Date.parse(time.dateTime) - Date.now() - ahead) / 1000);
    if (Math.abs(seconds) < MINUTE && !time.closest("[data-badge]")) continue;
    const { before, after = "{span}" } = time.dataset;
    const pattern = seconds > 0 ? before ?? after : after;
    const now = pattern.replace("{span}", span(Math.abs(seconds)));
    if (words.textContent !== now) words.textContent = now;
    if (seconds <= 0) turnMissed(time.closest("[data-badge]"));
  }
}

function turnMissed(badge) {
  if (!badge || badge.classList.contains("badge-missed")) return;
  badge.className = "badge badge-missed";
  const icon = badge.querySelector("use");
  icon.setAttribute("href", icon.getAttribute("href").replace(/#.*/, "#circle-alert"));
}

// The same lengths as uphold.ui.words.span says.
export function span(seconds) {
  const { dataset } = document.body;
  const [under, minutes, hours, days] = (dataset.spans ?? "under 1 min|min|h|d").split("|");
  if (seconds < MINUTE) return under;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} ${minutes}`;
  if (seconds < DAY) {
    const rest = Math.floor((seconds % HOUR) / MINUTE);
    return `${Math.floor(seconds / HOUR)} ${hours}${rest ? ` ${String(rest).padStart(2, "0")}` : ""}`;
  }
  const rest = Math.floor((seconds % DAY) / HOUR);
  return `${Math.floor(seconds / DAY)} ${days}${rest ? ` ${rest} ${hours}` : ""}`;
}
