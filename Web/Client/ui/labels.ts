/** The sentences that scripts say: written in ClientTexts.resx, carried by the page as JSON. */
const words: Record<string, string> = JSON.parse(document.getElementById("mots")?.textContent ?? "{}");

export function word(key: string, ...values: (string | number)[]): string {
  return (words[key] ?? key).replace(/\{(\d)\}/g, (_, i: string) => String(values[Number(i)] ?? ""));
}

/** « 14 h 22 » */
export function hour(at = new Date()): string {
  return `${at.getHours()}\u00a0h\u00a0${String(at.getMinutes()).padStart(2, "0")}`;
}

/** « 184 Ko », « 1,8 Mo » */
export function size(bytes: number): string {
  return bytes < 999_500
    ? word("SizeKo", Math.max(1, Math.round(bytes / 1000)))
    : word("SizeMo", (bytes / 1_000_000).toFixed(1).replace(".", ",").replace(",0", ""));
}
