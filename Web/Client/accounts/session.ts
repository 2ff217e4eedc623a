/**
 * What this page knows of its session. The server decides: a 401 says that it is over, any other answer that it lives. Listeners are
 * told of the end and of the return, so that nothing that is being written has to leave the page.
 */
export const door = document.body.dataset["signin"];
/** The portal's own path, « /multi-siren ». */
export const space = door?.slice(0, door.lastIndexOf("/")) ?? "";

const SureFor = 60_000;
const ends: (() => void)[] = [];
const returns: (() => void)[] = [];
let heardAt = Date.now();
let over = false;

/** Called whenever the server no longer knows the session. */
export function onSessionOver(listener: () => void): void {
  ends.push(listener);
}

/** Called when the same person has signed in again. */
export function onSessionBack(listener: () => void): void {
  returns.push(listener);
}

export function sessionOver(): void {
  if (over || !door) return;
  over = true;
  for (const listener of ends) listener();
}

export function sessionBack(): void {
  over = false;
  heardAt = Date.now();
  for (const listener of returns) listener();
}

export function sessionHeard(): void {
  heardAt = Date.now();
}

export function isOver(): boolean {
  return over;
}

/** False when the session may have ended since the server was last heard. */
export function isSure(): boolean {
  return !door || !over && Date.now() - heardAt < SureFor;
}

export interface Left { left: number; last: boolean; account: string }

/** What the server says of the session; null when it says nothing or that it is over. */
export async function askSession(body?: FormData): Promise<Left | null> {
  try {
    const answer = body
      ? await fetch(`${space}/session`, { method: "POST", body, headers: { "X-Fragment": "1" } })
      : await fetch(`${space}/fragments/session`, { headers: { "X-Fragment": "1" }, cache: "no-store" });
    if (answer.status === 401) sessionOver();
    if (!answer.ok) return null;
    const left = await answer.json() as Left;
    // Another person signed in here meanwhile: nothing of this page is theirs to see.
    if (left.account !== document.body.dataset["account"]) {
      location.reload();
      return new Promise(() => undefined);
    }
    sessionHeard();
    return left;
  } catch {
    return null;
  }
}
