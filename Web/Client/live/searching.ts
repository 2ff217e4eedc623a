import { fragment, paced } from "./http";
import { replacePart } from "./parts";

/** A list that answers while one types, and as soon as a filter is chosen; its address follows, so that it can be kept. */
export function searching(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-searching]")) {
    const list = document.querySelector<HTMLElement>("[data-list]");
    if (!list) continue;
    const search = paced(async () => {
      const query = new URLSearchParams();
      for (const [name, value] of new FormData(form)) if (typeof value === "string" && value) query.set(name, value);
      const address = `${form.action.split("?")[0]}${query.size > 0 ? `?${query}` : ""}`;
      const path = address.replace(location.origin, "");
      list.dataset["fetch"] = path;
      const fresh = await fragment(path);
      // A later letter asks for another list.
      if (!fresh || list.dataset["fetch"] !== path) return;
      history.replaceState(null, "", path);
      for (const name of ["tabs", "rows"]) replacePart(list.querySelector(`[data-part="${name}"]`), fresh.querySelector(`[data-part="${name}"]`));
    });
    form.addEventListener("input", search);
    form.addEventListener("change", search);
  }
}
