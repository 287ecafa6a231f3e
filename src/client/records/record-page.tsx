import { type Accessor, createMemo, type JSX, Show } from 'solid-js';
import type { Day } from '../../domain/day.ts';
import { findItem } from '../../domain/plan.ts';
import { capital } from '../../domain/text.ts';
import { useApp } from '../app-context.ts';
import { formatDay, typeWords, weekday } from '../labels/format.ts';
import { labels } from '../labels/labels.ts';
import { Figures } from '../ui/figures.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { Notice } from '../ui/notice.tsx';
import { Plate } from '../ui/plate.tsx';
import { Screen } from '../ui/screen.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { createAuthorOf } from './author.ts';
import { fieldRows } from './field-words.ts';
import { figureCells } from './record-figures.ts';
import { RecordHistory } from './record-history.tsx';
import { RecordStateLine } from './record-state.tsx';
import { isStruck, type ShownRecord } from './shown-record.ts';
import './records.css';

/** The record of the same activity that counts instead. */
export interface OtherRecord {
  readonly href: string;
  /** Where it lies on this phone. */
  readonly day?: Day | undefined;
}

export interface RecordPageProps<R extends ShownRecord> {
  record: R | undefined;
  other?: OtherRecord | undefined;
  onBack: () => void;
  /** What asks for a decision, between what was counted and what was written. */
  notices: (record: Accessor<R>) => JSX.Element;
  /** What this person may do. */
  keys: (record: Accessor<R>) => JSX.Element;
  /** In its place while it is fetched, or where there is none. */
  missing: JSX.Element;
  isMissing: boolean;
}

/** One record: what it counted, where it lies, what needs a decision, what it says, and how it came to say so. */
export function RecordPage<R extends ShownRecord>(props: RecordPageProps<R>) {
  return (
    <Screen
      wide="columns"
      title={props.record ? typeWords(props.record.content.type).short : labels().records.record.title}
      fill={props.isMissing}
      back={() => props.onBack()}
      backLabel={labels().common.back}
      end={<Show when={props.record}>{(record) => <RecordDay day={record().content.date} />}</Show>}
      dock={<Show when={props.record}>{(record) => props.keys(record)}</Show>}
    >
      <Show when={props.record} fallback={props.missing}>
        {(record) => <RecordBody record={record()} other={props.other} notices={props.notices(record)} />}
      </Show>
    </Screen>
  );
}

/** All that is said of a record, wherever it is shown. */
export function RecordBody(props: { record: ShownRecord; other?: OtherRecord | undefined; notices: JSX.Element }) {
  return (
    <>
      <Counted record={props.record} other={props.other} />
      <Returned record={props.record} />
      {props.notices}
      <Written record={props.record} />
      <RecordHistory record={props.record} />
    </>
  );
}

function RecordDay(props: { day: Day }) {
  return (
    <>
      {capital(weekday(props.day))}
      <br />
      {formatDay(props.day)}
    </>
  );
}

/** Figures first: item, what was counted, where it lies. */
function Counted(props: { record: ShownRecord; other: OtherRecord | undefined }) {
  const app = useApp();
  const item = () => {
    const { planId, itemCode } = props.record.content;
    const plan = app.plans()?.find((plan) => plan.id === planId);
    return plan && findItem(plan, itemCode);
  };
  const cells = createMemo(() => figureCells(props.record.content));
  return (
    <Sheet>
      <div class="row row-top pad record-item" classList={{ struck: isStruck(props.record) }}>
        <Plate code={props.record.content.itemCode} />
        <span class="grow">{item()?.title}</span>
      </div>
      <div class="ruled" classList={{ struck: isStruck(props.record) }}>
        <Figures cells={cells()} />
      </div>
      <div class="pad ruled">
        <RecordStateLine record={props.record} page keptDay={props.other?.day} />
        <Show when={props.other}>
          {(other) => (
            <a class="link" href={other().href}>
              {labels().activities.form.openOther}
            </a>
          )}
        </Show>
      </div>
    </Sheet>
  );
}

/** Why somebody else's record was sent back; its own author reads it where it is mended. */
function Returned(props: { record: ShownRecord }) {
  return (
    <Show when={!props.record.attention && props.record.returnReason}>
      {(reason) => <Notice level="err">{labels().records.state.returned(reason())}</Notice>}
    </Show>
  );
}

/** What it says beside its figures, and who says so where that is somebody else. */
function Written(props: { record: ShownRecord }) {
  const app = useApp();
  const authorOf = createAuthorOf();
  const words = () => labels().records.record;
  const author = () => (props.record.authorId === app.person.id ? [] : [{ label: words().author, value: authorOf(props.record.authorId) }]);
  return (
    <Sheet pad label={words().fields}>
      <KeyValues rows={[...fieldRows(app.reference(), props.record.content), ...author()]} />
    </Sheet>
  );
}
