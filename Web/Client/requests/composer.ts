import { post } from "../live/http";
import { keep, kept } from "./drafts";
import { fileBox } from "../ui/filebox";
import { el, icon } from "../ui/html";
import { refreshThread } from "./thread";
import { sayTyping } from "./typing";
import { word } from "../ui/labels";

/** The message being written: sent by fetch under its operation key, never cleared before the server has answered. */
export function composers(): void {
  set(document);
  document.addEventListener("composer", (event) => set(event.target as ParentNode));
}

function set(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-composer]")) compose(form);
}

function compose(form: HTMLFormElement): void {
  const text = form.querySelector("textarea")!;
  const state = form.querySelector<HTMLElement>("[data-state]")!;
  const error = form.querySelector<HTMLElement>("[data-error]")!;
  const button = form.querySelector<HTMLButtonElement>("button[type=submit]")!;
  const files = fileBox(form, form, () => form.dataset["upload"]!, "attachments");
  const name = new URL(form.action).pathname;
  const typing = sayTyping(form.dataset["request"] ?? "");

  const before = kept(name);
  if (before && !text.value) {
    text.value = before;
    state.textContent = word("Restored");
  } else if (text.value !== text.defaultValue) {
    // Typed before this script ran.
    keep(name, text.value);
  }
  let wait: ReturnType<typeof setTimeout> | undefined;
  text.addEventListener("input", () => {
    typing();
    fail("");
    clearTimeout(wait);
    wait = setTimeout(() => { keep(name, text.value); state.textContent = text.value ? word("Kept") : ""; }, 300);
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); }
  });

  const fail = (sentence: string): void => {
    error.hidden = sentence === "";
    error.replaceChildren(...(sentence ? [icon("alert"), el("span", {}, sentence)] : []));
    if (sentence) text.setAttribute("aria-invalid", "true");
    else text.removeAttribute("aria-invalid");
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.getAttribute("aria-busy") === "true") return;
    if (files.busy()) return fail(word("UploadBusy"));
    const body = new FormData(form);
    body.delete("files");
    const sent = text.value;
    button.setAttribute("aria-busy", "true");
    state.textContent = word("Sending");
    clearTimeout(wait);
    keep(name, sent);
    const answer = await post(form.action, body);
    button.removeAttribute("aria-busy");
    state.textContent = "";
    if (!answer.ok) {
      return fail(typeof answer.body["message"] === "string" ? answer.body["message"] : word(answer.status === 0 ? "SendOffline" : "SendFailed"));
    }
    // What was typed while the answer was on its way belongs to the next message.
    text.value = text.value.startsWith(sent) ? text.value.slice(sent.length) : text.value;
    keep(name, text.value);
    files.clear();
    fail("");
    if (typeof answer.body["key"] === "string") form.querySelector<HTMLInputElement>("input[name=cle]")!.value = answer.body["key"];
    refreshThread();
    text.focus();
  });
}
