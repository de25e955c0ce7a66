// Tells the desk the zone of the clock on the reader's wall, so that instants are said on it.

const YEAR_SECONDS = 31_536_000;

export function startZone() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || document.cookie.split("; ").includes(`zone=${zone}`)) return;
  const secure = window.location.protocol === "https:" ? "; secure" : "";
  document.cookie = `zone=${zone}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${secure}`;
}
