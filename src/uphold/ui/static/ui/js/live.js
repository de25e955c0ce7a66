// Lets the stream of a page that nobody looks at go, and takes it up again when somebody does: a browser allows few.

const HIDDEN_MS = 60_000;
let source = null;
let waiting = 0;

export function startLive() {
  document.addEventListener("htmx:sseOpen", (event) => (source = event.detail.source));
  document.addEventListener("visibilitychange", () => {
    window.clearTimeout(waiting);
    if (document.visibilityState === "hidden") waiting = window.setTimeout(() => source?.close(), HIDDEN_MS);
    else if (source?.readyState === EventSource.CLOSED) takeUp();
  });
  window.addEventListener("pageshow", (event) => event.persisted && takeUp());
}

function takeUp() {
  const place = document.querySelector("[sse-connect]");
  if (!place || !source) return;
  // The extension makes a new stream when its closed one reports an error; the server then says what was missed.
  source.dispatchEvent(new Event("error"));
}
