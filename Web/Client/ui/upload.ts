import { sessionOver } from "../accounts/session";
import { size, word } from "./labels";

// The server's own limits, told by the page.
export const MaxFiles = Number(document.documentElement.dataset["maxFiles"]);
const MaxBytes = Number(document.documentElement.dataset["maxBytes"]);
const Accepted = (document.documentElement.dataset["accepted"] ?? "").split(",");

/** A file that the server took; `at` is when, in milliseconds. */
export interface Stored { file: string; name: string; size: string; remove?: string; at?: number }

export function tooBig(): string {
  return word("UploadTooBig", size(MaxBytes));
}

/** Why a file need not even be sent; null when the server should look at it. */
export function refusal(file: File): string | null {
  if (/\.hei[cf]$/i.test(file.name)) return word("UploadHeic");
  if (!Accepted.some((ending) => file.name.toLowerCase().endsWith(ending))) return word("UploadKind");
  return file.size > MaxBytes ? tooBig() : null;
}

export interface Upload { done: Promise<Stored>; cancel(): void }

/** Sends one file with its progress; fails with a sentence for the person. (fetch cannot tell how much has left.) */
export function upload(address: string, file: File, token: string, progress: (percent: number) => void): Upload {
  const request = new XMLHttpRequest();
  const done = new Promise<Stored>((resolve, reject) => {
    request.upload.onprogress = (event) => { if (event.lengthComputable) progress(Math.round(100 * event.loaded / event.total)); };
    request.onerror = () => reject(new Error(word("UploadFailed")));
    request.onabort = () => reject(new Error(""));
    request.onload = () => {
      if (request.status === 401) sessionOver();
      const body = json(request);
      if (request.status >= 200 && request.status < 300 && typeof body["file"] === "string") resolve(body as unknown as Stored);
      else reject(new Error(request.status === 413 ? tooBig() : typeof body["message"] === "string" ? body["message"] : word("UploadFailed")));
    };
  });
  const form = new FormData();
  form.append("file", file);
  request.open("POST", address);
  request.setRequestHeader("X-Fragment", "1");
  request.setRequestHeader("RequestVerificationToken", token);
  request.send(form);
  return { done, cancel: () => request.abort() };
}

export function json(request: XMLHttpRequest): Record<string, unknown> {
  try { return JSON.parse(request.responseText) as Record<string, unknown>; } catch { return {}; }
}

export function tokenOf(form: HTMLFormElement): string {
  return form.querySelector<HTMLInputElement>("input[name=jeton]")?.value ?? "";
}
