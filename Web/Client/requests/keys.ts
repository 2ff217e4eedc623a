const Off = "touches";

/**
 * The workbench by keyboard. A letter does what something on the page does that carries it in <code>data-keys</code>; it does nothing while
 * somebody types or a dialog is open, and whoever prefers turns them off in the list of them all.
 */
export function keys(): void {
  const sheet = document.getElementById("touches");
  if (!sheet) return;
  const choice = sheet.querySelector<HTMLInputElement>("input[data-keys-on]");
  if (choice) {
    choice.checked = areOn();
    choice.addEventListener("change", () => { turn(choice.checked); });
  }
  // When « g » was pressed; a page's own time begins with 0.
  let led = -Infinity;
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target as Element)) return;
    if (document.querySelector("dialog[open], [popover]:popover-open")) return;
    if (event.key !== "?" && !areOn()) return;
    const after = led;
    led = event.key === "g" ? event.timeStamp : -Infinity;
    if (act(event.key, event.timeStamp - after < 1500, sheet)) event.preventDefault();
  });
}

// Of this browser; one that keeps nothing has them on.
function areOn(): boolean {
  try { return localStorage.getItem(Off) !== "non"; } catch { return true; }
}

function turn(on: boolean): void {
  try { localStorage.setItem(Off, on ? "oui" : "non"); } catch { /* It holds for this page alone. */ }
}

function act(key: string, led: boolean, sheet: HTMLElement): boolean {
  if (led && key === "d") return press(document.querySelector<HTMLElement>(".staffnav a[href='/gestion/demandes']"));
  switch (key) {
    case "?": sheet.showPopover(); return true;
    case "j": return step(1);
    case "k": return step(-1);
    case "o": return press(ticket());
    case "r": return press(document.querySelector<HTMLElement>("form[data-composer] textarea"));
    case "/": return press(document.querySelector<HTMLElement>(".pane.list input[type=search]"));
    default: return press([...document.querySelectorAll<HTMLElement>(`[data-keys="${CSS.escape(key)}"]`)].find((each) => isShown(each.closest<HTMLElement>("details.menu") ?? each)));
  }
}

function press(what: HTMLElement | null | undefined): boolean {
  if (!what) return false;
  if (what.matches("input, textarea")) what.focus();
  else if (what.matches("summary")) {
    const box = what.closest("details")!;
    box.open = true;
    box.querySelector("textarea")?.focus();
  } else what.click();
  return true;
}

const tickets = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("[data-rows] a.ticket")].filter(isShown);

function ticket(): HTMLElement | undefined {
  return tickets().find((each) => each === document.activeElement) ?? tickets()[0];
}

function step(by: number): boolean {
  const all = tickets();
  const from = all.findIndex((each) => each === document.activeElement);
  const at = from >= 0 ? from : all.findIndex((each) => each.getAttribute("aria-current"));
  const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
  next?.focus();
  return next !== undefined;
}

const isTyping = (at: Element): boolean => at.closest("input:not([type=checkbox], [type=radio], [type=file]), textarea, select, [contenteditable]") !== null;
const isShown = (each: HTMLElement): boolean => each.offsetParent !== null;
