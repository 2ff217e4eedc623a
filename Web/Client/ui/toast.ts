import { el, icon } from "./html";
import { word } from "./labels";

const Stays = 8000;

/** A confirmation, said once and politely; it waits while the pointer rests on it. Errors never go here. */
export function toast(text: string): void {
  const close = el("button", { type: "button" }, word("Close"));
  const box = el("div", { class: "toast" }, icon("check", false), el("span", {}, text), close);
  let end = setTimeout(() => box.remove(), Stays);
  close.onclick = () => box.remove();
  box.onpointerenter = () => clearTimeout(end);
  box.onpointerleave = () => { end = setTimeout(() => box.remove(), Stays); };
  document.querySelector(".toasts")?.append(box);
}

/** What the server wants confirmed on the page it sent one to. */
export function pendingToast(): void {
  const text = document.body.dataset["toast"];
  if (text) toast(text);
}
