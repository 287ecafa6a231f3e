import { readFileSync } from 'node:fs';
import type { MarkerRange } from '../../domain/border-marker.ts';
import type { Role } from '../../domain/person.ts';
import { Plan } from '../../domain/plan.ts';
import type { Reference } from '../../domain/reference.ts';
import { AN_BIEN_LOCALITIES, AN_BIEN_PARTNERS, AN_BIEN_UNITS } from './an-bien.ts';
import { DIEN_BIEN_LOCALITIES, DIEN_BIEN_PARTNERS, DIEN_BIEN_UNITS } from './dien-bien.ts';
import { LOCALITIES, PARTNERS, UNITS } from './reference.ts';

export const DEMO_PLAN_IDS = ['kien-giang-2024', 'an-bien-2020', 'dien-bien-2024'] as const;
export type DemoPlanId = (typeof DEMO_PLAN_IDS)[number];
export const DEFAULT_DEMO_PLANS: readonly DemoPlanId[] = ['kien-giang-2024'];

export type DemoAccount = readonly [staffCode: string, role: Role, ...unitIds: string[]];

/** What comes with a plan: who works on it, where, with whom, and accounts to try it with. */
export interface Demonstration {
  readonly reference: Reference;
  readonly accounts: readonly DemoAccount[];
  /** Main positions of its border. */
  readonly markers?: readonly MarkerRange[];
}

/** Of the installation and not of a plan. */
export const DEMO_ADMIN: DemoAccount = ['QT-01', 'admin'];

export const DEMONSTRATIONS: Readonly<Record<DemoPlanId, Demonstration>> = {
  'kien-giang-2024': {
    reference: { units: UNITS, localities: LOCALITIES, partners: PARTNERS },
    // The land border of Kiên Giang with Cambodia; 314 is the last one, at Xà Xía.
    markers: [{ from: 287, to: 314 }],
    accounts: [
      ['CB-03', 'officer', 'vp'],
      ['CB-07', 'officer', 'qlbg'],
      ['CB-08', 'officer', 'qlbg'],
      ['CB-12', 'officer', 'ls'],
      ['CB-19', 'officer', 'tt'],
      ['TP-QLBG', 'unitLead', 'qlbg'],
      ['TP-LS', 'unitLead', 'ls'],
      ['VP-01', 'supervisor', 'vp'],
      ['GD-01', 'approver', 'vp'],
      ['TV-01', 'viewer', 'qlbg', 'ls'],
    ],
  },
  'an-bien-2020': {
    reference: { units: AN_BIEN_UNITS, localities: AN_BIEN_LOCALITIES, partners: AN_BIEN_PARTNERS },
    accounts: [
      ['AB-01', 'officer', 'ab-nv'],
      ['AB-02', 'officer', 'ab-dtt'],
      ['AB-TP', 'unitLead', 'ab-nv'],
      ['AB-TT', 'supervisor', 'ab-nv'],
    ],
  },
  'dien-bien-2024': {
    reference: { units: DIEN_BIEN_UNITS, localities: DIEN_BIEN_LOCALITIES, partners: DIEN_BIEN_PARTNERS },
    accounts: [
      ['DB-01', 'officer', 'db-snv'],
      ['DB-02', 'officer', 'db-gd'],
      ['DB-TP', 'unitLead', 'db-snv'],
      ['DB-TT', 'supervisor', 'db-snv'],
    ],
  },
};

/** The plan as it was printed. */
export const readPrintedPlan = (id: DemoPlanId): Plan =>
  Plan.parse(JSON.parse(readFileSync(new URL(`./${id}.json`, import.meta.url), 'utf8')));
