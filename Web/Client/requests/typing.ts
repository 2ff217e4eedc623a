import { fragment, paced } from "../live/http";
import { call } from "../live/live";

const FadesAfter = 6000;
const SendEvery = 3000;

/** « Claire Montbrel écrit… »: the frame says that a person does, the fragment who. Said again only when it changes. */
export function typingLine(page: HTMLElement): () => void {
  let fade: ReturnType<typeof setTimeout> | undefined;
  const ask = paced(async () => {
    const line = page.querySelector("[data-typing]");
    const fresh = (await fragment(`${page.dataset["fetch"]!.replace(/\/fil$/, "/presence")}`))?.querySelector("[data-typing]");
    if (!line || !fresh) return;
    if (line.textContent !== fresh.textContent) line.replaceChildren(...fresh.childNodes);
    clearTimeout(fade);
    fade = setTimeout(() => line.replaceChildren(), FadesAfter);
  }, 2000);
  return ask;
}

/** Tells the others, at most each three seconds. */
export function sayTyping(request: string): () => void {
  let last = 0;
  return () => {
    if (Date.now() - last < SendEvery) return;
    last = Date.now();
    void call("Typing", request);
  };
}
