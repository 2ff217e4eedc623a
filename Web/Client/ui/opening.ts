/** A dialog that the page opens by itself. Escape is its answer, as its first button: it is not asked twice. */
export function opening(): void {
  const dialog = document.querySelector<HTMLDialogElement>("dialog[data-opens]");
  if (!dialog) return;
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    dialog.querySelector<HTMLButtonElement>("button[type=submit]")?.click();
  });
  dialog.showModal();
}
