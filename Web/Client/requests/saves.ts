/** The save of a form that is on its way: one at a time, so that the newest text is the last to land. */
export const saves = new Map<HTMLFormElement, Promise<void>>();

/**
 * What a save of this page made of the draft. The page has seen all up to `data-version`: where nobody wrote between, up to what it has just saved; and what was drawn
 * before `data-floor` is older than what it holds.
 */
export function ownSave(root: HTMLElement | null, answer: Record<string, unknown>): void {
  const { from, version } = answer;
  if (!root || typeof from !== "number" || typeof version !== "number") return;
  root.dataset["floor"] = String(version);
  if (version === from + 1 && (!root.dataset["version"] || Number(root.dataset["version"]) === from)) root.dataset["version"] = String(version);
}

/** True of what one has drawn oneself, or kept. */
export function hasSeen(root: HTMLElement, version: number): boolean {
  return version <= Number(root.dataset["version"] || 0);
}

/** Takes what was just drawn for what is seen; false when the page holds something newer. */
export function isNews(root: HTMLElement, fresh: HTMLElement | null): boolean {
  const version = Number(fresh?.dataset["version"] || 0);
  if (version < Number(root.dataset["floor"] || 0)) return false;
  root.dataset["version"] = String(Math.max(version, Number(root.dataset["version"] || 0)));
  return true;
}
