import { createSignal, Show } from 'solid-js';
import { ACTIVITY_TYPE_KEYS } from '../../../domain/activity-types.ts';
import { foldForSearch } from '../../../domain/text.ts';
import { formatNumber, typeWords } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import type { Whereabouts } from '../../store/db.ts';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Key } from '../../ui/key.tsx';
import { PickDialog } from '../../ui/pick.tsx';
import { DockRow } from '../../ui/screen.tsx';

/** What the journal shows; nothing chosen shows all. */
export interface JournalChoice {
  readonly where?: Whereabouts | undefined;
  readonly type?: string | undefined;
  /** Absent while the search is closed. */
  readonly query?: string | undefined;
}

export interface JournalFootProps {
  choice: JournalChoice;
  counts: { readonly phone: number; readonly attention: number };
  onChoose: (choice: JournalChoice) => void;
}

/** Filters and search, where the thumb is. */
export function JournalFoot(props: JournalFootProps) {
  const [picking, setPicking] = createSignal(false);
  const words = () => labels().records.journal;
  const toggle = (where: Whereabouts): void => props.onChoose({ ...props.choice, where: props.choice.where === where ? undefined : where });
  return (
    <>
      <Show when={props.choice.query !== undefined}>
        <SearchRow choice={props.choice} onChoose={props.onChoose} />
      </Show>
      <DockRow label={words().filters}>
        <FilterChip
          label={words().onPhone}
          count={count(props.counts.phone)}
          on={props.choice.where === 'phone'}
          onPress={() => toggle('phone')}
        />
        <FilterChip
          label={words().attention}
          count={count(props.counts.attention)}
          on={props.choice.where === 'attention'}
          onPress={() => toggle('attention')}
        />
        <span class="grow" />
        <Key icon="filter" label={words().moreFilters} pressed={props.choice.type !== undefined} onPress={() => setPicking(true)} />
        <Show when={props.choice.query === undefined}>
          <Key icon="search" label={words().search} onPress={() => props.onChoose({ ...props.choice, query: '' })} />
        </Show>
      </DockRow>
      <PickDialog
        open={picking()}
        title={words().typeFilter}
        options={ACTIVITY_TYPE_KEYS.map((type) => ({ value: type, label: typeWords(type).name }))}
        chosen={props.choice.type === undefined ? [] : [props.choice.type]}
        searchPlaceholder={labels().common.search}
        emptyText={labels().common.nothingFound}
        closeLabel={labels().common.close}
        onChoose={(type) => props.onChoose({ ...props.choice, type: props.choice.type === type ? undefined : type })}
        onClose={() => setPicking(false)}
        fold={foldForSearch}
      />
    </>
  );
}

const count = (value: number): string | undefined => (value === 0 ? undefined : formatNumber(value));

function SearchRow(props: Pick<JournalFootProps, 'choice' | 'onChoose'>) {
  const words = () => labels().records.journal;
  return (
    <DockRow>
      <div class="search">
        <Icon name="search" />
        <input
          type="search"
          aria-label={words().searchHint}
          placeholder={words().searchHint}
          autocomplete="off"
          value={props.choice.query}
          ref={(input) => queueMicrotask(() => input.focus())}
          onInput={(event) => props.onChoose({ ...props.choice, query: event.currentTarget.value })}
        />
      </div>
      <Key icon="x" label={words().endSearch} onPress={() => props.onChoose({ ...props.choice, query: undefined })} />
    </DockRow>
  );
}
