import type { ActivityContent } from '../../src/domain/activity.ts';
import type { ActivityId } from '../../src/domain/ids.ts';
import type { Patch } from '../../src/domain/patch.ts';
import type { Storage } from './browser.ts';
import type { Name } from './office.ts';

/** What is known of one record from what people did and were told. */
export interface Entry {
  readonly author: Name;
  /** Storages in which somebody changed it. */
  readonly hands: Set<Storage>;
  /** Latest words in each storage, by field: the person was told that they are saved. */
  readonly words: Map<Storage, Map<string, Patch[string]>>;
  /** Fields of which a storage and its copy have said nothing since the copy was made: what the other says then replaces them. */
  readonly shared: Map<Storage, Set<string>>;
  /** Storages in which the person dropped changes of it that were refused. */
  readonly dropped: Set<Storage>;
  /** Storages that lost changes of it, or the draft it had become. */
  readonly lostIn: Set<Storage>;
  /** As it was last saved, whoever did: what each of them said laid over what was said before. */
  content: ActivityContent;
  withdrawn: boolean;
  judged: boolean;
  /** Somebody said what the rules refuse. */
  againstRules: boolean;
}

/** The only truth of what people were told. */
export class Ledger {
  readonly entries = new Map<ActivityId, Entry>();

  created(id: ActivityId, storage: Storage, content: ActivityContent): Entry {
    const entry: Entry = {
      author: storage.who,
      hands: new Set(),
      words: new Map(),
      shared: new Map(),
      dropped: new Set(),
      lostIn: new Set(),
      content,
      withdrawn: false,
      judged: false,
      againstRules: false,
    };
    this.entries.set(id, entry);
    return entry;
  }

  get(id: ActivityId): Entry {
    const entry = this.entries.get(id);
    if (!entry) throw new Error(`${id} is on a phone and nobody saved it`);
    return entry;
  }

  said(id: ActivityId, storage: Storage, patch: Patch): void {
    const entry = this.get(id);
    entry.hands.add(storage);
    const words = entry.words.get(storage) ?? new Map<string, Patch[string]>();
    entry.words.set(storage, words);
    for (const [field, one] of Object.entries(patch)) {
      words.set(field, one);
      entry.shared.get(storage)?.delete(field);
    }
  }

  /** The storage was copied: the copy holds the same words, and what was lost or dropped there before is not in it either. */
  copied(id: ActivityId, from: Storage, to: Storage): void {
    const entry = this.entries.get(id);
    if (!entry) return;
    entry.hands.add(to);
    const words = entry.words.get(from);
    if (words) {
      entry.words.set(to, new Map(words));
      for (const storage of [from, to]) entry.shared.set(storage, new Set(words.keys()));
    }
    for (const missing of [entry.lostIn, entry.dropped]) if (missing.has(from)) missing.add(to);
  }
}
