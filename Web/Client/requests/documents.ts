import { el, icon } from "../ui/html";
import { sessionOver } from "../accounts/session";
import { refreshThread } from "./thread";
import { json, refusal, tooBig } from "../ui/upload";
import { word } from "../ui/labels";

/** One asked document: choosing the file sends it, with its progress. Without a script the same form is sent as it is. */
export function deposits(): void {
  document.addEventListener("change", (event) => {
    const input = event.target as HTMLInputElement;
    const form = input.closest<HTMLFormElement>("form[data-deposit]");
    if (form && input.type === "file" && input.files?.length) send(form, input.files[0]!);
  });
}

function send(form: HTMLFormElement, file: File): void {
  const bar = form.querySelector("progress")!;
  const button = form.querySelector<HTMLElement>("label.main")!;
  const error = form.querySelector<HTMLElement>(".err")!;
  const end = (sentence: string): void => {
    bar.hidden = true;
    button.removeAttribute("aria-busy");
    error.hidden = sentence === "";
    error.replaceChildren(...(sentence ? [icon("alert"), el("span", {}, sentence)] : []));
    for (const input of form.querySelectorAll<HTMLInputElement>("input[type=file]")) input.value = "";
    if (!sentence) { (document.activeElement as HTMLElement | null)?.blur(); refreshThread(); }
  };
  const why = refusal(file);
  if (why) return end(why);
  const request = new XMLHttpRequest();
  bar.hidden = false;
  error.hidden = true;
  button.setAttribute("aria-busy", "true");
  request.upload.onprogress = (sent) => { if (sent.lengthComputable) bar.value = 100 * sent.loaded / sent.total; };
  request.onerror = () => end(word("UploadFailed"));
  request.onload = () => {
    if (request.status === 401) sessionOver();
    const message = json(request)["message"];
    end(request.status < 300 ? "" : request.status === 413 ? tooBig() : typeof message === "string" ? message : word("UploadFailed"));
  };
  request.open("POST", form.action);
  request.setRequestHeader("X-Fragment", "1");
  // Photographed or chosen: two fields, one file.
  const body = new FormData(form);
  body.set("file", file);
  request.send(body);
}
