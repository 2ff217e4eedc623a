import { fragment, paced } from "./http";
import { watch } from "./live";

/** The orange count, in each place that shows it. */
export function badges(): void {
  const places = [...document.querySelectorAll<HTMLElement>("[data-badge]")];
  const first = places[0];
  if (!first?.dataset["fetch"]) return;
  const refresh = paced(async () => {
    const fresh = (await fragment(first.dataset["fetch"]!))?.querySelector("[data-badge]");
    if (!fresh) return;
    for (const place of places) {
      if (place.innerHTML !== fresh.innerHTML) place.replaceChildren(...[...fresh.childNodes].map((node) => node.cloneNode(true)));
    }
  });
  watch(places.map((place) => place.dataset["watch"] ?? "").join(" "), refresh);
}
