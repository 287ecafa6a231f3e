import { type Counted, factOf, isBetween } from './recount.ts';

// What the reports of closed periods must hold, worked out anew from the recount of the moment in which each was closed.

interface Days {
  readonly from: string;
  readonly to: string;
}

/** What one report of a closed period must hold. */
export interface ToldReport {
  readonly id: string;
  readonly key: string;
  readonly period: Days;
  /** Records that it tells for the first time. */
  readonly fresh: readonly Counted[];
  /** By record: as earlier reports told it, and as it was when the period was closed. */
  readonly mended: ReadonlyMap<string, Mended>;
}

export interface Mended {
  readonly was: Counted | undefined;
  readonly is: Counted | undefined;
}

const byId = (records: readonly Counted[]): Map<string, Counted> => new Map(records.map((record) => [record.id, record]));

/** The closed periods of one kind, in the order in which they were closed. */
export class ToldOfKind {
  readonly reports: ToldReport[] = [];
  /** What all of them together said of each record, after each of them. */
  readonly #said: ReadonlyMap<string, Counted>[] = [];

  get said(): ReadonlyMap<string, Counted> {
    return this.#said.at(-1) ?? new Map();
  }

  isClosed(record: Counted): boolean {
    return this.reports.some(({ period }) => isBetween(record, period));
  }

  /** What the next report must mend. */
  mendedBy(now: readonly Counted[]): Map<string, Mended> {
    const truth = byId(now.filter((record) => record.state === 'confirmed' && this.isClosed(record)));
    const mended = new Map<string, Mended>();
    for (const id of new Set([...this.said.keys(), ...truth.keys()])) {
      const [was, is] = [this.said.get(id), truth.get(id)];
      if (!was || !is || factOf(was) !== factOf(is)) mended.set(id, { was, is });
    }
    return mended;
  }

  close(id: string, key: string, period: Days, now: readonly Counted[]): void {
    const mended = this.mendedBy(now);
    const confirmed = now.filter(({ state }) => state === 'confirmed');
    const fresh = confirmed.filter((record) => isBetween(record, period) && !this.isClosed(record));
    const truth = confirmed.filter((record) => this.isClosed(record));
    this.reports.push({ id, key, period, fresh, mended });
    this.#said.push(byId([...truth, ...fresh]));
  }

  reopen(): void {
    this.reports.pop();
    this.#said.pop();
  }
}
