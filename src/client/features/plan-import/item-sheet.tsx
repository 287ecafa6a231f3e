import { createEffect, createUniqueId, For, on, Show } from 'solid-js';
import { splitNames } from '../../../domain/name-list.ts';
import { PLAN_LIMITS } from '../../../domain/plan.ts';
import { editNode, type NodeChange } from '../../../domain/plan-draft/edit.ts';
import { type DraftNode, lacksLead } from '../../../domain/plan-draft/plan-draft.ts';
import { CO_UNITS, withTyped } from '../../../domain/plan-draft/typed.ts';
import { labels } from '../../labels/labels.ts';
import { tooLong } from '../../labels/too-long.ts';
import { TagInput } from '../../ui/chips.tsx';
import { Field } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { createModal } from '../../ui/modal.ts';
import { Notice } from '../../ui/notice.tsx';
import { Plate } from '../../ui/plate.tsx';
import { TextArea, TextInput } from '../../ui/text-input.tsx';
import type { DraftModel } from './draft-model.ts';
import { CountedFields } from './item-counted.tsx';
import { EndingFields } from './item-ending.tsx';
import { LabelField } from './item-label.tsx';
import { MilestoneFields } from './item-milestone.tsx';
import { ScheduleField } from './item-schedule.tsx';
import { WordsFields } from './item-words.tsx';
import { doubtLines, leadLine } from './node-words.ts';
import type { Operations } from './operations.ts';
import { TrackingSelect } from './tracking-select.tsx';
import { UnitSelect } from './unit-select.tsx';

export interface ItemSheetProps {
  model: DraftModel;
  operations: Operations;
  /** The item whose sheet is open; `split`: to be cut, so the text comes first. */
  opened: { readonly key: string; readonly split: boolean } | undefined;
  onClose: () => void;
}

/** All of one item: its text as printed, why it is uncertain, and everything that may be corrected. */
export function ItemSheet(props: ItemSheetProps) {
  const id = createUniqueId();
  const words = () => labels().planImport.item;
  const setDialog = createModal(
    () => props.opened !== undefined,
    () => props.onClose(),
  );
  let body: HTMLDivElement | undefined;
  createEffect(
    on(
      () => props.opened,
      (opened) => {
        if (!opened) return;
        queueMicrotask(() => {
          body?.scrollTo(0, 0);
          if (opened.split) body?.querySelector('textarea')?.focus();
          // What keeps the plan from being saved may lie far below.
          else body?.querySelector<HTMLElement>('.field-wrong :is(input, textarea)')?.focus();
        });
      },
    ),
  );
  const node = () => (props.opened ? props.model.node(props.opened.key) : undefined);
  return (
    <dialog class="dialog import-sheet" aria-labelledby={id} ref={setDialog}>
      <Show when={node()}>
        {(node) => (
          <div class="import-sheet-in">
            <h2 class="title import-sheet-title" id={id} tabindex="-1" autofocus>
              <Plate code={props.model.code(node().key) ?? ''} />
              <span class="grow">{node().title || node().text}</span>
            </h2>
            <div class="import-sheet-body" ref={body}>
              <Reasons node={node()} />
              <Show
                when={node().retired}
                fallback={
                  <>
                    <Fields {...props} node={node()} />
                    <Tree {...props} node={node()} />
                  </>
                }
              >
                <EndingFields model={props.model} node={node()} />
              </Show>
            </div>
            <div class="import-sheet-foot">
              <Key onPress={() => props.onClose()}>{words().close}</Key>
              <Key kind="main" grow icon="tick" onPress={() => props.operations.see(node().key)}>
                {words().seenNext}
              </Key>
            </div>
          </div>
        )}
      </Show>
    </dialog>
  );
}

function Reasons(props: { node: DraftNode }) {
  return (
    <>
      <For each={doubtLines(props.node)}>{(text) => <Notice level={props.node.seen ? 'info' : 'warn'}>{text}</Notice>}</For>
      <Show when={leadLine(props.node)}>{(text) => <Notice level="info">{text()}</Notice>}</Show>
    </>
  );
}

function Fields(props: ItemSheetProps & { node: DraftNode }) {
  const words = () => labels().planImport;
  const change = (changed: NodeChange, field: string): void => {
    props.model.apply(editNode(props.model.draft(), props.node.key, changed), `${props.node.key} ${field}`);
  };
  return (
    <>
      <WordsFields {...props} onChange={change} />
      <Field id="item-title" label={words().item.titleField} issue={tooLong(props.node.title, PLAN_LIMITS.title)}>
        <TextInput id="item-title" value={props.node.title} onInput={(title) => change({ title }, 'title')} />
      </Field>
      <div class="import-pair">
        <Field id="item-tracking" label={words().tracking}>
          <TrackingSelect id="item-tracking" chosen={props.node.tracking} onChoose={(tracking) => change({ tracking }, 'tracking')} />
        </Field>
        <Field id="item-lead" label={words().lead}>
          <UnitSelect
            id="item-lead"
            units={props.model.units()}
            chosen={props.node.leadUnitId}
            missing={lacksLead(props.node)}
            onChoose={(leadUnitId) => change({ leadUnitId }, 'lead')}
          />
        </Field>
      </div>
      <Show when={props.node.tracking === 'tally'}>
        <CountedFields {...props} onChange={change} />
      </Show>
      <ScheduleField {...props} onChange={change} />
      <Show when={props.node.tracking === 'milestone'}>
        <MilestoneFields {...props} onChange={change} />
      </Show>
      <Field id="item-co" label={words().item.coUnits}>
        <TagInput
          id="item-co"
          values={props.node.coUnits}
          text={props.node.typed?.[CO_UNITS] ?? ''}
          split={splitNames}
          takes={() => true}
          onChange={(coUnits, text) => change({ coUnits, typed: withTyped(props.node.typed, CO_UNITS, text || undefined) }, 'co')}
          words={{ add: words().item.addCoUnit, remove: words().item.removeCoUnit }}
        />
      </Field>
      <LabelField {...props} onChange={change} />
      <Field id="item-note" label={words().item.note} issue={tooLong(props.node.note, PLAN_LIMITS.note)}>
        <TextArea id="item-note" value={props.node.note} rows={2} onInput={(note) => change({ note }, 'note')} />
      </Field>
    </>
  );
}

/** The place in the tree; each of these may be undone. */
function Tree(props: ItemSheetProps & { node: DraftNode }) {
  const words = () => labels().planImport.item;
  const key = (): string => props.node.key;
  const drop = (): void => {
    const dropped = key();
    props.onClose();
    props.operations.drop(dropped);
  };
  return (
    <Field id="item-tree" label={words().operations} group>
      <div class="import-choices" id="item-tree">
        <Key onPress={() => props.operations.merge(key())}>{words().mergeUp}</Key>
        <Key onPress={() => props.operations.add(key())}>{words().addBelow}</Key>
        <Key onPress={() => props.operations.move(key(), -1)}>{words().up}</Key>
        <Key onPress={() => props.operations.move(key(), 1)}>{words().down}</Key>
        <Key onPress={() => props.operations.outdent(key())}>{words().outdent}</Key>
        <Key onPress={() => props.operations.indent(key())}>{words().indent}</Key>
        <Key kind="ask" icon="trash" onPress={drop}>
          {words().drop}
        </Key>
      </div>
    </Field>
  );
}
