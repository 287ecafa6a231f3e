import type { Role } from '../../domain/person.ts';
import { toBase64Url } from '../base64url.ts';

/**
 * Files that some phones keep besides those that all need: the screens of who leads a unit or reads its figures, those of
 * who runs the office, and the words of the other language.
 */
export const FILE_GROUPS = ['lead', 'desk', 'english'] as const;
export type FileGroup = (typeof FILE_GROUPS)[number];

/** A file of the build, and what its bytes are (`revisionOf`). Without a group every phone keeps it. */
export type ShippedFile = readonly [path: string, revision: string, group?: FileGroup];

/** What a phone keeps of the app. No file says which build it is of: a file that did not change is the same in the next one. */
export interface Build {
  readonly id: string;
  readonly files: readonly ShippedFile[];
}

export const PAGE = 'index.html';
const ID_LENGTH = 8;
const IN_BUILD = /\/b\/([\w-]{8})\//g;

/** Where the files of a build lie: under its own address, so that two builds are never mixed, whoever keeps copies on the way. */
export const addressIn = (id: string, path: string): string => `/b/${id}/${path}`;

/** Which file of which build an address means. */
export function fileAt(pathname: string): { readonly id: string; readonly path: string } | undefined {
  const [, id, path] = /^\/b\/([\w-]{8})\/(.+)$/.exec(pathname) ?? [];
  return id === undefined || path === undefined ? undefined : { id, path };
}

/** What the bytes are of a script whose name says it: what page and worker both run lies beside the builds, where both find it. */
export const revisionIn = (pathname: string): string | undefined => /^\/[a-z-]+-([\w-]{8})\.js$/.exec(pathname)?.[1];

/** The page alone names the build. With another name in it, it is the page of that build. */
export const pageOf = (page: string, id: string): string => page.replaceAll(IN_BUILD, addressIn(id, ''));

/** What the bytes are, in few letters. Those of the page count without the name of its build. */
export async function revisionOf(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const counted = path === PAGE ? new TextEncoder().encode(pageOf(new TextDecoder().decode(bytes), '-'.repeat(ID_LENGTH))) : bytes;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', counted));
  return toBase64Url(hash.subarray(0, (ID_LENGTH * 3) / 4));
}

/** What the phone of such a person keeps, so that it has all its screens without a signal. */
export function groupsFor(roles: readonly Role[] = [], isEnglish = false): FileGroup[] {
  const runsOffice = roles.includes('supervisor') || roles.includes('admin');
  return [
    ...(roles.some((role) => role !== 'officer') ? (['lead'] as const) : []),
    ...(runsOffice ? (['desk'] as const) : []),
    ...(isEnglish ? (['english'] as const) : []),
  ];
}
