import { el, icon } from "./html";
import { word } from "./words";

let said = false;
const listeners: (() => void)[] = [];

/** Called once when the server no longer knows the session. */
export function onSessionOver(listener: () => void): void {
  listeners.push(listener);
}

/** Says it in place: a page that jumps away would take the text being written with it. */
export function sessionOver(): void {
  const door = document.body.dataset["signin"];
  if (said || !door) return;
  said = true;
  for (const listener of listeners) listener();
  const back = `${door}?retour=${encodeURIComponent(location.pathname + location.search)}`;
  const bar = el("div", { class: "note bad session", role: "alert" }, icon("alert", false),
    el("span", {}, `${word("SessionOver")} `, el("a", { href: back }, word("SignInAgain"))));
  document.body.prepend(bar);
}
