import { parse } from "../ui/html";
import { missed } from "./live";
import { sessionHeard, sessionOver } from "../accounts/session";
import { freshToken } from "../ui/token";

/** Marks a request as a script's: the server answers a fragment or JSON, and does not take it for a person's gesture. */
const marked = { "X-Fragment": "1" };

/**
 * The fragment at an address; null when it could not be had (it is asked for again in a while, or once the link is back).
 * @param lost what is done when there is none for this person any more
 */
export async function fragment(address: string, lost: (address: string) => void = gone): Promise<DocumentFragment | null> {
  try {
    const answer = await fetch(address, { headers: marked, cache: "no-store" });
    if (answer.status === 401) sessionOver();
    if (answer.status === 404) lost(address);
    if (answer.status >= 500 || answer.status === 429) missed();
    if (answer.ok) sessionHeard();
    return answer.ok ? parse(await answer.text()) : null;
  } catch {
    missed();
    return null;
  }
}

/** A right was taken away while the page was open: the page itself says so. */
function gone(address: string): void {
  if (address.startsWith(location.pathname)) location.reload();
}

export interface Outcome { ok: boolean; status: number; body: Record<string, unknown> }

/** Sends a form as a script; status 0 when there is no connection. One that is refused for its token is sent again with a fresh one. */
export async function post(address: string, form: FormData): Promise<Outcome> {
  try {
    const send = (): Promise<Response> => fetch(address, { method: "POST", body: form, headers: marked });
    let answer = await send();
    const token = answer.status === 400 && form.has("jeton") ? await freshToken() : null;
    if (token) {
      form.set("jeton", token);
      answer = await send();
    }
    if (answer.status === 401) sessionOver();
    if (answer.ok) sessionHeard();
    const json = answer.headers.get("content-type")?.includes("json") ? await answer.json() as Record<string, unknown> : {};
    return { ok: answer.ok, status: answer.status, body: json };
  } catch {
    return { ok: false, status: 0, body: {} };
  }
}

/** Runs at once, then at most once a period, with one last run for what came in between; never two at a time. */
export function paced(run: () => Promise<unknown>, period = 1000): () => void {
  let waiting = false;
  let busy = false;
  const go = async (): Promise<void> => {
    if (busy) { waiting = true; return; }
    busy = true;
    const rest = new Promise((done) => setTimeout(done, period));
    try { await run(); } finally { await rest; busy = false; }
    if (waiting) { waiting = false; void go(); }
  };
  return () => void go();
}
