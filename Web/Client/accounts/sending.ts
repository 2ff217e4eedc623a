import { fragment } from "../live/http";

/** While a code is on its way by SMS the page asks what became of it, so that another way is offered as soon as it failed. */
export function sending(root: ParentNode = document): void {
  const place = root.querySelector<HTMLElement>("[data-sending]");
  if (place) askLater(place);
}

function askLater(place: HTMLElement): void {
  const seconds = Number(place.dataset["again"]);
  if (seconds > 0) setTimeout(() => void ask(place), 1000 * seconds);
}

async function ask(place: HTMLElement): Promise<void> {
  if (!place.isConnected) return;
  // Nobody looks, or a form is on its way: the next page comes anyway.
  if (document.hidden || document.querySelector("form [aria-busy]")) return askLater(place);
  const fresh = (await fragment(place.dataset["fetch"]!))?.querySelector<HTMLElement>("[data-sending]");
  if (fresh && fresh.dataset["sending"] !== place.dataset["sending"]) {
    place.replaceWith(fresh);
    return askLater(fresh);
  }
  if (fresh) place.dataset["again"] = fresh.dataset["again"]!;
  askLater(place);
}
