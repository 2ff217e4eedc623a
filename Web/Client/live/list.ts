import { fragment, paced } from "./http";
import { el } from "../ui/html";
import { watch } from "./live";
import { replacePart } from "./parts";
import { word } from "../ui/labels";
import { showPresence } from "../requests/presence";

/**
 * A list that stays still under the reader. Rows that stand there are updated in place; a new order waits behind « 3 nouvelles,
 * afficher ». The adviser's queue shows it at once when nobody is reading a row: at its top, no pointer and no focus on it.
 */
export function lists(): void {
  for (const list of document.querySelectorAll<HTMLElement>("[data-list]")) {
    watch(list.dataset["watch"] ?? "", paced(() => refresh(list)));
    // The row that is open is where one goes on reading.
    const rows = list.querySelector('[data-part="rows"]');
    if (rows && rows.scrollHeight > rows.clientHeight) rows.querySelector("[data-key] [aria-current=true]")?.scrollIntoView({ block: "nearest" });
  }
}

async function refresh(list: HTMLElement): Promise<void> {
  const fresh = await fragment(list.dataset["fetch"]!);
  const coming = fresh?.querySelector('[data-part="rows"]');
  const rows = list.querySelector('[data-part="rows"]');
  if (!fresh || !coming || !rows) return;
  for (const name of ["lead", "tabs", "queues"]) {
    replacePart(document.querySelector(`[data-part="${name}"]`), fresh.querySelector(`[data-part="${name}"]`));
  }
  const known = rowsOf(rows);
  const next = rowsOf(coming);
  for (const [key, row] of known) updateRow(row, next.get(key));
  const order = [...next.keys()].join(" ");
  if (order === [...known.keys()].join(" ")) {
    list.querySelector("[data-newsbar]")?.replaceChildren();
    return;
  }
  if (known.size === 0 || list.dataset["list"] === "queue" && atRest(rows)) show(list, rows, coming);
  else offer(list, rows, coming, [...next.keys()].filter((key) => !known.has(key)).length);
}

function rowsOf(rows: Element): Map<string, HTMLElement> {
  return new Map([...rows.querySelectorAll<HTMLElement>("[data-key]")].map((row) => [row.dataset["key"]!, row]));
}

function updateRow(row: HTMLElement, fresh: HTMLElement | undefined): void {
  if (!fresh) return;
  row.dataset["status"] = fresh.dataset["status"] ?? "";
  row.className = fresh.className;
  const link = row.querySelector(".ticket");
  const freshLink = fresh.querySelector(".ticket");
  if (link && freshLink) link.className = freshLink.className;
  for (const cell of row.querySelectorAll<HTMLElement>("[data-cell]")) {
    const its = fresh.querySelector(`[data-cell="${cell.dataset["cell"]}"]`);
    if (its) cell.className = its.className;
    if (its && its.innerHTML !== cell.innerHTML && !cell.contains(document.activeElement)) {
      cell.replaceChildren(...[...its.childNodes].map((node) => node.cloneNode(true)));
    }
  }
}

function atRest(rows: Element): boolean {
  return rows.scrollTop < 8 && scrollY < 8 && !rows.matches(":hover") && !rows.contains(document.activeElement);
}

function offer(list: HTMLElement, rows: Element, coming: Element, news: number): void {
  const text = news === 0 ? word("NewsOrder") : news === 1 ? word("NewsOne") : word("NewsMany", news);
  const button = el("button", { type: "button", class: "pill on" }, text);
  button.addEventListener("click", () => {
    show(list, rows, coming);
    rows.querySelector<HTMLElement>("[data-key] a")?.focus();
  });
  list.querySelector("[data-newsbar]")?.replaceChildren(button);
}

function show(list: HTMLElement, rows: Element, coming: Element): void {
  rows.replaceChildren(...coming.childNodes);
  showPresence();
  list.querySelector("[data-newsbar]")?.replaceChildren();
}
