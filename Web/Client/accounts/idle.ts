import { el } from "../ui/html";
import { askSession, door, isOver, onSessionBack, onSessionOver, type Left } from "./session";
import { freshToken } from "../ui/token";
import { tokenOf } from "../ui/upload";
import { word } from "../ui/labels";

const Warning = 120;
const Look = 15_000;
const FirstAsk = 30_000;

/** Two minutes before the session ends, asks whether to stay. Another tab may have renewed it: the server is asked first. */
export function idle(): void {
  if (!door) return;
  let askAt = Date.now() + FirstAsk;
  let end = 0;
  // An end that cannot be moved is announced once.
  let told = false;
  let dialog: HTMLDialogElement | null = null;
  let tick: ReturnType<typeof setInterval> | undefined;

  const close = (): void => {
    clearInterval(tick);
    dialog?.close();
    dialog?.remove();
    dialog = null;
  };

  const heard = (now: Left | null): void => {
    if (!now) { askAt = Date.now() + Look; return; }
    end = Date.now() + 1000 * now.left;
    askAt = Date.now() + 1000 * Math.max(now.left - Warning, 10);
    if (now.left > Warning) close();
    else if (!dialog && !(now.last && told)) warn(now.last);
  };

  const ask = async (): Promise<void> => {
    askAt = Infinity;
    heard(await askSession());
  };

  const warn = (last: boolean): void => {
    told = last;
    const seconds = el("span", { class: "num", role: "timer" });
    dialog = question(seconds, last, async () => {
      if (last) { askAt = end; close(); return; }
      const form = new FormData();
      form.append("jeton", await freshToken() ?? tokenOf(signOut()!));
      const extended = await askSession(form);
      if (extended) heard(extended);
      else void ask();
    });
    const show = (): void => {
      const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      seconds.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
      if (left === 0) { clearInterval(tick); setTimeout(ask, 1000); }
    };
    show();
    tick = setInterval(show, 500);
  };

  // By the clock on the wall: a computer that slept must ask as soon as it wakes.
  setInterval(() => { if (!isOver() && Date.now() >= askAt) void ask(); }, 1000);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible" && !isOver()) void ask(); });
  onSessionOver(close);
  onSessionBack(() => void ask());
}

function question(seconds: HTMLElement, last: boolean, stay: () => Promise<void>): HTMLDialogElement {
  const main = el("button", { class: "btn main", type: "button", autofocus: "" }, word(last ? "EndingGoOn" : "StayYes"));
  const leave = el("button", { class: "btn", type: "button" }, word("StayNo"));
  const dialog = el("dialog", { class: "dialog", role: "alertdialog", "aria-labelledby": "rester-t", "aria-describedby": "rester-d" },
    el("h2", { id: "rester-t" }, word(last ? "EndingTitle" : "StayTitle")),
    el("p", { id: "rester-d" }, `${word("StayText")} `, seconds, word(last ? "EndingText" : "StayEnd")),
    el("div", { class: "acts mt-4" }, main, leave));
  main.onclick = () => void stay();
  leave.onclick = () => signOut()?.requestSubmit();
  // Escape is a person's gesture as well: the person who presses it is here.
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); void stay(); });
  document.body.append(dialog);
  dialog.showModal();
  main.focus();
  return dialog;
}

function signOut(): HTMLFormElement | null {
  return document.querySelector<HTMLFormElement>("form[data-sign-out]");
}
