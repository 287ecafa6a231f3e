import { SaxesParser } from 'saxes';
import { DocumentRefused } from './refusal.ts';

/** Office files nest tables in tables, but never so deep. */
const DEEPEST = 256;
/** No element of theirs has more than a few dozen. */
const MOST_ATTRIBUTES = 1_000;

export interface XmlElement {
  /** Name without its prefix. */
  readonly name: string;
  readonly namespace: string;
  /** Value of an attribute by its name without prefix. */
  attribute(name: string): string | undefined;
}

export interface XmlHandler {
  readonly open: (element: XmlElement) => void;
  readonly close: (element: XmlElement) => void;
  readonly text: (text: string) => void;
}

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';

/** Knows what each prefix stands for where it reads, so that no prefix is looked for in all elements that are open. */
class ScopedParser extends SaxesParser<{ xmlns: true }> {
  readonly #bound = new Map<string, string[]>([
    ['xml', [XML_NAMESPACE]],
    ['xmlns', [XMLNS_NAMESPACE]],
  ]);
  /** Prefixes that the element being opened names. */
  #named: string[] = [];
  readonly #namedByOpen: (readonly string[])[] = [];

  constructor() {
    super({ xmlns: true });
  }

  bind(prefix: string, uri: string): void {
    const bound = this.#bound.get(prefix);
    if (bound) bound.push(uri.trim());
    else this.#bound.set(prefix, [uri.trim()]);
    this.#named.push(prefix);
  }

  enter(): void {
    this.#namedByOpen.push(this.#named);
    if (this.#named.length > 0) this.#named = [];
  }

  leave(): void {
    for (const prefix of this.#namedByOpen.pop() ?? []) this.#bound.get(prefix)?.pop();
  }

  override resolve(prefix: string): string | undefined {
    return this.#bound.get(prefix)?.at(-1);
  }
}

/**
 * Walks through an XML text. Strict: no document type, so no entities but the five of XML itself, nothing external,
 * and anything not well-formed is refused.
 */
export function walkXml(xml: string, handler: XmlHandler): void {
  const parser = new ScopedParser();
  const path: XmlElement[] = [];
  parser.on('doctype', () => {
    throw new DocumentRefused('hostileXml', 'a document type declaration');
  });
  parser.on('error', (error) => {
    throw new DocumentRefused('brokenFile', 'a part is not well-formed XML', { cause: error });
  });
  let attributesOfTag = 0;
  parser.on('opentagstart', () => {
    attributesOfTag = 0;
  });
  parser.on('attribute', ({ name, prefix, local, value }) => {
    if (prefix === 'xmlns') parser.bind(local, value);
    else if (name === 'xmlns') parser.bind('', value);
    if (++attributesOfTag > MOST_ATTRIBUTES) throw new DocumentRefused('hostileXml', `an element of over ${MOST_ATTRIBUTES} attributes`);
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (path.length >= DEEPEST) throw new DocumentRefused('hostileXml', `nested over ${DEEPEST} deep`);
    let byName: ReadonlyMap<string, string> | undefined;
    const element = {
      name: local,
      namespace: uri,
      attribute: (name: string) => {
        byName ??= new Map(Object.values(attributes).map((attribute) => [attribute.local, attribute.value]));
        return byName.get(name);
      },
    };
    parser.enter();
    path.push(element);
    handler.open(element);
  });
  parser.on('closetag', () => {
    const element = path.pop();
    parser.leave();
    if (element) handler.close(element);
  });
  parser.on('text', handler.text);
  parser.on('cdata', handler.text);
  parser.write(xml).close();
}

/** Word and Excel write either of two namespaces for the same elements, the usual and the strict one. */
const MAIN = /^http:\/\/(?:schemas\.openxmlformats\.org|purl\.oclc\.org\/ooxml)\/(?:wordprocessingml|spreadsheetml)(?:\/2006)?\/main$/;
export const isMain = ({ namespace }: XmlElement): boolean => MAIN.test(namespace);
