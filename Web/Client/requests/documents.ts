import { el, icon, parse } from "../ui/html";
import { refreshThread } from "./thread";
import { refusal, tokenOf, upload } from "../ui/upload";

/** One asked document: choosing the file sends it, with its progress. Without a script the same form is sent as it is. */
export function deposits(): void {
  const take = (input: HTMLInputElement): void => {
    const form = input.closest<HTMLFormElement>("form[data-deposit]");
    if (form && input.type === "file" && input.files?.length) send(form, input.files[0]!);
  };
  document.addEventListener("change", (event) => take(event.target as HTMLInputElement));
  // Chosen before this script had come.
  for (const input of document.querySelectorAll<HTMLInputElement>("form[data-deposit] input[type=file]")) take(input);
}

function send(form: HTMLFormElement, file: File): void {
  const bar = form.querySelector("progress")!;
  const button = form.querySelector<HTMLElement>("input[type=file][name]")!.closest("label")!;
  const error = form.querySelector<HTMLElement>(".err")!;
  const end = (sentence: string): void => {
    bar.hidden = true;
    button.removeAttribute("aria-busy");
    error.hidden = sentence === "";
    error.replaceChildren(...(sentence ? [icon("alert"), el("span", {}, sentence)] : []));
    for (const input of form.querySelectorAll<HTMLInputElement>("input[type=file]")) input.value = "";
    if (!sentence) { (document.activeElement as HTMLElement | null)?.blur(); void shown(form); }
  };
  const why = refusal(file);
  if (why) return end(why);
  bar.hidden = false;
  error.hidden = true;
  button.setAttribute("aria-busy", "true");
  // Photographed or chosen: two fields, one file.
  const body = new FormData(form);
  body.set(form.querySelector<HTMLInputElement>("input[type=file][name]")!.name, file);
  upload(form.action, body, tokenOf(form), (percent) => { bar.value = percent; }).done.then(() => end(""), (failure: Error) => end(failure.message));
}

// A thread reads what is new; elsewhere the list of what is asked for is drawn again where it stands.
async function shown(form: HTMLFormElement): Promise<void> {
  const list = form.closest<HTMLElement>("[data-papers]");
  if (!list) return refreshThread();
  const page = parse(await (await fetch(location.pathname + location.search)).text());
  const fresh = page.querySelector("[data-papers]");
  if (fresh) list.replaceWith(fresh);
  else location.reload();
}
