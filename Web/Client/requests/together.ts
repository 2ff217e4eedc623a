import { fragment, paced } from "../live/http";
import { call, onLinked, onTyping, watch } from "../live/live";
import { replacePart } from "../live/parts";
import { marksOf } from "./marks";
import { drew, hasSeen, saves } from "./saves";
import { el, icon } from "../ui/html";
import { word } from "../ui/labels";

const HereEvery = 15_000;
const SaidEvery = 3000;

/** A draft that others may have open too: what they save appears where one does not type, and where they type one waits. Begun once the draft exists. */
export function together(): void {
  const root = document.querySelector<HTMLElement>("[data-together]");
  if (!root?.dataset["together"] || !root.dataset["fetch"] || root.dataset["begun"]) return;
  root.dataset["begun"] = "1";
  const [topic, form] = [root.dataset["together"], root.querySelector<HTMLFormElement>("form[data-autosave]")];
  const request = topic.slice("request/".length);
  let lapse: ReturnType<typeof setTimeout> | undefined;

  const refresh = paced(async () => {
    if (root.dataset["over"]) return;
    const age = form && marksOf(form).age;
    const fresh = await fragment(root.dataset["fetch"]!, () => lost(root));
    if (!fresh) return;
    const sent = fresh.querySelector<HTMLElement>("[data-sent-by]");
    if (sent) { over(root, sent); return; }
    // Drawn before what was kept here since: it would take that back.
    if (form && marksOf(form).age !== age) { refresh(); return; }
    drew(root, fresh.querySelector<HTMLElement>("[data-together]"));
    for (const part of fresh.querySelectorAll<HTMLElement>("[data-part]")) replacePart(root.querySelector(`[data-part="${part.dataset["part"]}"]`), part);
    const other = fresh.querySelector<HTMLFormElement>("form[data-autosave]");
    if (!form || !other) return;
    marksOf(form).take(other);
    const left = locks(form, other);
    clearTimeout(lapse);
    if (left > 0) lapse = setTimeout(refresh, left + 500);
  }, 1500);

  // One's own save is on the page already. Its answer says which it was, and may come after the notice.
  watch(topic, (notice) => {
    void Promise.resolve(form ? saves.get(form) : undefined).then(() => {
      if (!notice || notice.number > 0 || !hasSeen(root, notice.version)) refresh();
    });
  });
  onTyping(topic, refresh);
  onLinked(refresh);
  root.addEventListener("draft-changed", refresh);
  // What a person turned away from may be shown now.
  form?.addEventListener("focusout", () => { if (form.dataset["behind"]) refresh(); });
  sayHere(request, form);
}

/** The draft is no longer this person's to write in: what they typed stays to be read and copied, and is not sent into nothing. */
export function lost(root: Element): void {
  over(root as HTMLElement, el("p", { class: "note turn", role: "alert" }, icon("alert", false), el("span", {}, word("DraftLost"))));
}

function over(root: HTMLElement, note: HTMLElement): void {
  if (root.dataset["over"]) return;
  root.dataset["over"] = "1";
  for (const form of root.querySelectorAll("form")) {
    form.dataset["over"] = "1";
    for (const button of form.querySelectorAll<HTMLButtonElement>("button")) button.disabled = true;
  }
  root.querySelector("[data-saved]")?.replaceChildren();
  root.querySelector(".steps")?.before(note);
  note.scrollIntoView({ block: "nearest" });
}

function sayHere(request: string, form: HTMLFormElement | null): void {
  const here = (): void => { if (document.visibilityState === "visible") void call("Drafts", request, "", true); };
  // The hub lets say so who watches.
  onLinked(here);
  here();
  setInterval(here, HereEvery);
  document.addEventListener("visibilitychange", here);
  addEventListener("pagehide", () => { void call("Drafts", request, "", false); });
  let said = { name: "", at: 0 };
  let rest: ReturnType<typeof setTimeout> | undefined;
  const say = (name: string): void => {
    said = { name, at: Date.now() };
    void call("Drafts", request, name, true);
  };
  form?.addEventListener("input", (event) => {
    const name = (event.target as HTMLInputElement).name;
    if (!name) return;
    clearTimeout(rest);
    if (said.name !== name || Date.now() - said.at > SaidEvery) say(name);
    else rest = setTimeout(() => say(name), SaidEvery);
  });
}

// Where another types one waits, unless one has begun to write there oneself: then the marks decide. Answers how long the shortest wait is.
function locks(form: HTMLFormElement, fresh: HTMLFormElement): number {
  let least = 0;
  for (const field of form.querySelectorAll<HTMLElement>("[data-field]")) {
    const name = field.dataset["field"]!;
    const theirs = fresh.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`);
    if (field.querySelector("[data-field]")) continue;
    const note = theirs?.querySelector<HTMLElement>("[data-lock]");
    field.querySelector("[data-lock]")?.remove();
    const waits = Boolean(note) && !marksOf(form).isTyped(name) && !field.contains(document.activeElement);
    if (note) {
      least = Math.min(least || Infinity, Number(note.dataset["lock"]));
      field.append(document.importNode(note, true));
    }
    for (const control of field.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>("input, textarea, select")) hold(control, waits);
  }
  return least;
}

function hold(control: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement, waits: boolean): void {
  if (waits === ("held" in control.dataset)) return;
  const text = control instanceof HTMLTextAreaElement || (control instanceof HTMLInputElement && control.type !== "radio" && control.type !== "checkbox");
  if (waits && (control.disabled || (text && control.readOnly))) return;
  if (text) control.readOnly = waits;
  else control.disabled = waits;
  if (waits) control.dataset["held"] = "1";
  else delete control.dataset["held"];
}
