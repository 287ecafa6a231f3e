import { For, Show } from 'solid-js';
import type { PlanItem } from '../../../domain/plan.ts';
import { editNode } from '../../../domain/plan-draft/edit.ts';
import { lacksLead } from '../../../domain/plan-draft/plan-draft.ts';
import { labels } from '../../labels/labels.ts';
import { Icon } from '../../ui/icon.tsx';
import { Plate } from '../../ui/plate.tsx';
import type { DraftModel } from './draft-model.ts';
import { doubtLines, leadLine, nodeFacts } from './node-words.ts';
import { TrackingSelect } from './tracking-select.tsx';
import { UnitSelect } from './unit-select.tsx';

export const rowId = (key: string): string => `import-row-${key}`;

const DEEPEST_STEP = 6;

export interface TreeRowProps {
  model: DraftModel;
  key: string;
  wide: boolean;
  onOpen: () => void;
  onKey: (event: KeyboardEvent) => void;
}

/** One item. Arrows go from row to row; the Tab key only through the controls of the current one. */
export function TreeRow(props: TreeRowProps) {
  const words = () => labels().planImport;
  const node = () => props.model.node(props.key);
  const code = () => props.model.code(props.key) ?? '';
  const isCurrent = (): boolean => props.model.current() === props.key;
  const tabIndex = (): number => (isCurrent() ? 0 : -1);
  return (
    <Show when={node()}>
      {(node) => (
        <li
          class={`import-row import-level-${Math.min(DEEPEST_STEP, props.model.level(props.key))}`}
          classList={{
            'import-current': isCurrent(),
            'import-doubtful': !node().seen && node().doubts.length > 0,
            'import-retired': node().retired !== null,
          }}
        >
          <span class="import-code">
            <Plate code={code()} />
          </span>
          <button
            type="button"
            id={rowId(props.key)}
            class="import-title"
            tabindex={tabIndex()}
            aria-current={isCurrent() ? 'true' : undefined}
            onKeyDown={(event) => props.onKey(event)}
            onFocus={() => {
              if (!isCurrent()) props.model.goTo(props.key);
            }}
            onClick={() => (props.wide ? props.model.goTo(props.key) : props.onOpen())}
            onDblClick={() => props.onOpen()}
          >
            <span class="unseen">{code()} </span>
            <span class="import-name">{node().title || node().text || '…'}</span>
            <span class="meta">{nodeFacts(props.model, node())}</span>
            <Show when={node().seen} fallback={<Reasons model={props.model} key={props.key} />}>
              <span class="meta import-seen">
                <Icon name="tick" size="s" />
                {node().retired ? words().retired : words().seen}
              </span>
            </Show>
          </button>
          <Show when={props.wide}>
            <TrackingSelect
              chosen={node().tracking}
              label={words().trackingOf(code())}
              tabIndex={tabIndex()}
              onChoose={(tracking: PlanItem['tracking']) => props.model.apply(editNode(props.model.draft(), props.key, { tracking }))}
            />
            <UnitSelect
              units={props.model.units()}
              chosen={node().leadUnitId}
              missing={lacksLead(node())}
              label={words().leadOf(code())}
              tabIndex={tabIndex()}
              onChoose={(leadUnitId) => props.model.apply(editNode(props.model.draft(), props.key, { leadUnitId }))}
            />
            <button
              type="button"
              class="key key-bare"
              tabindex={tabIndex()}
              aria-label={words().openItem(code())}
              onClick={() => props.onOpen()}
            >
              <Icon name="dots" />
            </button>
          </Show>
        </li>
      )}
    </Show>
  );
}

function Reasons(props: { model: DraftModel; key: string }) {
  const reasons = (): string[] => {
    const node = props.model.node(props.key);
    if (!node) return [];
    const lead = leadLine(node);
    return lead === undefined ? doubtLines(node) : [...doubtLines(node), lead];
  };
  return (
    <For each={reasons()}>
      {(reason) => (
        <span class="import-reason">
          <Icon name="flag" size="s" />
          {reason}
        </span>
      )}
    </For>
  );
}
