import { fragment } from "../live/http";

const pause = 150;

/** The menu of companies offers what is typed for; without a script its field searches on a page of its own. */
export function companies(): void {
  for (const menu of document.querySelectorAll<HTMLElement>("[data-companies]")) {
    const input = menu.querySelector<HTMLInputElement>("input[type=search]");
    const options = menu.querySelector("[data-options]");
    if (input && options) search(menu.dataset["companies"]!, input, options);
  }
}

function search(address: string, input: HTMLInputElement, options: Element): void {
  let waiting = 0;
  let asked = "";
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void offer(), pause);
  });
  // Down leads to the first company, past « all of them ».
  input.addEventListener("keydown", (event) => {
    const first = options.querySelector("a");
    if (event.key !== "ArrowDown" || !first) return;
    event.preventDefault();
    event.stopPropagation();
    first.focus();
  });
  async function offer(): Promise<void> {
    const typed = asked = input.value;
    const found = await fragment(`${address}&q=${encodeURIComponent(typed)}`);
    // An answer that comes after a later question is not shown.
    if (found && typed === asked) options.replaceChildren(found);
  }
}
