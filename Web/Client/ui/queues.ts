/** On a phone the queues are one line that scrolls: the current one is in view. */
export function queues(): void {
  const current = document.querySelector<HTMLElement>(".queue [aria-current]");
  const line = current?.closest<HTMLElement>(".queue");
  if (current && line && line.scrollWidth > line.clientWidth) line.scrollLeft = current.offsetLeft - (line.clientWidth - current.offsetWidth) / 2;
}
