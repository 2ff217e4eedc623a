const Chosen = "avis-bureau";

/**
 * The adviser's unread requests stand in the window's title. Who wants it is told by the desktop when more came while the window was not looked at: how
 * many, and no word of whom or what.
 */
export function newsTitle(): void {
  const queues = document.querySelector<HTMLElement>('[data-part="queues"]');
  if (!queues?.querySelector("[data-news]")) return;
  let before = count(queues);
  const box = notice();
  new MutationObserver(() => {
    const now = count(queues);
    entitle(document.title);
    if (now > before && document.visibilityState === "hidden") tell(box, now);
    before = now;
  }).observe(queues, { childList: true, subtree: true });
}

/** The window's title, with what is unread. */
export function entitle(title: string): void {
  const queues = document.querySelector<HTMLElement>('[data-part="queues"]');
  document.title = titled(title, queues ? count(queues) : 0);
}

const count = (queues: HTMLElement): number => Number(queues.querySelector<HTMLElement>("[data-news]")?.dataset["news"] ?? 0);

const titled = (title: string, news: number): string => `${news > 0 ? `(${news > 99 ? "99+" : news}) ` : ""}${title.replace(/^\(\d+\+?\) /, "")}`;

// Where the browser has none it is not offered.
function notice(): HTMLElement | null {
  const label = document.querySelector<HTMLElement>("[data-desk-notice]");
  const box = label?.querySelector("input");
  if (!label || !box || !("Notification" in window)) return null;
  label.hidden = false;
  box.checked = Notification.permission === "granted" && wanted();
  box.addEventListener("change", async () => {
    if (box.checked && Notification.permission !== "granted") box.checked = await Notification.requestPermission() === "granted";
    try { localStorage.setItem(Chosen, box.checked ? "oui" : "non"); } catch { /* It holds for this page alone. */ }
  });
  return label;
}

function wanted(): boolean {
  try { return localStorage.getItem(Chosen) === "oui"; } catch { return false; }
}

function tell(label: HTMLElement | null, news: number): void {
  if (!label?.querySelector("input")?.checked) return;
  const shown = new Notification((label.dataset["said"] ?? "").replace("{0}", String(news)), { tag: Chosen });
  shown.addEventListener("click", () => { window.focus(); shown.close(); });
}
