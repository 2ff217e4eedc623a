/** A dialog that the page opens by itself: that its address names, or one whose answer is not asked twice, so that Escape is its first button. */
export function opening(): void {
  document.querySelector<HTMLElement>("[popover]:target")?.showPopover();
  const dialog = document.querySelector<HTMLDialogElement>("dialog[data-opens]");
  if (!dialog) return;
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    dialog.querySelector<HTMLButtonElement>("button[type=submit]")?.click();
  });
  dialog.showModal();
}
