import { fragment } from "../live/http";

/**
 * Canned replies in the composer: its button, or a slash at the start of an empty line, opens a list that is searched as one types. What is chosen
 * goes where one was writing; closing the list changes nothing.
 */
export function replies(until?: AbortSignal): void {
  const box = document.querySelector<HTMLElement>("[data-replies]");
  const pick = box?.querySelector<HTMLElement>("[data-pick]");
  if (!box || !pick) return;
  box.querySelector("[data-plain]")?.remove();
  pick.hidden = false;
  const search = pick.querySelector<HTMLInputElement>("input")!;
  const list = pick.querySelector<HTMLElement>("[role=listbox]")!;
  const said = pick.querySelector<HTMLElement>("[data-none]")!;
  let all: HTMLElement[] = [];
  let at = 0;
  let loaded = false;

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const text = event.target;
    if (!(text instanceof HTMLTextAreaElement) || text.id !== "message" || !startsEmptyLine(text)) return;
    event.preventDefault();
    box.showPopover();
  }, { signal: until });

  box.addEventListener("toggle", (event) => {
    if ((event as ToggleEvent).newState === "open") void open();
  }, { signal: until });
  search.addEventListener("input", draw, { signal: until });
  search.addEventListener("keydown", (event) => {
    const shown = offered();
    switch (event.key) {
      case "ArrowDown": move(at + 1, shown); break;
      case "ArrowUp": move(at - 1, shown); break;
      case "Home": if (search.value) return; move(0, shown); break;
      case "End": if (search.value) return; move(shown.length - 1, shown); break;
      case "Enter": if (shown[at]) insert(shown[at]!); break;
      // A search field would only be emptied.
      case "Escape": box.hidePopover(); composer()?.focus(); break;
      // A second slash is one that was meant.
      case "/": if (search.value) return; box.hidePopover(); type("/"); break;
      default: return;
    }
    event.preventDefault();
  }, { signal: until });
  list.addEventListener("click", (event) => {
    const option = (event.target as Element).closest<HTMLElement>("[role=option]");
    if (option) insert(option);
  }, { signal: until });

  async function open(): Promise<void> {
    search.value = "";
    search.focus();
    const fresh = await fragment(box!.dataset["fetch"]!);
    if (fresh) {
      all = [...fresh.querySelectorAll<HTMLElement>("[role=option]")];
      loaded = true;
    }
    draw();
  }

  function offered(): HTMLElement[] {
    const words = folded(search.value).split(/\s+/).filter((w) => w !== "");
    return all.filter((each) => words.every((w) => folded(`${each.textContent ?? ""} ${each.dataset["text"] ?? ""}`).includes(w)));
  }

  function draw(): void {
    const shown = offered();
    list.replaceChildren(...shown);
    list.hidden = shown.length === 0;
    search.setAttribute("aria-expanded", String(shown.length > 0));
    said.textContent = shown.length > 0 || !loaded ? "" : pick!.querySelector(all.length > 0 ? "[data-nothing]" : "[data-empty]")!.textContent;
    move(0, shown);
  }

  function move(to: number, shown: HTMLElement[]): void {
    at = Math.min(Math.max(to, 0), Math.max(shown.length - 1, 0));
    shown.forEach((each, i) => each.setAttribute("aria-selected", String(i === at)));
    const chosen = shown[at];
    if (!chosen) return search.removeAttribute("aria-activedescendant");
    search.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  function insert(option: HTMLElement): void {
    box!.hidePopover();
    type(option.dataset["text"] ?? "");
  }
}

const composer = (): HTMLTextAreaElement | null => document.querySelector<HTMLTextAreaElement>("#composeur textarea");

/** Writes where one was writing, as if it had been typed; what the request has no value for is chosen, to be written over. */
function type(words: string): void {
  const text = composer();
  if (!text) return;
  text.focus();
  const from = text.selectionStart;
  if (text.value.length - (text.selectionEnd - from) + words.length > text.maxLength) return full(text);
  text.setRangeText(words, from, text.selectionEnd, "end");
  text.dispatchEvent(new Event("input", { bubbles: true }));
  const todo = /\{[^{}\n]{1,40}\}/.exec(words);
  if (todo) text.setSelectionRange(from + todo.index, from + todo.index + todo[0].length);
}

function full(text: HTMLTextAreaElement): void {
  const error = text.form?.querySelector<HTMLElement>("[data-error]");
  if (!error) return;
  error.hidden = false;
  error.textContent = document.querySelector("[data-replies] [data-full]")?.textContent ?? "";
}

function startsEmptyLine(text: HTMLTextAreaElement): boolean {
  const at = text.selectionStart;
  if (at !== text.selectionEnd) return false;
  const [before, after] = [text.value[at - 1] ?? "\n", text.value[at] ?? "\n"];
  return before === "\n" && after === "\n";
}

const folded = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
