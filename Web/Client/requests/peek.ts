/** A picture of the thread is shown beside it; without a script its link saves it, as that of any file does. */
export function peek(): void {
  let from: HTMLElement | null = null;
  const shut = (panel: HTMLElement): void => {
    panel.hidden = true;
    panel.querySelector("img")!.removeAttribute("src");
    from?.focus();
  };
  document.addEventListener("click", (event) => {
    const at = event.target as Element;
    const panel = at.closest(".talk")?.querySelector<HTMLElement>("[data-peek]");
    if (!panel) return;
    if (at.closest("[data-peek-shut]")) { shut(panel); return; }
    const link = at.closest<HTMLAnchorElement>("a[data-picture]");
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    from = link;
    const name = link.dataset["picture"]!;
    panel.querySelector("[data-peek-name]")!.textContent = name;
    panel.querySelector<HTMLAnchorElement>("[data-peek-save]")!.href = link.href;
    const picture = panel.querySelector("img")!;
    picture.alt = name;
    picture.src = link.href;
    panel.hidden = false;
    panel.focus();
  });
  document.addEventListener("keydown", (event) => {
    const panel = event.key === "Escape" ? (event.target as Element).closest<HTMLElement>("[data-peek]") : null;
    if (panel) shut(panel);
  });
}
