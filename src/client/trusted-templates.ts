import { untrack } from 'solid-js';
import { trustedPolicy } from './trusted.ts';

// What the compiler makes of JSX takes all from here that it took from solid-js/web (vite.config.ts), but for `template`.
export * from 'solid-js/web';

/** Known to this file alone: only what was written in the source and compiled becomes elements. */
const TEMPLATES = trustedPolicy('templates', { createHTML: (html) => html });

/** As in solid-js/web, which sets the compiled text without asking a policy. MathML, of which it knows too, is not written here. */
export function template(html: string, isImportNode?: boolean, isSvg?: boolean) {
  let made: Node | null | undefined;
  const make = (): Node | null | undefined => {
    const element = document.createElement('template');
    element.innerHTML = TEMPLATES.createHTML(html);
    const first = element.content.firstChild;
    return isSvg ? first?.firstChild : first;
  };
  const original = (): Node => {
    made ??= make();
    if (!made) throw new Error('A template holds no element');
    return made;
  };
  const copy = isImportNode ? () => untrack(() => document.importNode(original(), true)) : () => original().cloneNode(true);
  return Object.assign(copy, { cloneNode: copy });
}
