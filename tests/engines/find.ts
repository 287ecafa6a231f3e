/** What is meant on the page: as a screen reader would name it. */
export type Kind = 'button' | 'link' | 'field' | 'heading' | 'text' | 'item';

/** An element that can be seen, with what stands in it. */
export interface Found<E> {
  readonly element: E;
  readonly value: string;
}

/** Runs in the page: the first element that can be seen, of this kind and with a name like this. In a dialog, where one is open. */
export function find(kind: Kind, name: string): Found<Element> | undefined {
  const wanted = new RegExp(name, 'u');
  const places: Readonly<Record<Kind, string>> = {
    button: 'button, [role=button], [role=switch], summary, label',
    link: 'a[href]',
    field: 'input:not([type=file]), textarea, select',
    heading: 'h1, h2, h3',
    text: 'p, span, b, h1, h2, h3, li, dd, dt, td, th, div, strong, label, summary, section, a, button',
    item: 'li',
  };
  const plain = (text: string): string => text.replace(/\s+/gu, ' ').trim();
  const textOf = (element: Element | null | undefined): string => plain(element?.textContent ?? '');
  const labelOf = (element: Element): string => {
    const by = (element.getAttribute('aria-labelledby') ?? '')
      .split(' ')
      .map((id) => textOf(id ? document.getElementById(id) : undefined))
      .join(' ')
      .trim();
    const own = by || element.getAttribute('aria-label') || '';
    const labels = 'labels' in element ? [...((element as HTMLInputElement).labels ?? [])] : [];
    return own || labels.map(textOf).join(' ');
  };
  const nameOf = (element: Element): string => (kind === 'field' ? labelOf(element) : labelOf(element) || textOf(element));
  const isSeen = (element: Element): boolean => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && getComputedStyle(element).visibility === 'visible';
  };
  const root = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document;
  const element = [...root.querySelectorAll(places[kind])].find((one) => isSeen(one) && wanted.test(nameOf(one)));
  return element && { element, value: (element as HTMLInputElement).value ?? textOf(element) };
}
