import { fragment, paced } from "../live/http";
import { call, onLinked, onTyping, watch, type Stay } from "../live/live";
import { replacePart } from "../live/parts";
import { el } from "../ui/html";
import { word } from "../ui/labels";
import { typingLine } from "./typing";

let refreshNow: (() => void) | undefined;

/** Asks for what is new in the thread on this page. */
export function refreshThread(): void {
  refreshNow?.();
}

export function thread(stay?: Stay): void {
  const page = document.querySelector<HTMLElement>("[data-thread]");
  if (!page) return;
  const topic = page.dataset["watch"] ?? "";
  const seen = paced(async () => {
    if (stay?.until.aborted) return;
    await call("Seen", page.dataset["request"], Number(page.dataset["tick"]), document.visibilityState === "visible");
  });
  const refresh = paced(async () => {
    if (await update(page)) seen();
  }, 50);
  refreshNow = refresh;
  watch(topic, (notice) => {
    // A notice of what the page shows already (one's own message) costs nothing.
    if (notice === null) refresh();
    else if (notice.number > Number(page.dataset["tick"]) || notice.version > Number(page.dataset["version"])) refresh();
  }, stay);
  // What advisers tell each other changes the page alone.
  if (page.dataset["desk"]) watch(page.dataset["desk"], refresh, stay);
  onLinked(seen, stay);
  onTyping(topic, typingLine(page), stay);
  document.addEventListener("visibilitychange", seen, { signal: stay?.until });
  // What could not be replaced while it was in use is replaced when it is left.
  page.addEventListener("focusout", () => { if (page.dataset["stale"] === "true") setTimeout(refresh, 100); }, { signal: stay?.until });
  page.addEventListener("click", (event) => {
    if (!(event.target as Element).closest("[data-later]")) return;
    event.preventDefault();
    page.dataset["asked"] = "";
    refresh();
  }, { signal: stay?.until });
  begin(page);
}

// At what the address names, else at the first that was not read, else at the end.
function begin(page: HTMLElement): void {
  const fresh = page.querySelector(".day.fresh");
  if (location.hash.startsWith("#m")) page.querySelector(`#${CSS.escape(location.hash.slice(1))}`)?.scrollIntoView({ block: "center" });
  else if (fresh) fresh.scrollIntoView({ block: "center" });
  else toBottom(page);
}

async function update(page: HTMLElement): Promise<boolean> {
  const address = `${page.dataset["fetch"]}?since=${page.dataset["tick"]}&version=${page.dataset["version"]}&${page.dataset["place"] ?? ""}`;
  const fresh = (await fragment(address))?.querySelector<HTMLElement>("[data-fragment]");
  if (!fresh) return false;
  const stick = isAtBottom(page);
  let whole = true;
  for (const name of ["head", "turn", "asked", "missing", "closing", "aside", "later", "notes", "advice", "held"]) {
    whole = replacePart(part(page, name), part(fresh, name)) && whole;
  }
  composer(part(page, "composer"), part(fresh, "composer"));
  const added = append(page.querySelector("[data-entries]"), fresh.querySelector("[data-entries]"), Number(page.dataset["tick"]));
  marks(page, fresh);
  page.dataset["stale"] = String(!whole);
  for (const name of ["tick", "version"]) {
    page.dataset[name] = String(Math.max(Number(page.dataset[name]), Number(fresh.dataset[name])));
  }
  page.dataset["status"] = fresh.dataset["status"] ?? page.dataset["status"] ?? "";
  for (const only of page.querySelectorAll<HTMLElement>("[data-only-status]")) only.hidden = only.dataset["onlyStatus"] !== page.dataset["status"];
  if (added.length > 0) page.querySelector("[data-typing]")?.replaceChildren();
  if (added.length > 0 && stick) toBottom(page, true);
  else if (page.dataset["asked"] === undefined) announce(page, added);
  delete page.dataset["asked"];
  return true;
}

function part(root: Element, name: string): Element | null {
  return root.querySelector(`[data-part="${name}"]`);
}

// The composer holds what its author writes: it comes and goes, it is never drawn again.
function composer(here: Element | null, fresh: Element | null): void {
  if (here && fresh && (here.querySelector("form") === null) !== (fresh.querySelector("form") === null)) {
    here.replaceChildren(...fresh.childNodes);
    here.dispatchEvent(new CustomEvent("composer", { bubbles: true }));
  }
}

function append(here: Element | null, fresh: Element | null, after: number): HTMLElement[] {
  if (!here || !fresh) return [];
  const added: HTMLElement[] = [];
  let day: Element | null = null;
  for (const entry of [...fresh.children] as HTMLElement[]) {
    if (entry.dataset["day"]) { day = here.querySelector(`.day[data-day="${entry.dataset["day"]}"]`) ? null : entry; continue; }
    if (Number(entry.dataset["tick"]) <= after || here.querySelector(`:scope > [data-tick="${entry.dataset["tick"]}"]`)) continue;
    if (day) { here.append(day); day = null; }
    here.append(entry);
    added.push(entry);
  }
  return added;
}

function marks(page: HTMLElement, fresh: Element): void {
  const reads = [...fresh.querySelectorAll<HTMLElement>("[data-read]")];
  const received = fresh.querySelector<HTMLElement>("[data-received]");
  for (const mark of page.querySelectorAll<HTMLElement>("[data-mark]:not(.read)")) {
    const tick = Number(mark.dataset["mark"]);
    const read = reads.find((its) => Number(its.dataset["read"]) >= tick);
    const its = read ?? (received && Number(received.dataset["received"]) >= tick ? received : null);
    if (!its || mark.textContent === its.textContent) continue;
    mark.replaceChildren(...[...its.childNodes].map((node) => node.cloneNode(true)));
    mark.classList.toggle("read", read !== undefined);
  }
}

/** Who reads further up is not moved: what has come since waits behind « 3 nouveaux messages », until they are there. */
function announce(page: HTMLElement, added: HTMLElement[]): void {
  const bar = page.querySelector<HTMLElement>("[data-thread-news]");
  const messages = added.filter((entry) => entry.matches(".msg:not(.mine)"));
  if (!bar || messages.length === 0) return;
  const waiting = Number(bar.dataset["waiting"] ?? 0) + messages.length;
  const first = bar.dataset["waiting"] ? page.querySelector<HTMLElement>("[data-first-news]") ?? messages[0]! : messages[0]!;
  first.dataset["firstNews"] = "";
  bar.dataset["waiting"] = String(waiting);
  const button = el("button", { type: "button", class: "pill on" }, waiting === 1 ? word("ThreadNewsOne") : word("ThreadNewsMany", waiting));
  button.addEventListener("click", () => {
    first.scrollIntoView({ block: "center" });
    first.setAttribute("tabindex", "-1");
    first.focus({ preventScroll: true });
    forget(page);
  });
  bar.replaceChildren(button);
  const pane = page.querySelector("[data-scroll]");
  const arrived = (): void => {
    if (!isAtBottom(page)) return;
    forget(page);
    for (const each of [pane, document]) each?.removeEventListener("scroll", arrived);
  };
  for (const each of [pane, document]) each?.addEventListener("scroll", arrived, { passive: true });
}

function forget(page: HTMLElement): void {
  const bar = page.querySelector<HTMLElement>("[data-thread-news]");
  bar?.replaceChildren();
  delete bar?.dataset["waiting"];
  for (const first of page.querySelectorAll<HTMLElement>("[data-first-news]")) delete first.dataset["firstNews"];
}

const Near = 120;

function isAtBottom(page: HTMLElement): boolean {
  const pane = page.querySelector<HTMLElement>("[data-scroll]");
  if (pane && pane.scrollHeight > pane.clientHeight) return pane.scrollHeight - pane.scrollTop - pane.clientHeight < Near;
  const last = page.querySelector("[data-entries]")?.lastElementChild?.getBoundingClientRect();
  return last !== undefined && last.bottom <= innerHeight + Near && last.bottom > 0;
}

function toBottom(page: HTMLElement, inWindow = false): void {
  const pane = page.querySelector<HTMLElement>("[data-scroll]");
  if (pane) pane.scrollTop = pane.scrollHeight;
  else if (inWindow) page.querySelector("[data-entries]")?.lastElementChild?.scrollIntoView({ block: "nearest" });
}
