import { fragment } from "../live/http";
import { regions } from "../live/regions";
import { retitle } from "./newstitle";
import { looks, showPresence } from "./presence";
import { replies } from "./replies";
import { thread } from "./thread";

// Where list and request stand beside each other; below that width each has a page of its own.
const wide = matchMedia("(min-width: 60rem)");
let asked = 0;

/** A request opens beside the list without another page: its address, its title, Back and what is live are as if there were one. */
export function inPlace(): void {
  const panes = document.querySelector<HTMLElement>(".panes:has(.pane.list)");
  if (!panes) return;
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a.ticket");
    if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !wide.matches) return;
    event.preventDefault();
    void open(panes, link.href, true);
  });
  panes.addEventListener("click", (event) => {
    const next = (event.target as Element).closest<HTMLElement>("[data-next]");
    if (next) void open(panes, following(panes)!.href, true);
  });
  addEventListener("popstate", () => { void open(panes, location.href, false); });
  new MutationObserver(() => { offer(panes); }).observe(panes.querySelector(".pane.list")!, { childList: true, subtree: true });
  offer(panes);
}

async function open(panes: HTMLElement, address: string, forward: boolean): Promise<void> {
  const mine = ++asked;
  const to = new URL(address);
  to.hash = "";
  const wanted = new URL(to);
  wanted.searchParams.set("volet", "1");
  const fresh = (await fragment(`${wanted.pathname}${wanted.search}`))?.querySelector<HTMLElement>(".pane.talk");
  // Another was asked for meanwhile.
  if (mine !== asked) return;
  if (!fresh) { location.assign(address); return; }
  if (forward) history.pushState(null, "", address);
  panes.querySelector(".pane.talk")?.replaceWith(fresh);
  panes.classList.toggle("at-request", fresh.matches("[data-thread]"));
  panes.classList.toggle("at-list", !fresh.matches("[data-thread]"));
  const list = panes.querySelector<HTMLElement>(".pane.list")!;
  list.dataset["fetch"] = `${to.pathname}${to.search}`;
  for (const link of list.querySelectorAll<HTMLAnchorElement>("a.ticket")) {
    if (new URL(link.href).pathname === to.pathname) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  list.querySelector("a.ticket[aria-current]")?.scrollIntoView({ block: "nearest" });
  retitle(fresh.dataset["title"] ?? document.title);
  for (const part of fresh.querySelectorAll('[data-part="composer"]')) part.dispatchEvent(new CustomEvent("composer", { bubbles: true }));
  thread();
  looks();
  replies();
  regions(fresh);
  showPresence();
  offer(panes);
  // What was opened is where one reads on, and is said.
  fresh.setAttribute("tabindex", "-1");
  if (forward) fresh.focus({ preventScroll: true });
}

function following(panes: HTMLElement): HTMLAnchorElement | undefined {
  const all = [...panes.querySelectorAll<HTMLAnchorElement>("[data-rows] a.ticket")];
  const at = all.findIndex((each) => each.getAttribute("aria-current") === "true");
  return at < 0 ? undefined : all[at + 1];
}

function offer(panes: HTMLElement): void {
  const button = panes.querySelector<HTMLElement>("[data-next]");
  const hidden = !following(panes);
  if (button && button.hidden !== hidden) button.hidden = hidden;
}
