import { chmodSync, closeSync, mkdirSync, openSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';

/** For the account the server runs under, and for nobody else on the machine. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;
const OTHERS = 0o077;
/** Of a folder many share, as /tmp. */
const STICKY = 0o1000;

/** A folder that is made is private from its first moment, whatever the umask; one that is there stays as it is. */
export const makePrivateFolder = (folder: string): string | undefined => mkdirSync(folder, { recursive: true, mode: FOLDER_MODE });

/** The file is there and private. SQLite gives its log and its other files beside a database the rights of the database itself. */
export function makePrivateFile(file: string): void {
  closeSync(openSync(file, 'a', FILE_MODE));
  closeToOthers(file, FILE_MODE);
}

/** A file nobody has yet, without content. Fails where it is there. */
export const beginPrivateFile = (file: string): void => closeSync(openSync(file, 'wx', FILE_MODE));

/** Writes a short text that only the server's own account may read. */
export function writePrivateText(file: string, text: string): void {
  makePrivateFolder(dirname(file));
  // Rights of a file that is there would stay.
  rmSync(file, { force: true });
  writeFileSync(file, text, { flag: 'wx', mode: FILE_MODE });
}

/** Whether others have no right to it any more. Windows keeps rights elsewhere. */
function closeToOthers(path: string, mode: number): boolean {
  if (process.platform === 'win32' || (statSync(path).mode & OTHERS) === 0) return true;
  try {
    chmodSync(path, mode);
  } catch {
    // It belongs to another account, or to a file system without rights.
    return false;
  }
  return (statSync(path).mode & OTHERS) === 0;
}

/** Whether others need the folder too: many share it, or the program itself lies in it. */
function isShared(folder: string): boolean {
  const toProgram = relative(resolve(folder), import.meta.dirname);
  return !toProgram.startsWith('..') || (statSync(folder).mode & STICKY) !== 0;
}

/** The files of a database, and the copies of it that lie in the same folder. */
const isOfDatabase = (name: string, file: string): boolean => name.startsWith(basename(file)) || name.endsWith('.sqlite');

/**
 * Closes to others what an earlier release left open: the files of a database and, where it is the data folder, the folder. Gives
 * what could not be closed.
 */
export function mendRights(file: string, dataFolder: string | undefined): string[] {
  const folder = dirname(file);
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return [];
  const open = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && isOfDatabase(entry.name, file))
    .map((entry) => join(folder, entry.name))
    .filter((path) => !closeToOthers(path, FILE_MODE));
  const isOurs = dataFolder !== undefined && resolve(folder) === resolve(dataFolder) && !isShared(folder);
  return isOurs && !closeToOthers(folder, FOLDER_MODE) ? [folder, ...open] : open;
}
