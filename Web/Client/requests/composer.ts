import { post } from "../live/http";
import { keep, kept, type Draft } from "./drafts";
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
  const key = form.querySelector<HTMLInputElement>("input[name=cle]")!;
  const state = form.querySelector<HTMLElement>("[data-state]")!;
  const error = form.querySelector<HTMLElement>("[data-error]")!;
  const button = form.querySelector<HTMLButtonElement>("button[type=submit]")!;
  const files = fileBox(form, form, () => form.dataset["upload"]!, "attachments", () => remember());
  const name = new URL(form.action).pathname;
  const typing = sayTyping(form.dataset["request"] ?? "");
  let sent: Draft["sent"];
  const remember = (): void => keep(name, { text: text.value, files: files.stored(), sent });

  const before = kept(name);
  if (before?.sent && arrived(before.sent)) {
    // The answer was lost, the message was not: what was written since is the next one.
    if (!text.value && before.text !== before.sent.text) text.value = before.text;
    remember();
  } else if (before && !text.value) {
    text.value = before.text;
    files.restore(before.files);
    sent = before.sent;
    if (sent) key.value = sent.key;
    state.textContent = word("Restored");
  } else if (text.value !== text.defaultValue) {
    // Typed before this script ran.
    remember();
  }
  let wait: ReturnType<typeof setTimeout> | undefined;
  text.addEventListener("input", () => {
    typing();
    fail("");
    clearTimeout(wait);
    wait = setTimeout(() => { remember(); state.textContent = text.value ? word("Kept") : ""; }, 300);
  });
  // Typed in the moment before the page is left: what was acted upon comes as a page anew.
  addEventListener("pagehide", () => { if (form.isConnected && text.value) remember(); });
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
    const written = text.value;
    button.setAttribute("aria-busy", "true");
    state.textContent = word("Sending");
    clearTimeout(wait);
    // A message whose answer was lost keeps its key and its first words, whatever was changed since.
    sent ??= { key: key.value, tick: lastTick(), text: written };
    remember();
    const answer = await post(form.action, body);
    button.removeAttribute("aria-busy");
    state.textContent = "";
    if (answer.status > 0 && answer.status < 500) sent = undefined;
    if (answer.status === 409) return again();
    if (!answer.ok) {
      remember();
      return fail(typeof answer.body["message"] === "string" ? answer.body["message"] : word(answer.status === 0 ? "SendOffline" : "SendFailed"));
    }
    // What was typed while the answer was on its way belongs to the next message.
    text.value = text.value.startsWith(written) ? text.value.slice(written.length) : text.value;
    files.clear();
    remember();
    fail("");
    if (typeof answer.body["key"] === "string") key.value = answer.body["key"];
    refreshThread();
    text.focus();
  });

  // Under this key other words were written already: the message whose answer was lost. What stands here now is another one.
  const again = (): void => {
    key.value = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    remember();
    fail(word("SentBefore"));
    refreshThread();
  };
}

function lastTick(): number {
  return Number(document.querySelector<HTMLElement>("[data-thread]")?.dataset["tick"] ?? 0);
}

/** Whether the thread on this page holds the message: one's own, newer than its sending, with the same words. */
function arrived(sent: NonNullable<Draft["sent"]>): boolean {
  const plain = (text: string): string => text.replace(/\s+/g, " ").trim();
  return [...document.querySelectorAll<HTMLElement>(".msg.mine")]
    .some((message) => Number(message.dataset["tick"]) > sent.tick && plain(message.querySelector(".text")?.textContent ?? "") === plain(sent.text));
}
