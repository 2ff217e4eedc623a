/** Menus are <details>: they open without a script. Here come Escape, a click outside, the arrows, and one open at a time. */
export function menus(): void {
  const open = (): HTMLDetailsElement[] => [...document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")];
  document.addEventListener("click", (event) => {
    for (const menu of open()) {
      if (!menu.contains(event.target as Node)) menu.open = false;
      // What leads to a dialog has done its work; the dialog gives the focus back to what stays.
      else if ((event.target as Element).closest(".pop [popovertarget]")) {
        menu.querySelector("summary")?.focus();
        menu.open = false;
      }
    }
  });
  document.addEventListener("keydown", (event) => {
    const menu = (event.target as Element).closest<HTMLDetailsElement>("details.menu");
    if (event.key === "Escape") {
      for (const each of open()) { each.open = false; if (each === menu) each.querySelector("summary")?.focus(); }
    } else if (menu && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      menu.open = true;
      move(menu, event.key === "ArrowDown" ? 1 : -1);
    }
  });
}

function move(menu: HTMLElement, by: number): void {
  const items = [...menu.querySelectorAll<HTMLElement>(".pop :is(a, button)")].filter((item) => item.offsetParent !== null);
  const at = items.indexOf(document.activeElement as HTMLElement);
  items[(at + by + items.length) % items.length]?.focus();
}
