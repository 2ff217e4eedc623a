import { parse } from "./html";

/**
 * Two lists of companies. Without a script each button sends the form and the page comes back with the choice kept; with it only the lists are
 * drawn again, a search as it is typed. What is chosen stays in the form's own fields either way.
 */
export function pickers(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-picker]")) picker(form);
}

function picker(form: HTMLFormElement): void {
  let asked = 0;
  let timer = 0;
  unneeded(form);

  form.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("[data-part=picker] button[name=action]");
    if (!button) return;
    event.preventDefault();
    void draw(button.value, () => form.requestSubmit(button));
  });
  form.addEventListener("input", (event) => {
    if (!(event.target as Element).matches("[data-pick-search]")) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => void draw("chercher", () => undefined), 250);
  });

  async function draw(action: string, otherwise: () => void): Promise<void> {
    const mine = ++asked;
    const body = new FormData(form);
    body.set("action", action);
    try {
      const answer = await fetch(location.href, { method: "POST", body, headers: { "X-Fragment": "1" } });
      if (!answer.ok) { otherwise(); return; }
      const fresh = parse(await answer.text()).querySelector("[data-part=picker]");
      const shown = form.querySelector("[data-part=picker]");
      // A slower answer to an earlier question says nothing any more.
      if (!fresh || !shown || mine !== asked) return;
      const at = document.activeElement as HTMLInputElement | null;
      const focus = shown.contains(at) ? at : null;
      unneeded(fresh);
      shown.replaceWith(fresh);
      restore(fresh, focus);
    } catch {
      otherwise();
    }
  }
}

/** Who has scripts searches by typing. */
function unneeded(part: Element): void {
  for (const button of part.querySelectorAll<HTMLElement>(".mid [value=chercher]")) button.hidden = true;
}

/** The focus stays where it was: in the same search, on the same button, else at the list's first box. */
function restore(fresh: Element, was: HTMLInputElement | null): void {
  if (!was) return;
  const selector = was.type === "checkbox" ? `input[value="${was.value}"]`
    : was.tagName === "BUTTON" ? `button[value="${was.value}"]` : `input[name="${was.name}"]`;
  const same = fresh.querySelector<HTMLInputElement>(selector);
  (same ?? fresh.querySelector<HTMLInputElement>("li input"))?.focus();
  if (same && was.type === "search") same.setSelectionRange(was.value.length, was.value.length);
}
