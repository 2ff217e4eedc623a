import type { Stored } from "../ui/upload";

/**
 * What is not sent yet, kept in this tab for this account: a reload, a lost session or a wrong key loses nothing. Gone at sign-out.
 * `sent` is there while nobody knows whether the message was written: sent again under its key it is the same message.
 */
export interface Draft { text: string; files: Stored[]; sent?: { key: string; tick: number; text: string } | undefined }

const Prefix = "brouillon:";
const mine = `${Prefix}${document.body.dataset["account"] ?? ""}:`;
let signedOut = false;

export function keep(name: string, draft: Draft): void {
  // A timer may still end between the sign-out's press and the next page.
  if (signedOut) return;
  try {
    if (draft.text || draft.files.length > 0) sessionStorage.setItem(mine + name, JSON.stringify(draft));
    else sessionStorage.removeItem(mine + name);
  } catch {
    // Storage may be full or forbidden; the text is still on the page.
  }
}

export function kept(name: string): Draft | null {
  try { return JSON.parse(sessionStorage.getItem(mine + name) ?? "null") as Draft | null; } catch { return null; }
}

/** Another account's texts are erased as soon as a page of this one opens; all of them at sign-out. */
export function guardDrafts(): void {
  if (document.body.dataset["account"]) forget((key) => !key.startsWith(mine));
  document.querySelector("form[data-sign-out]")?.addEventListener("submit", () => { signedOut = true; forget(() => true); });
}

function forget(which: (key: string) => boolean): void {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(Prefix) && which(key)) sessionStorage.removeItem(key);
    }
  } catch {
    // As above.
  }
}
