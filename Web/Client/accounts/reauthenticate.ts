import { el, icon, parse } from "../ui/html";
import { codeBox } from "./otp";
import { passwords } from "./password";
import { sending } from "./sending";
import { askSession, door, isOver, isSure, onSessionBack, onSessionOver, sessionBack } from "./session";
import { word } from "../ui/labels";

let bar: HTMLElement | null = null;
let dialog: HTMLDialogElement | null = null;
let waiting: ((back: boolean) => void)[] = [];

/** Signing in again over the page: a page that jumps away would take the text being written with it. */
export function doorInPlace(): void {
  onSessionOver(() => { sayOver(); void open(); });
  onSessionBack(() => { bar?.remove(); settle(true); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible" && isOver()) void returned(); });
}

// Who signed in again in another tab is asked for nothing here.
async function returned(): Promise<void> {
  if (await askSession() && isOver()) back();
}

/** True once the session is known to live, after signing in again if need be; false when the person does not want to. */
export async function living(): Promise<boolean> {
  if (isSure()) return true;
  if (!isOver()) await askSession();
  if (!isOver()) return true;
  const back = new Promise<boolean>((done) => waiting.push(done));
  void open();
  return back;
}

// Stays when the dialog is put away: the way back in.
function sayOver(): void {
  const again = el("button", { class: "btn quiet small", type: "button" }, word("SignInAgain"));
  again.onclick = () => void open();
  bar = el("div", { class: "note bad session", role: "alert" }, icon("alert", false), el("span", {}, word("SessionOver")), again);
  document.body.prepend(bar);
}

async function open(): Promise<void> {
  if (dialog) return;
  dialog = el("dialog", { class: "dialog", "aria-labelledby": "reconnexion" });
  const its = dialog;
  its.addEventListener("close", () => { its.remove(); if (dialog === its) { dialog = null; settle(false); } });
  its.addEventListener("submit", (event) => { event.preventDefault(); void send(its, event.target as HTMLFormElement, event.submitter); });
  its.addEventListener("click", (event) => {
    const link = (event.target as Element).closest("a");
    if (link && link.pathname === door) { event.preventDefault(); void load(its, link.href); }
  });
  document.body.append(its);
  await load(its, `${door}?fin=session&retour=${encodeURIComponent(location.pathname + location.search)}`);
}

function settle(back: boolean): void {
  const all = waiting;
  waiting = [];
  for (const done of all) done(back);
}

async function send(its: HTMLDialogElement, form: HTMLFormElement, by: HTMLElement | null): Promise<void> {
  if (form.dataset["sent"] === "true") return;
  form.dataset["sent"] = "true";
  by?.setAttribute("aria-busy", "true");
  await load(its, form.action, new FormData(form, by));
  delete form.dataset["sent"];
  by?.removeAttribute("aria-busy");
}

/** The door's next step, drawn in place. 204: a person is signed in. */
async function load(its: HTMLDialogElement, address: string, body?: FormData): Promise<void> {
  const answer = await fetch(address, { method: body ? "POST" : "GET", headers: { "X-Fragment": "1" }, cache: "no-store", ...(body ? { body } : {}) }).catch(() => null);
  if (answer?.status === 204) return enter(its);
  if (answer?.ok) return draw(its, parse(await answer.text()));
  // Another tab signed in: a token made for nobody no longer fits, and the door has nothing more to ask.
  if (answer?.status === 400 && body) return load(its, door!);
  fail(its, word(answer ? "SignInFailed" : "SignInOffline"));
}

async function enter(its: HTMLDialogElement): Promise<void> {
  if (!await askSession()) return fail(its, word("SignInOffline"));
  back();
}

function back(): void {
  const its = dialog;
  dialog = null;
  its?.close();
  // One whose first step is still on its way was never open.
  its?.remove();
  sessionBack();
}

function draw(its: HTMLDialogElement, content: DocumentFragment): void {
  if (!its.isConnected) return;
  its.replaceChildren(el("div", { class: "stack gap-4" }, content));
  if (!its.open) its.showModal();
  codeBox(its);
  passwords(its);
  sending(its);
  const inputs = [...its.querySelectorAll<HTMLInputElement>("input:not([type=hidden])")];
  (inputs.find((input) => !input.value) ?? inputs[0])?.focus();
}

function fail(its: HTMLDialogElement, sentence: string): void {
  const said = el("p", { class: "err", role: "alert" }, icon("alert"), el("span", {}, sentence));
  its.querySelector(".err")?.remove();
  const form = its.querySelector("form");
  if (form) form.prepend(said);
  // Nothing to show yet: the bar stays and its button asks again.
  else { its.remove(); dialog = null; settle(false); }
}
