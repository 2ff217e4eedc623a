import { fragment, paced } from "./http";
import { watch, type Stay } from "./live";
import { replacePart } from "./parts";

/** Regions that are simply drawn again: « À faire » and the news beside it. */
export function regions(root: ParentNode = document, stay?: Stay): void {
  for (const region of root.querySelectorAll<HTMLElement>("[data-replace]")) {
    const refresh = paced(async () => {
      // What stood beside a list may have gone.
      if (!region.isConnected) return;
      const fresh = await fragment(region.dataset["fetch"]!);
      for (const part of fresh?.querySelectorAll<HTMLElement>("[data-part]") ?? []) {
        const shown = document.querySelector<HTMLElement>(`[data-part="${part.dataset["part"]}"]`);
        if (shown && "opens" in part.dataset) {
          location.reload();
          return;
        }
        replacePart(shown, part);
      }
    });
    // What everybody of a portal watches is not asked for by all of them in the same second.
    // A page without a live link, of somebody who has no account, looks by itself as long as it is looked at.
    const every = Number(region.dataset["every"] ?? 0);
    if (every > 0) setInterval(() => { if (document.visibilityState === "visible") refresh(); }, every * 1000);
    const spread = Number(region.dataset["spread"] ?? 0);
    // What is read when it is looked at, not before.
    if ("shown" in region.dataset) {
      const looked = new IntersectionObserver((seen) => { if (seen.some((each) => each.isIntersecting)) { looked.disconnect(); refresh(); } });
      looked.observe(region);
    }
    watch(region.dataset["watch"] ?? "", spread > 0 ? () => void setTimeout(refresh, Math.random() * spread) : refresh, stay);
  }
}
