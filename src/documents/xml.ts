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

/**
 * Walks through an XML text. Strict: no document type, so no entities but the five of XML itself, nothing external,
 * and anything not well-formed is refused.
 */
export function walkXml(xml: string, handler: XmlHandler): void {
  const parser = new SaxesParser({ xmlns: true });
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
  parser.on('attribute', () => {
    if (++attributesOfTag > MOST_ATTRIBUTES) throw new DocumentRefused('hostileXml', `an element of over ${MOST_ATTRIBUTES} attributes`);
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (path.length >= DEEPEST) throw new DocumentRefused('hostileXml', `nested over ${DEEPEST} deep`);
    const values = new Map(Object.values(attributes).map((attribute) => [attribute.local, attribute.value]));
    const element = { name: local, namespace: uri, attribute: (name: string) => values.get(name) };
    path.push(element);
    handler.open(element);
  });
  parser.on('closetag', () => {
    const element = path.pop();
    if (element) handler.close(element);
  });
  parser.on('text', handler.text);
  parser.on('cdata', handler.text);
  parser.write(xml).close();
}

/** Word and Excel write either of two namespaces for the same elements, the usual and the strict one. */
const MAIN = /^http:\/\/(?:schemas\.openxmlformats\.org|purl\.oclc\.org\/ooxml)\/(?:wordprocessingml|spreadsheetml)(?:\/2006)?\/main$/;
export const isMain = ({ namespace }: XmlElement): boolean => MAIN.test(namespace);
