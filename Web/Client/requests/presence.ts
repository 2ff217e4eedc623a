import { fragment, paced } from "../live/http";
import { call, onLinked, watch, type Stay } from "../live/live";

const SaidEvery = 15_000;
const Topic = "queue/presence";
let there: HTMLElement[] = [];

/** Which colleagues have which request open: said of the one that is open here, shown beside it and in the list. */
export function presence(): void {
  const open = document.querySelector<HTMLElement>("[data-thread][data-desk]");
  if (!open && !document.querySelector('[data-list="queue"]')) return;
  const look = paced(ask, 300);
  watch(Topic, look);
  // Who was there before is told by no change.
  onLinked(look);
  if (open) looking(open);
}

/** Says that this request is looked at, as long as it is. */
export function looking(open: HTMLElement, stay?: Stay): void {
  const here = (is: boolean): void => { void call("Looks", open.dataset["request"], is); };
  const say = (): void => { here(document.visibilityState === "visible"); };
  const left = (): void => { here(false); };
  onLinked(say, stay);
  const again = setInterval(() => { if (document.visibilityState === "visible") say(); }, SaidEvery);
  document.addEventListener("visibilitychange", say, { signal: stay?.until });
  addEventListener("pagehide", left, { signal: stay?.until });
  stay?.until.addEventListener("abort", () => { clearInterval(again); left(); });
  showPresence();
}

/** Writes it into rows that have just come. */
export function showPresence(): void {
  for (const row of document.querySelectorAll<HTMLElement>("[data-list='queue'] [data-key]")) put(row.querySelector("[data-here]"), row.dataset["key"] ?? "");
  const open = document.querySelector<HTMLElement>("[data-thread][data-desk]");
  put(open?.querySelector("[data-here]") ?? null, idOf(open?.dataset["request"] ?? ""));
}

async function ask(): Promise<void> {
  const fresh = await fragment("/gestion/fragments/presence");
  if (!fresh) return;
  there = [...fresh.querySelectorAll<HTMLElement>("[data-presence]")];
  showPresence();
}

function put(place: Element | null, id: string): void {
  if (!place) return;
  const here = there.filter((one) => idOf(one.dataset["of"] ?? "") === id);
  const said = here.map((one) => `${one.dataset["presence"]}${one.textContent}`).join();
  // A region that says it aloud says it once.
  if (place.getAttribute("data-said") === said) return;
  place.setAttribute("data-said", said);
  place.replaceChildren(...here.map((one) => one.cloneNode(true)));
}

const idOf = (request: string): string => request.slice(request.indexOf("/") + 1);
