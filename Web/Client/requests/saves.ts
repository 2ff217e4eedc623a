/** The save of a form that is on its way: one at a time, so that the newest text is the last to land. */
export const saves = new Map<HTMLFormElement, Promise<void>>();

/**
 * What a save of this page made of the draft. The page has seen all up to `data-version`: where nobody wrote between, up to what it has just saved.
 */
export function ownSave(root: HTMLElement | null, answer: Record<string, unknown>): void {
  const { from, version } = answer;
  if (!root || typeof from !== "number" || typeof version !== "number") return;
  if (version === from + 1 && (!root.dataset["version"] || seen(root) === from)) root.dataset["version"] = String(version);
}

/** True of what one has drawn, or kept oneself. */
export function hasSeen(root: HTMLElement, version: number): boolean {
  return version <= seen(root);
}

/** What was just drawn is seen. */
export function drew(root: HTMLElement, fresh: HTMLElement | null): void {
  root.dataset["version"] = String(Math.max(seen(root), fresh ? seen(fresh) : 0));
}

function seen(root: HTMLElement): number {
  return Number(root.dataset["version"] || 0);
}
