// Starts every behaviour once. Each binds to data- attributes at the document, so swapped fragments need no second start.
import { startChips } from "./chips.js";
import { startDialogs } from "./dialogs.js";
import { startDrafts } from "./drafts.js";
import { startFlashes } from "./flashes.js";
import { startHotkeys } from "./hotkeys.js";
import { startLines } from "./lines.js";
import { startLive } from "./live.js";
import { startPalette } from "./palette.js";
import { startTheme } from "./theme.js";
import { startTimer } from "./timer.js";
import { startTimes } from "./times.js";
import { startZone } from "./zone.js";

document.documentElement.classList.add("scripted");
for (const start of [startChips, startDialogs, startDrafts, startFlashes, startHotkeys, startLines, startLive, startPalette, startTheme, startTimer, startTimes, startZone]) {
  start();
}
