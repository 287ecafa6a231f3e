import { DocumentRefused } from './refusal.ts';
import { walkXml } from './xml.ts';
import type { Archive } from './zip.ts';

export interface Relation {
  readonly id: string;
  readonly type: string;
  /** Name of the part in the archive; where `external`, an address that is never fetched. */
  readonly target: string;
  readonly external?: true;
}

const folderOf = (part: string): string => part.slice(0, part.lastIndexOf('/') + 1);

/** "../media/a.png" beside "word/document.xml" is "media/a.png". */
function resolve(from: string, target: string): string {
  const path: string[] = [];
  for (const step of (target.startsWith('/') ? target : folderOf(from) + target).split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}

const relationsPart = (part: string): string => `${folderOf(part)}_rels/${part.slice(folderOf(part).length)}.rels`;

/** A link that a reader may click is harmless: it is never followed. */
const isLink = (type: string): boolean => type === 'hyperlink';
/** Pictures, films and sounds that lie elsewhere are left out and named. Anything else that lies elsewhere is refused. */
const LEFT_OUT = new Set(['image', 'video', 'audio', 'media']);

/** What a part refers to; the archive itself for the empty name. */
export function relationsOf(archive: Archive, part: string): Relation[] {
  const xml = archive.text(relationsPart(part));
  const relations: Relation[] = [];
  if (xml === undefined) return relations;
  walkXml(xml, {
    open: (element) => {
      if (element.name !== 'Relationship') return;
      const type = element.attribute('Type')?.split('/').at(-1) ?? '';
      const target = element.attribute('Target') ?? '';
      if (element.attribute('TargetMode') === 'External') {
        if (LEFT_OUT.has(type)) relations.push({ id: element.attribute('Id') ?? '', type, target, external: true });
        else if (!isLink(type)) throw new DocumentRefused('externalContent', type);
      } else relations.push({ id: element.attribute('Id') ?? '', type, target: resolve(part, target) });
    },
    close: () => undefined,
    text: () => undefined,
  });
  return relations;
}

const MACROS = /(?:^|\/)(?:vbaProject\.bin|vbaData\.xml)$|^xl\/macrosheets\/|(?:^|\/)activeX\//i;

/** Refuses what could run or point elsewhere, before anything of the content is read. */
export function refuseActiveContent(archive: Archive): void {
  if (archive.names.some((name) => MACROS.test(name)) || /macroEnabled|vbaProject/i.test(archive.text('[Content_Types].xml') ?? ''))
    throw new DocumentRefused('macros');
  if (archive.names.some((name) => name.startsWith('xl/externalLinks/'))) throw new DocumentRefused('externalContent', 'externalLinks');
}
