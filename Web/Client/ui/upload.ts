import { sessionOver } from "../accounts/session";
import { size, word } from "./labels";
import { freshToken } from "./token";

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

export interface Upload { done: Promise<Record<string, unknown>>; cancel(): void }

// A token that went stale and a network that stumbles are mended by a second try; a server that says why is believed at once.
const Tries = 2;
const Pause = 1000;

/** Sends a form with one file and tells its progress; fails with a sentence for the person. (fetch cannot tell how much has left.) */
export function upload(address: string, form: FormData, token: string, progress: (percent: number) => void): Upload {
  let cancelled = false;
  let running: XMLHttpRequest | undefined;
  const attempt = async (left: number, token: string): Promise<Record<string, unknown>> => {
    const request = running = new XMLHttpRequest();
    await sent(request, address, form, token, progress);
    if (cancelled) throw new Error("");
    if (request.status === 401) sessionOver();
    const body = json(request);
    if (request.status >= 200 && request.status < 300) return body;
    if (request.status === 413) throw new Error(tooBig());
    if (typeof body["message"] === "string") throw new Error(body["message"]);
    if (left > 1 && request.status === 400) {
      const fresh = await freshToken();
      if (fresh) return attempt(left - 1, fresh);
    }
    if (left > 1 && request.status === 0) {
      await new Promise((done) => setTimeout(done, Pause));
      if (!cancelled) return attempt(left - 1, token);
      throw new Error("");
    }
    throw new Error(word(request.status === 400 ? "UploadStale" : "UploadFailed"));
  };
  return { done: attempt(Tries, token), cancel: () => { cancelled = true; running?.abort(); } };
}

/** Ends whatever becomes of the request; its status is 0 when nothing came back. */
function sent(request: XMLHttpRequest, address: string, form: FormData, token: string, progress: (percent: number) => void): Promise<void> {
  return new Promise((done) => {
    request.upload.onprogress = (event) => { if (event.lengthComputable) progress(Math.round(100 * event.loaded / event.total)); };
    request.onloadend = () => done();
    request.open("POST", address);
    request.setRequestHeader("X-Fragment", "1");
    request.setRequestHeader("RequestVerificationToken", token);
    request.send(form);
  });
}

function json(request: XMLHttpRequest): Record<string, unknown> {
  try { return JSON.parse(request.responseText) as Record<string, unknown>; } catch { return {}; }
}

export function tokenOf(form: HTMLFormElement): string {
  return form.querySelector<HTMLInputElement>("input[name=jeton]")?.value ?? "";
}
