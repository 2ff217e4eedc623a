import { fragment } from "./live/http";
import { replacePart } from "./live/parts";

/** The demo's page asks again every two seconds while a person looks at it: codes run, mails arrive. */
export function demo(): void {
  const page = document.querySelector<HTMLElement>("[data-demo]");
  if (!page) return;
  setInterval(async () => {
    if (document.visibilityState !== "visible") return;
    const fresh = await fragment(page.dataset["fetch"]!);
    for (const part of page.querySelectorAll<HTMLElement>("[data-part]")) {
      replacePart(part, fresh?.querySelector(`[data-part="${part.dataset["part"]}"]`) ?? null);
    }
  }, 2000);
}
