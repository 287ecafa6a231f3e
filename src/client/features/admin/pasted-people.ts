import type { UnitId } from '../../../domain/ids.ts';
import { type Headings, readPastedTable } from '../../../domain/pasted-table.ts';
import { ROLES, type Role } from '../../../domain/person.ts';
import type { Unit } from '../../../domain/reference.ts';
import { staffCodeOf } from '../../../domain/staff-code.ts';
import { foldForSearch, tidyLine } from '../../../domain/text.ts';
import { MAX_ACCOUNTS, NewAccountRequest } from '../../../protocol/account.ts';
import { lacksUnit } from './account-values.ts';

type Column = 'staffCode' | 'name' | 'role' | 'unit';

const HEADINGS: Headings<Column> = {
  staffCode: ['ma', 'ma can bo', 'ma so', 'staff code', 'code'],
  name: ['ten', 'ho ten', 'ho va ten', 'ten goi', 'ten goi o van phong', 'name'],
  role: ['vai tro', 'quyen', 'role'],
  unit: ['don vi', 'phong', 'unit'],
};
/** The columns of a list without a heading row, by how many there are. */
const ORDERS: { readonly [columns: number]: readonly Column[] } = {
  1: ['staffCode'],
  2: ['staffCode', 'unit'],
  3: ['staffCode', 'role', 'unit'],
};
const WHOLE_ORDER: readonly Column[] = ['staffCode', 'name', 'role', 'unit'];

/** What offices call the roles, folded, beside the words of the screens. */
const ROLE_WORDS: Readonly<Record<Role, readonly string[]>> = {
  officer: ['can bo', 'chuyen vien', 'nhan vien', 'officer', ''],
  unitLead: ['truong phong', 'pho truong phong', 'phu trach', 'phu trach don vi', 'lead'],
  supervisor: ['van phong', 'van phong so', 'thuong truc', 'thuong truc hoi dong', 'supervisor'],
  approver: ['lanh dao', 'giam doc', 'pho giam doc', 'approver'],
  viewer: ['thanh vien', 'thanh vien hoi dong', 'viewer'],
  admin: ['quan tri', 'admin'],
};

export type PersonIssue = 'staffCode' | 'taken' | 'role' | 'unit' | 'noUnit' | 'name' | 'tooMany';
export interface PastedPerson {
  readonly line: number;
  readonly staffCode: string;
  readonly issue?: PersonIssue | undefined;
  /** The cell the issue is about. */
  readonly about?: string | undefined;
  readonly account?: NewAccountRequest | undefined;
}

interface Known {
  readonly units: readonly Unit[];
  /** Staff codes there are, folded as the office compares them. */
  readonly codes: readonly string[];
  /** Words of the screen for each role. */
  readonly roleLabels: Readonly<Record<Role, string>>;
}

const roleOf = (text: string, roleLabels: Known['roleLabels']): Role | undefined =>
  ROLES.find((role) => ROLE_WORDS[role].includes(foldForSearch(text)) || foldForSearch(roleLabels[role]) === foldForSearch(text));

const unitOf = (text: string, units: readonly Unit[]): UnitId | undefined =>
  units.find((unit) => [unit.name, unit.shortName, ...unit.aliases].some((name) => foldForSearch(name) === foldForSearch(text)))?.id;

/** Reads a pasted list of people: who is known already, and what must be mended, line by line. */
export function readPastedPeople(text: string, { units, codes, roleLabels }: Known): PastedPerson[] {
  const taken = new Set(codes.map(foldForSearch));
  let made = 0;
  return readPastedTable(text, HEADINGS, (columns) => ORDERS[columns] ?? WHOLE_ORDER).map((row): PastedPerson => {
    const { line, staffCode = '', name = '', role: roleText = '', unit: unitText = '' } = row;
    const wrong = (issue: PersonIssue, about = staffCode): PastedPerson => ({ line, staffCode, issue, about });
    const role = roleOf(roleText, roleLabels);
    if (role === undefined) return wrong('role', roleText);
    const named = unitText.split(/[;/]/).map(tidyLine).filter(Boolean);
    const stray = named.find((name) => unitOf(name, units) === undefined);
    if (stray !== undefined) return wrong('unit', stray);
    const unitIds = [...new Set(named.flatMap((name) => unitOf(name, units) ?? []))];
    if (lacksUnit({ role, unitIds })) return wrong('noUnit');
    const account = NewAccountRequest.safeParse({ staffCode, role, unitIds, ...(name !== '' && { name }) });
    if (!account.success) return wrong(account.error.issues[0]?.path[0] === 'name' ? 'name' : 'staffCode');
    const code = foldForSearch(staffCodeOf(staffCode) ?? '');
    if (taken.has(code)) return wrong('taken');
    taken.add(code);
    made++;
    return made > MAX_ACCOUNTS ? wrong('tooMany') : { line, staffCode, account: account.data };
  });
}
