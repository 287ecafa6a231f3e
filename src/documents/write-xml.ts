import { strToU8, type Zippable, zipSync } from 'fflate';
import { inReadingOrder } from '../domain/reading-order.ts';

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** What XML 1.0 has no way to say, not even as a number: one such letter and the whole file does not open. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the letters that are left out.
const NOT_IN_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/gu;

/** Text as it stands between two tags or in an attribute. */
export const xmlText = (text: string): string =>
  inReadingOrder(text)
    .normalize('NFC')
    .replace(NOT_IN_XML, '')
    .replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** Old enough for every program, and always the same: the same report is the same file. */
export const MADE = new Date(1980, 0, 1);

/** The parts of an office file, packed. */
export const zipParts = (parts: Readonly<Record<string, string>>): Uint8Array => {
  const files: Zippable = Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, [strToU8(xml), { mtime: MADE }]]));
  return zipSync(files, { level: 6 });
};

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** What kind of content each part is. */
export const contentTypes = (parts: Readonly<Record<string, string>>): string =>
  `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${Object.entries(
    parts,
  )
    .map(([part, type]) => `<Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>`)
    .join('')}</Types>`;

/** Parts by the id under which others speak of them. */
export const relationships = (targets: Readonly<Record<string, readonly [type: string, target: string]>>): string =>
  `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">${Object.entries(targets)
    .map(([id, [type, target]]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;
