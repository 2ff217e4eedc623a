/** « Imprimer »; without a script the browser's own menu prints. */
export function printing(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => { print(); });
  }
}
