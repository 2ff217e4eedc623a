/**
 * The only place where text becomes elements. Trusted Types let nothing else do so: what a person wrote can reach the page only as HTML
 * that our own server rendered and encoded.
 */
interface Policy { createHTML(html: string): string }
interface Factory { createPolicy(name: string, rules: Policy): Policy }

const factory = (window as unknown as { trustedTypes?: Factory }).trustedTypes;
const policy: Policy = factory?.createPolicy("guichet", { createHTML: (html) => html }) ?? { createHTML: (html) => html };

export function parse(html: string): DocumentFragment {
  const template = document.createElement("template");
  template.innerHTML = policy.createHTML(html);
  return template.content;
}

export function icon(name: string, small = true): SVGElement {
  return parse(`<svg class="i${small ? " s" : ""}" aria-hidden="true"><use href="#i-${name}"/></svg>`).firstElementChild as SVGElement;
}

/** Builds an element: attributes by name, children as nodes or text (never as HTML). */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: Record<string, string> = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
