import { post } from "../live/http";
import { living } from "../accounts/reauthenticate";
import { fileBox } from "../ui/filebox";
import { ownSave, saves } from "./saves";
import { lost, together } from "./together";
import { marksOf, type Conflict } from "./marks";
import { el, icon } from "../ui/html";
import { isSure } from "../accounts/session";
import { hour, word } from "../ui/labels";

/** Long forms: focus where the eye must go, and a draft kept by itself while one types. */
export function forms(): void {
  const wrong = document.querySelector<HTMLElement>("[data-errors], [data-asks]") ?? document.querySelector<HTMLElement>("main form [aria-invalid=true]");
  wrong?.focus();
  if (!wrong && /[?&]etape=/.test(location.search)) (named() ?? document.querySelector<HTMLElement>("[data-step]"))?.focus();
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-autosave]")) autosave(form);
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-busy], form[data-form]")) once(form);
  together();
  for (const box of document.querySelectorAll<HTMLElement>("[data-files-field]")) {
    const form = box.closest("form")!;
    fileBox(form, box, () => box.dataset["upload"]!, null, () => marksOf(form).stored());
  }
}

// A fault's link, or « Modifier », leads to its field.
function named(): HTMLElement | null {
  const id = decodeURIComponent(location.hash.slice(1));
  return id.startsWith("f-") ? document.getElementById(id) : null;
}

// A double click sends once; a page that comes back from the cache may send again. When the session may be over it is asked for first,
// and signing in again sends the same form: an answer of 401 would be a page in place of what was typed.
function once(form: HTMLFormElement): void {
  let asked = false;
  const free = (): void => {
    delete form.dataset["sent"];
    form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
  };
  form.addEventListener("submit", (event) => {
    if (form.dataset["sent"] || form.dataset["over"]) return event.preventDefault();
    // What a button downloads leaves the page where it is, with its form.
    if (event.submitter?.hasAttribute("data-again")) return;
    form.dataset["sent"] = "true";
    event.submitter?.setAttribute("aria-busy", "true");
    // An autosave on its way must not land after what is sent now.
    const saving = saves.get(form) ?? flushes.get(form)?.();
    if (asked || (isSure() && !saving)) return;
    event.preventDefault();
    // Held back for now: who leaves meanwhile has not sent, and what was typed goes with the page's last breath.
    form.dataset["sent"] = "held";
    void Promise.race([saving, new Promise((done) => setTimeout(done, Patience))]).then(() => asked || isSure() || living()).then((lives) => {
      free();
      asked = lives;
      if (lives && !form.dataset["over"]) form.requestSubmit(event.submitter);
      asked = false;
    });
  });
  addEventListener("pageshow", free);
}

const Pause = 1500;
const Retry = 5000;
// Longer than the server takes to answer or to give up: a save that landed after what is sent would take back the newest answers.
const Patience = 15000;

// Of a draft that others write in, too: what is not kept yet is kept before the page is left, so that a right that is gone costs nothing that was typed.
const flushes = new Map<HTMLFormElement, () => Promise<void> | undefined>();

function autosave(form: HTMLFormElement): void {
  const status = document.querySelector<HTMLElement>("[data-saved]");
  const root = form.closest<HTMLElement>("[data-together]");
  let wait: ReturnType<typeof setTimeout> | undefined;
  let changed = false;
  let lostAt: string | null = null;

  const marks = marksOf(form);

  const save = (): void => {
    if (!changed || form.dataset["sent"] || form.dataset["over"] || saves.has(form)) return;
    keep();
  };

  const keep = (): Promise<void> => {
    const saving = write().finally(() => {
      saves.delete(form);
      if (changed) again(lostAt === null ? Pause : Retry);
    });
    saves.set(form, saving);
    return saving;
  };
  flushes.set(form, () => changed && root?.dataset["begun"] ? keep() : undefined);

  const write = async (): Promise<void> => {
    changed = false;
    const body = new FormData(form);
    body.delete("files");
    const answer = await post(form.dataset["autosave"]!, body);
    if (typeof answer.body["sent"] === "string") {
      // Sent by another: the page stays, and says so.
      if (answer.body["by"]) root?.dispatchEvent(new Event("draft-changed"));
      else location.replace(answer.body["sent"]);
      return;
    }
    if (root && (answer.status === 404 || answer.status === 403)) {
      lost(root);
      return;
    }
    if (answer.ok) {
      lostAt = null;
      conditions(form, answer.body);
      marks.kept(body, (answer.body["seen"] ?? {}) as Record<string, string>, (answer.body["conflicts"] ?? []) as Conflict[]);
      ownSave(root, answer.body);
      moved(form, answer.body["path"]);
      // Typed on meanwhile: only what is kept is said to be.
      if (!changed) say(word("SavedAt", typeof answer.body["savedAt"] === "string" ? answer.body["savedAt"] : hour()), true);
      return;
    }
    changed = true;
    lostAt ??= hour();
    say(typeof answer.body["said"] === "string" ? answer.body["said"] : word("NotSaved", lostAt), false);
  };

  const again = (after: number): void => {
    clearTimeout(wait);
    wait = setTimeout(save, after);
  };

  const say = (text: string, saved: boolean): void => {
    if (!status) return;
    status.setAttribute("role", saved ? "status" : "alert");
    status.classList.toggle("bad-t", !saved);
    status.replaceChildren(icon(saved ? "check" : "alert"), text);
  };

  const touched = (): void => {
    changed = true;
    again(Pause);
  };
  form.addEventListener("input", touched);
  // What is chosen may open another question: the form says which.
  if (form.dataset["computed"]) form.addEventListener("change", (event) => {
    // Another company has other people: the page comes again.
    if ((event.target as HTMLInputElement).name === "company") {
      form.append(el("input", { type: "hidden", name: "aller", value: "ici" }));
      form.requestSubmit();
      return;
    }
    changed = true;
    again(0);
  });
  // Typed before this script ran, or put back by the browser: no event told of it.
  if (differs(form)) touched();
  // Leaving by the address bar or closing the tab: what was typed goes with the last breath of the page.
  addEventListener("pagehide", () => {
    if (!changed || form.dataset["sent"] === "true" || form.dataset["over"]) return;
    const body = new FormData(form);
    body.delete("files");
    void fetch(form.dataset["autosave"]!, { method: "POST", body, headers: { "X-Fragment": "1" }, keepalive: true }).catch(() => undefined);
  });
}

// What the form shows and fills in now. What a person typed stays as it is.
function conditions(form: HTMLFormElement, body: Record<string, unknown>): void {
  for (const [name, shown] of Object.entries((body["shown"] ?? {}) as Record<string, boolean>)) {
    const field = form.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`);
    if (field) field.hidden = !shown;
  }
  for (const [name, text] of Object.entries((body["filled"] ?? {}) as Record<string, string>)) {
    for (const input of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>(`[name="${CSS.escape(name)}"][data-filled]`)) fill(input, text);
    const fixed = form.querySelector<HTMLInputElement>(`[data-field="${CSS.escape(name)}"] [data-fixed]`);
    if (fixed) fixed.value = text;
  }
}

function fill(input: HTMLInputElement | HTMLSelectElement, text: string): void {
  const before = input.dataset["filled"] ?? "";
  input.dataset["filled"] = text;
  if (input instanceof HTMLInputElement && input.type === "radio") {
    const chosen = input.form?.querySelector<HTMLInputElement>(`[name="${CSS.escape(input.name)}"]:checked`);
    if (!chosen || chosen.value === before) input.checked = input.value === text;
  } else if (input !== document.activeElement && (input.value === "" || input.value === before)) input.value = text;
}

// True when a field no longer holds what the server drew.
function differs(form: HTMLFormElement): boolean {
  return [...form.elements].some((field) =>
    field instanceof HTMLTextAreaElement ? field.value !== field.defaultValue
    : field instanceof HTMLSelectElement ? [...field.options].some((o) => o.selected !== o.defaultSelected) && field.selectedIndex > 0
    : field instanceof HTMLInputElement && field.type !== "hidden" && field.type !== "file"
      && (field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue));
}

// The first save made the draft: from now on this page is the draft's own, also in the history.
function moved(form: HTMLFormElement, path: unknown): void {
  if (typeof path !== "string" || location.pathname === path) return;
  const step = new URL(form.action).search;
  form.action = path + step;
  form.dataset["autosave"] = path + new URL(form.dataset["autosave"]!, location.href).search;
  history.replaceState(null, "", path + step);
  const root = form.closest<HTMLElement>("[data-together]");
  if (root) root.dataset["fetch"] = path + step;
  together();
}
