import { type Accessor, createMemo } from 'solid-js';
import type { Closing } from '../../../domain/closing/closing.ts';
import { activeOf, canFollow, closingOf, mayTake, nextToClose } from '../../../domain/closing/closing-state.ts';
import type { PeriodKind } from '../../../domain/period.ts';
import { periodNameKey } from '../../../domain/period-choice.ts';
import type { Role } from '../../../domain/person.ts';
import type { Plan } from '../../../domain/plan.ts';
import type { Unit } from '../../../domain/reference.ts';
import { ok } from '../../../domain/result.ts';
import { type ClosingDetail, READ_CLOSING, READ_DIFFERENCES } from '../../../protocol/endpoints/closings.ts';
import { useApp } from '../../app-context.ts';
import { refreshOnNews } from '../../office/ask-again-on.lazy.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createFetched } from '../../office/create-fetched.ts';
import type { OfficeTrouble } from '../../office/trouble.ts';
import type { AppDb } from '../../store/db.ts';
import {
  type KeptDifferences,
  keepDetail,
  keepDifferences,
  readClosings,
  readDetail,
  readDifferences,
} from '../../store/lists/closings.ts';
import type { ReportChoice } from './report-choice.ts';

/** What this device knows of the closing of a period, and of what has changed in closed ones of its kind. */
export interface Closed {
  /** All of the plan. */
  readonly closings: readonly Closing[];
  /** That of the period; undefined while it is open. */
  readonly closing: Closing | undefined;
  /** What was frozen, where it has come. */
  readonly detail: ClosingDetail | undefined;
  /** Undefined where the office has not said. */
  readonly differences: KeptDifferences | undefined;
  /** Open, and the next report of its kind: it tells the differences. */
  readonly isNext: boolean;
}

export async function readClosed(db: AppDb, { plan, about: { name } }: ReportChoice): Promise<Closed> {
  const closings = await readClosings(db, plan.id);
  const key = name && periodNameKey(name);
  const closing = key === undefined ? undefined : closingOf(closings, plan.id, key);
  return {
    closings,
    closing,
    detail: closing && (await readDetail(db, closing.id)),
    differences: name && (await readDifferences(db, plan.id, name.kind)),
    isNext: name !== undefined && !closing && nextToClose(plan, closings, name.kind)?.key === key,
  };
}

/** Whether the frozen list, or the paper handed in with it, is another than the one here. */
const isStale = ({ closing, detail }: Closed): boolean =>
  closing !== undefined && detail?.closing.history.length !== closing.history.length;

/** A report that waits for a verdict. */
export interface ToJudge {
  /** As the paper on screen was fetched with it: an answer says how much of its history was seen, and the office holds it to that. */
  readonly closing: Closing;
  /** The paper that stands here is not the one that was handed in last: nobody judges what they have not seen. */
  readonly isStale: boolean;
}

/** The report a person of these roles may judge, if it is that of the whole office which is looked at. */
export function toJudgeOf(closed: Closed, unit: Unit | undefined, roles: readonly Role[]): ToJudge | undefined {
  const { closing, detail } = closed;
  if (!closing || unit || !mayTake(roles, 'approved') || !canFollow(closing, 'approved')) return undefined;
  return { closing: detail?.closing ?? closing, isStale: isStale(closed) };
}

interface Wanted {
  readonly closing: Closing | undefined;
  readonly differencesOf: { readonly plan: Plan; readonly kind: PeriodKind } | undefined;
  readonly key: string;
}

function wantedOf(closed: Closed, { plan, about: { name } }: ReportChoice): Wanted | undefined {
  const closing = isStale(closed) ? closed.closing : undefined;
  const active = name ? activeOf(closed.closings, plan.id, name.kind) : [];
  const differencesOf = name && active.length > 0 ? { plan, kind: name.kind } : undefined;
  const key = [plan.id, name?.kind, active.length, closed.closing?.id, closed.closing?.history.length].join('|');
  return closing || differencesOf ? { closing, differencesOf, key } : undefined;
}

export interface ClosedAsking {
  readonly trouble: Accessor<OfficeTrouble | undefined>;
  readonly isAsking: Accessor<boolean>;
  readonly again: () => void;
}

/** Asks the office for what the closing of the period, and those before it, say and this device does not have; kept for use without a signal. */
export function createClosedAsking(known: Accessor<{ readonly at: ReportChoice; readonly closed: Closed } | undefined>): ClosedAsking {
  const app = useApp();
  const wanted = createMemo(
    () => {
      const now = known();
      return now && wantedOf(now.closed, now.at);
    },
    undefined,
    { equals: (a, b) => a?.key === b?.key },
  );
  const asked = createFetched(wanted, async ({ closing, differencesOf }) => {
    if (closing) {
      const detail = await askOffice(READ_CLOSING, { params: { id: closing.id } });
      if (!detail.ok) return detail;
      await keepDetail(app.db, detail.value, app.now());
    }
    if (differencesOf) {
      const { plan, kind } = differencesOf;
      const differences = await askOffice(READ_DIFFERENCES, { query: { planId: plan.id, kind } });
      if (!differences.ok) return differences;
      await keepDifferences(app.db, plan.id, kind, { ...differences.value, at: app.now() });
    }
    return ok(true);
  });
  refreshOnNews(asked);
  return { trouble: asked.trouble, isAsking: () => wanted() !== undefined && asked.state().kind === 'loading', again: asked.again };
}
