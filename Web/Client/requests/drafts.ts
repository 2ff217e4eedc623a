/** Text not sent yet, kept in this tab for this account: a reload, a lost session or a wrong key loses nothing. Gone at sign-out. */
const Prefix = "brouillon:";
const mine = `${Prefix}${document.body.dataset["account"] ?? ""}:`;

export function keep(name: string, text: string): void {
  try {
    if (text) sessionStorage.setItem(mine + name, text);
    else sessionStorage.removeItem(mine + name);
  } catch {
    // Storage may be full or forbidden; the text is still on the page.
  }
}

export function kept(name: string): string {
  try { return sessionStorage.getItem(mine + name) ?? ""; } catch { return ""; }
}

/** Another account's texts are erased as soon as a page of this one opens; all of them at sign-out. */
export function guardDrafts(): void {
  if (document.body.dataset["account"]) forget((key) => !key.startsWith(mine));
  document.querySelector("form[data-sign-out]")?.addEventListener("submit", () => forget(() => true));
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
