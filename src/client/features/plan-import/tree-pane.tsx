import { createMemo, For, Show } from 'solid-js';
import { matchLead } from '../../../domain/plan-draft/edit.ts';
import { type UnmatchedLead, unmatchedLeads } from '../../../domain/plan-draft/plan-draft.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Empty } from '../../ui/empty.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Key } from '../../ui/key.tsx';
import { Plate } from '../../ui/plate.tsx';
import type { DraftModel } from './draft-model.ts';
import { doubtLines } from './node-words.ts';
import type { Operations } from './operations.ts';
import { pressTreeKey } from './tree-keys.ts';
import { rowId, TreeRow } from './tree-row.tsx';
import { UnitSelect } from './unit-select.tsx';

export interface TreePaneProps {
  model: DraftModel;
  operations: Operations;
  wide: boolean;
  onOpen: (key: string, split?: boolean) => void;
}

/** What is uncertain first, then all items in the order printed. */
export function TreePane(props: TreePaneProps) {
  const words = () => labels().planImport;
  const keys = createMemo(() => props.model.draft().nodes.map(({ key }) => key));
  const commands = () => ({ ...props.operations, open: props.onOpen, split: (key: string) => props.onOpen(key, true) });
  return (
    <div class="import-tree">
      <Doubtful {...props} />
      <Leads model={props.model} />
      <Show when={props.wide}>
        <div class="import-row import-row-head" aria-hidden="true">
          <span>{words().code}</span>
          <span>{words().proposal}</span>
          <span>{words().tracking}</span>
          <span>{words().lead}</span>
          <span />
        </div>
      </Show>
      <Show
        when={keys().length > 0}
        fallback={
          <Empty
            title={words().emptyTree}
            action={
              <Key icon="plus" onPress={() => props.operations.add(null)}>
                {words().item.addBelow}
              </Key>
            }
          >
            <p>{words().emptyTreeHint}</p>
          </Empty>
        }
      >
        <ol class="import-rows" aria-label={words().tree}>
          {/* By key: a row stays the same element, and keeps the focus, whatever is changed in it. */}
          <For each={keys()}>
            {(key) => (
              <TreeRow
                model={props.model}
                key={key}
                wide={props.wide}
                onOpen={() => props.onOpen(key)}
                onKey={(event) => pressTreeKey(event, key, commands())}
              />
            )}
          </For>
        </ol>
      </Show>
    </div>
  );
}

function Doubtful(props: TreePaneProps) {
  const words = () => labels().planImport;
  const list = () => props.model.progress().doubtful;
  const goTo = (key: string): void => {
    if (props.wide) {
      props.model.goTo(key);
      setTimeout(() => document.getElementById(rowId(key))?.focus());
    } else props.onOpen(key);
  };
  return (
    <Show when={list().length > 0}>
      <details class="import-doubts" open={list().length <= 5}>
        <summary>
          <Icon name="flag" />
          <b>{words().uncertain(formatNumber(list().length))}</b>
          <Icon name="down" size="s" />
        </summary>
        <ul>
          <For each={list()}>
            {(node) => (
              <li>
                <button type="button" class="import-doubt" onClick={() => goTo(node.key)}>
                  <Plate code={props.model.code(node.key) ?? ''} />
                  <span class="grow">{doubtLines(node).join(' ')}</span>
                </button>
              </li>
            )}
          </For>
        </ul>
      </details>
    </Show>
  );
}

/** Names of units the office does not know: chosen once for all items that print them. */
function Leads(props: { model: DraftModel }) {
  const words = () => labels().planImport;
  const groups = createMemo(() => unmatchedLeads(props.model.draft()));
  return (
    <Show when={groups().length > 0}>
      <details class="import-doubts import-leads">
        <summary>
          <Icon name="people" />
          <b>{words().leads(formatNumber(groups().length))}</b>
          <Icon name="down" size="s" />
        </summary>
        <p class="meta">{words().leadGroupHint}</p>
        <ul>
          <For each={groups()}>{(group) => <LeadGroup model={props.model} group={group} />}</For>
        </ul>
      </details>
    </Show>
  );
}

function LeadGroup(props: { model: DraftModel; group: UnmatchedLead }) {
  const name = () => labels().planImport.leadGroup(props.group.printed, formatNumber(props.group.keys.length));
  return (
    <li class="import-lead">
      <span class="grow">{name()}</span>
      <UnitSelect
        units={props.model.units()}
        chosen={null}
        label={name()}
        missing
        onChoose={(unitId) => {
          const { printed, keys } = props.group;
          if (unitId) props.model.change(matchLead(props.model.draft(), printed, keys, unitId));
        }}
      />
    </li>
  );
}
