import { fragment, paced } from "./http";
import { watch } from "./live";

/** The orange counts, in each place that shows one. */
export function badges(): void {
  const places = [...document.querySelectorAll<HTMLElement>("[data-badge]")];
  const first = places[0];
  if (!first?.dataset["fetch"]) return;
  const refresh = paced(async () => {
    const counts = await fragment(first.dataset["fetch"]!);
    for (const place of places) {
      const fresh = counts?.querySelector(`[data-badge="${place.dataset["badge"]}"]`);
      if (fresh && place.innerHTML !== fresh.innerHTML) place.replaceChildren(...[...fresh.childNodes].map((node) => node.cloneNode(true)));
    }
  });
  watch(places.map((place) => place.dataset["watch"] ?? "").join(" "), refresh);
}
