/**
 * The token of this page's forms fits a cookie that all tabs share, and whoever is signed in: what another tab did may have made it stale.
 * A fresh one is asked for whenever the page is looked at again, and before a form leaves as long as that is not done.
 */
const mine = document.body.dataset["account"] ?? "";
let doubted = false;
let asking: Promise<string | null> | null = null;
let passing: HTMLFormElement | null = null;

export function tokens(): void {
  const look = (): void => { if (doubted && document.visibilityState === "visible" && fields().length > 0) void freshToken(); };
  addEventListener("blur", () => { doubted = true; });
  addEventListener("focus", look);
  document.addEventListener("visibilitychange", () => { doubted = true; look(); });
  addEventListener("pageshow", (shown) => { if (shown.persisted) { doubted = true; look(); } });
  document.addEventListener("submit", hold, { capture: true });
}

/** A token that is good now, already in every form of the page; null when none could be had. */
export function freshToken(): Promise<string | null> {
  asking ??= ask().finally(() => { asking = null; });
  return asking;
}

async function ask(): Promise<string | null> {
  const answer = await fetch(`/${location.pathname.split("/")[1]}/fragments/jeton`, { headers: { "X-Fragment": "1" }, cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return null;
  const fresh = await answer.json() as { token: string; account: string };
  // Nobody is signed in: once this person is again, the token that the page has is right.
  if (mine && !fresh.account) return null;
  // Another person's session, or a sign-in page whose visitor came in elsewhere: this page is not theirs to send.
  if (fresh.account !== mine && (mine || document.querySelector("form[data-door]"))) {
    location.reload();
    return new Promise(() => undefined);
  }
  for (const field of fields()) field.value = fresh.token;
  doubted = false;
  return fresh.token;
}

// Listens before every other: a form that waits for its token has not been sent for anybody. A dialog's sign-in looks after itself.
function hold(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  if (!doubted && !asking || form === passing || !form.querySelector("input[name=jeton]") || form.closest("dialog")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (form.dataset["held"]) return;
  form.dataset["held"] = "true";
  void freshToken().then(() => {
    delete form.dataset["held"];
    passing = form;
    if (form.isConnected) form.requestSubmit(event.submitter?.isConnected ? event.submitter : null);
    passing = null;
  });
}

function fields(): NodeListOf<HTMLInputElement> {
  return document.querySelectorAll<HTMLInputElement>("input[name=jeton]");
}
