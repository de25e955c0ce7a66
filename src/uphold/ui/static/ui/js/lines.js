// Takes whoever follows a finding to its line: [data-line] selects that line of the text in the same [data-editor].

export function startLines() {
  document.addEventListener("click", (event) => {
    const finding = event.target.closest?.("[data-line]");
    const text = finding?.closest("[data-editor]")?.querySelector("textarea");
    if (text) select(text, Number(finding.dataset.line));
  });
}

function select(text, line) {
  const lines = text.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((length, each) => length + each.length + 1, 0);
  text.focus();
  text.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
  const height = Number.parseFloat(getComputedStyle(text).lineHeight);
  text.scrollTop = Math.max(0, (line - 4) * height);
}
