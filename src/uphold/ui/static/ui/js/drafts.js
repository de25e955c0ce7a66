// Keeps what was typed in a [data-draft] text until it is sent: in this tab alone, so that nothing is lost by a reload.

const name = (text) => `draft:${text.dataset.draft}`;

export function startDrafts() {
  restore(document);
  document.addEventListener("input", (event) => {
    const text = event.target;
    if (!text.matches?.("[data-draft]")) return;
    if (text.value) sessionStorage.setItem(name(text), text.value);
    else sessionStorage.removeItem(name(text));
  });
  document.addEventListener("submit", (event) => event.target.hasAttribute("hx-post") || forget(event.target));
  // Before the answer is put in place: a text that comes with it would else be filled with what was just sent.
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const { elt, requestConfig, xhr } = event.detail;
    if (xhr.status < 300 && requestConfig.verb !== "get") forget(elt);
  });
  document.addEventListener("htmx:load", (event) => restore(event.detail.elt));
}

function restore(root) {
  for (const text of root.querySelectorAll("[data-draft]")) {
    const kept = sessionStorage.getItem(name(text));
    if (kept && !text.value) text.value = kept;
  }
}

function forget(form) {
  for (const text of form.querySelectorAll?.("[data-draft]") ?? []) sessionStorage.removeItem(name(text));
}
