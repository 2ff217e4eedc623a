import { entitle } from "./newstitle";
import { looking } from "./presence";
import { parse } from "../ui/html";
import { regions } from "../live/regions";
import { replies } from "./replies";
import { sessionHeard } from "../accounts/session";
import type { Stay } from "../live/live";
import { thread } from "./thread";

/** What stands beside the list, and when the server drew it. */
interface Talk { section: HTMLElement; drawn: number }

/**
 * A request of the workbench's list opens beside the list, which stays as it stands: no new page is loaded. Its address is that of the page which shows it,
 * for « Retour », a reload or a colleague. Whatever goes another way than planned loads that page.
 *
 * Returns how long what stands there now stays; nothing where there is no such list.
 */
export function inPlace(): Stay | undefined {
  const panes = document.querySelector<HTMLElement>(".panes");
  const list = panes?.querySelector<HTMLElement>("[data-list='queue']");
  const first = panes?.querySelector<HTMLElement>(".talk");
  if (!panes || !list || !first) return undefined;
  // What was typed beside the message stays with its request until the page goes.
  const left = new Map<string, Talk>();
  let open: Talk = { section: first, drawn: Number(document.body.dataset["drawn"]) };
  let shown = location.href;
  let asked = 0;
  let listAt = 0;
  let stay = new AbortController();
  const brand = document.title.slice(document.title.lastIndexOf(" – "));

  const turnTo = async (address: string, moved: () => void): Promise<void> => {
    const turn = ++asked;
    if (pathOf(address) === pathOf(shown) && isWriting(open.section)) { moved(); return; }
    const next = left.get(pathOf(address)) ?? await fetched(address);
    if (turn !== asked) return;
    if (next) { moved(); put(next, address); } else if (location.href === address) location.reload();
    else location.assign(address);
  };

  const put = (next: Talk, address: string): void => {
    const [before, wasList] = [open, panes.classList.contains("at-list")];
    const stepped = document.activeElement?.closest<HTMLElement>("[data-by]")?.dataset["by"];
    stay.abort();
    stay = new AbortController();
    if (isWriting(before.section)) left.set(pathOf(shown), before);
    before.section.replaceWith(next.section);
    [open, shown] = [next, address];
    const none = next.section.matches(".none");
    if (wasList && !none) listAt = scrollY;
    panes.classList.toggle("at-request", !none);
    panes.classList.toggle("at-list", none);
    list.dataset["fetch"] = `${pathOf(address)}${listOf(address)}`;
    current(next.section.dataset["requestNumber"]);
    document.querySelector("h1")!.textContent = next.section.dataset["title"]!;
    entitle(next.section.dataset["title"]! + brand);
    if (!left.delete(pathOf(address))) next.section.dispatchEvent(new CustomEvent("composer", { bubbles: true }));
    const its = { until: stay.signal, drawn: next.drawn };
    regions(next.section, its);
    scrollTo({ top: none ? listAt : 0 });
    steps(next.section);
    const again = stepped ? next.section.querySelector<HTMLButtonElement>(`[data-by="${stepped}"]:not(:disabled)`) : null;
    (again ?? next.section).focus({ preventScroll: true });
    if (none) return;
    thread(its);
    looking(next.section, its);
    replies(stay.signal);
  };

  const current = (number: string | undefined): void => {
    for (const row of list.querySelectorAll<HTMLElement>("[data-key]")) {
      const ticket = row.querySelector(".ticket");
      if (row.dataset["requestNumber"] === number) ticket?.setAttribute("aria-current", "true");
      else ticket?.removeAttribute("aria-current");
    }
  };

  // The row so far from the one that is open.
  const beside = (by: number): HTMLElement | undefined => {
    const rows = [...list.querySelectorAll<HTMLElement>("a.ticket")];
    const at = rows.findIndex((row) => row.getAttribute("aria-current"));
    return at < 0 && by < 0 ? undefined : rows[at + by];
  };

  const steps = (section: HTMLElement): void => {
    section.querySelector(".steps")?.removeAttribute("hidden");
    for (const button of section.querySelectorAll<HTMLButtonElement>("[data-by]")) button.disabled = !beside(Number(button.dataset["by"]));
  };

  steps(first);
  panes.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-by]");
    if (button) { beside(Number(button.dataset["by"]))?.click(); return; }
    const link = (event.target as Element).closest<HTMLAnchorElement>("a.ticket, .talk > header > a.back");
    if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const address = link.href;
    void turnTo(address, () => { if (location.href !== address) history.pushState(null, "", address); });
  });
  addEventListener("popstate", () => {
    const address = location.href;
    if (address.split("#")[0] === shown.split("#")[0]) return;
    if (listOf(address) === listOf(shown)) void turnTo(address, () => undefined);
    else location.reload();
  });
  return { until: stay.signal, drawn: open.drawn };
}

async function fetched(address: string): Promise<Talk | null> {
  const answer = await fetch(address, { headers: { "X-Beside": "1" }, cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return null;
  const fresh = parse(await answer.text());
  const section = fresh.querySelector<HTMLElement>(".talk");
  if (!section) return null;
  sessionHeard();
  const sprite = document.querySelector("body > svg");
  for (const symbol of fresh.querySelectorAll("symbol")) if (!document.getElementById(symbol.id)) sprite?.append(symbol);
  return { section, drawn: Date.parse(answer.headers.get("date") ?? "") || 0 };
}

const pathOf = (address: string): string => new URL(address).pathname;

// Which list an address shows, whatever request is open beside it.
function listOf(address: string): string {
  const query = new URL(address).searchParams;
  query.delete("avant");
  return query.size > 0 ? `?${query}` : "";
}

// Anything but the message, which is kept anyway: a note, a reason, a file on its way.
function isWriting(section: HTMLElement): boolean {
  return section.querySelector("[data-attachment-state=envoi], [data-attachment-state=verification]") !== null
    || [...section.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("textarea, input:not([type=hidden], [type=file])")]
      .some((field) => !field.form?.matches("[data-composer]") && field.value !== field.defaultValue);
}
