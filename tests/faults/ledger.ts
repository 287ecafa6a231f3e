import type { Site } from './site.ts';

/** What people were told by their phones: the only truth of what must be there in the end. Only ever added to. */
export class Ledger {
  readonly saved = new Set<string>();
  readonly sent = new Set<string>();
  /** Told "sent" when the server did not have it. */
  falseSent = 0;

  /** "Đã lưu trên máy". */
  tellSaved(ids: Iterable<string>): void {
    for (const id of ids) this.saved.add(id);
  }

  /** "Đã nhận": looked up at the server at once, since what comes later makes it no truer. */
  async tellSent(site: Site, ids: readonly string[]): Promise<void> {
    const news = ids.filter((id) => this.saved.has(id) && !this.sent.has(id));
    if (news.length === 0) return;
    const there = new Set(await idsAt(site));
    for (const id of news) this.sent.add(id);
    this.falseSent += news.filter((id) => !there.has(id)).length;
  }

  /** `onPhones`: what the phones show in the end. */
  async judge(site: Site, onPhones: readonly string[]): Promise<{ lost: number; duplicated: number; falseSent: number }> {
    const rows = await idsAt(site);
    const there = new Set([...rows, ...onPhones]);
    const tallied = await site.read((db) => db.selectFrom('cells').select('records').execute());
    const counted = tallied.reduce((sum, cell) => sum + Number(cell.records), 0);
    return {
      lost: [...this.saved].filter((id) => !there.has(id)).length,
      // Rows nobody saved, and tallies that count a record other than once.
      duplicated: rows.filter((id) => !this.saved.has(id)).length + Math.abs(counted - rows.length),
      falseSent: this.falseSent,
    };
  }
}

const idsAt = (site: Site): Promise<string[]> =>
  site.read(async (db) => (await db.selectFrom('activities').select('id').execute()).map((row) => row.id));
