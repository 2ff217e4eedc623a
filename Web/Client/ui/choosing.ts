/**
 * Rows that are chosen stay so on the other pages of a list: what was ticked elsewhere goes along in hidden fields, as many as the form's
 * `data-most`. It ends with the form's sending, with « Ne rien choisir », and with the tab; where a page in between asks once more
 * (`data-chosen-stay` of the form or of its button), with that page's sending.
 */
export function choosing(): void {
  const end = document.querySelector<HTMLFormElement>("form[data-chosen-ends]");
  end?.addEventListener("submit", () => { sessionStorage.removeItem(`chosen ${end.dataset["chosenEnds"]}`); });
  const list = document.querySelector<HTMLElement>("[data-list]");
  if (!list?.querySelector("form[data-chosen]")) return;
  let sent = false;
  const draw = (): void => {
    const form = list.querySelector<HTMLFormElement>("form[data-chosen]");
    // What is being sent stays as it is.
    if (form && !sent) show(form);
  };
  addEventListener("pageshow", () => { sent = false; draw(); });
  list.addEventListener("change", (event) => {
    const box = event.target as HTMLInputElement;
    const form = box.form;
    if (!form?.matches("form[data-chosen]") || box.type !== "checkbox") return;
    const chosen = kept(form);
    if (!box.checked) chosen.delete(box.value);
    else if (chosen.size < Number(form.dataset["most"])) chosen.add(box.value);
    else box.checked = false;
    keep(form, chosen);
    show(form);
  });
  list.addEventListener("click", (event) => {
    const button = (event.target as Element).closest("[data-chosen-none], [data-chosen-all]");
    const form = button?.closest("form");
    if (!button || !form) return;
    const most = Number(form.dataset["most"]);
    keep(form, button.matches("[data-chosen-none]") ? new Set() : new Set([...kept(form), ...boxes(form).map((box) => box.value)].slice(0, most)));
    show(form);
  });
  list.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    const asks = [form, event.submitter as HTMLElement | null].some((at) => at?.dataset["chosenStay"] !== undefined);
    if (!form.matches("form[data-chosen]") || asks) return;
    sent = true;
    keep(form, new Set());
  });
  // A live update, or another search, puts other rows there.
  new MutationObserver(draw).observe(list, { childList: true, subtree: true });
  draw();
}

function show(form: HTMLFormElement): void {
  const chosen = kept(form);
  const here = new Set<string>();
  for (const box of boxes(form)) {
    here.add(box.value);
    if (box.checked !== chosen.has(box.value)) box.checked = chosen.has(box.value);
  }
  const elsewhere = [...chosen].filter((id) => !here.has(id));
  const hidden = [...form.querySelectorAll<HTMLInputElement>("input[data-elsewhere]")];
  if (hidden.map((input) => input.value).join(" ") !== elsewhere.join(" ")) {
    for (const input of hidden) input.remove();
    for (const id of elsewhere) form.append(field(form, id));
  }
  const count = form.querySelector("[data-chosen-count]");
  const text = chosen.size > 0 ? ` (${chosen.size})` : "";
  if (count && count.textContent !== text) count.textContent = text;
  form.querySelector("[data-chosen-none]")?.toggleAttribute("hidden", chosen.size === 0);
  form.querySelector("[data-chosen-all]")?.toggleAttribute("hidden", boxes(form).every((box) => box.checked));
}

const boxes = (form: HTMLFormElement): HTMLInputElement[] => [...form.querySelectorAll<HTMLInputElement>("input[type=checkbox]")];

function field(form: HTMLFormElement, id: string): HTMLInputElement {
  const input = document.createElement("input");
  [input.type, input.name, input.value] = ["hidden", form.dataset["chosenName"] ?? "salarie", id];
  input.dataset["elsewhere"] = "";
  return input;
}

function name(form: HTMLFormElement): string {
  return `chosen ${form.dataset["chosenAt"] ?? location.pathname} ${form.dataset["chosen"]}`;
}

function kept(form: HTMLFormElement): Set<string> {
  return new Set((sessionStorage.getItem(name(form)) ?? "").split(" ").filter((id) => id !== ""));
}

function keep(form: HTMLFormElement, chosen: Set<string>): void {
  if (chosen.size === 0) sessionStorage.removeItem(name(form));
  else sessionStorage.setItem(name(form), [...chosen].join(" "));
}
