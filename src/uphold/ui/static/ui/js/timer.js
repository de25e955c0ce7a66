// Asks by itself whether the work goes on, when a running timer has been silent for long. The server counts.

const EVERY_MS = 15_000;

export function startTimer() {
  const ahead = Date.parse(document.documentElement.dataset.now) - Date.now();
  const ask = () => {
    for (const timer of document.querySelectorAll("[data-idle-at]")) {
      if (Date.parse(timer.dataset.idleAt) <= Date.now() + ahead) timer.querySelector("[data-idle]").hidden = false;
    }
  };
  window.setInterval(() => document.visibilityState === "visible" && ask(), EVERY_MS);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask());
}
