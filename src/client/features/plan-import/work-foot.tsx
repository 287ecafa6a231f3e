import { Show } from 'solid-js';
import { acceptRest } from '../../../domain/plan-draft/edit.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Icon } from '../../ui/icon.tsx';
import { Key } from '../../ui/key.tsx';
import type { DraftModel } from './draft-model.ts';
import type { Operations } from './operations.ts';
import type { Saving } from './save-plan.ts';

/** How far the work is, and what may be done with the whole of it. */
export function WorkFoot(props: { model: DraftModel; operations: Operations; saving: Saving; wide: boolean }) {
  const words = () => labels().planImport;
  const progress = () => props.model.progress();
  return (
    <div class="import-foot">
      <p class="import-state" role="status">
        <b>{words().progress(formatNumber(progress().seen), formatNumber(progress().total))}</b>
        <Show when={progress().doubtful.length > 0}>
          <span class="import-left">
            <Icon name="flag" size="s" />
            {words().doubtsLeft(formatNumber(progress().doubtful.length))}
          </span>
        </Show>
        <Show when={progress().leaderless.length > 0}>
          <span class="import-left">
            <Icon name="flag" size="s" />
            {words().leadsLeft(formatNumber(progress().leaderless.length))}
          </span>
        </Show>
        <Show when={props.wide || props.model.isUnkept()}>
          <span class="meta">{props.model.isUnkept() ? words().notKept : words().notSavedYet}</span>
        </Show>
      </p>
      <div class="import-foot-keys">
        <Key icon="undo" label={words().undo} disabled={!props.model.canUndo()} onPress={() => props.operations.undo()} />
        <Show when={progress().doubtful.length + progress().asking.length + progress().leaderless.length > 0}>
          <Key icon={props.wide ? 'down' : undefined} onPress={() => props.operations.next()}>
            {words().next}
          </Key>
        </Show>
        <Show when={props.wide}>
          <AcceptRest model={props.model} />
        </Show>
        <Key kind="main" disabled={props.saving.isBusy()} onPress={() => void props.saving.save()}>
          {props.saving.isBusy() ? words().saving.working : words().save}
        </Key>
      </div>
    </div>
  );
}

/** Everything that is certain, in one press. */
export function AcceptRest(props: { model: DraftModel }) {
  const rest = (): number => {
    const { total, seen, doubtful } = props.model.progress();
    return total - seen - doubtful.length;
  };
  return (
    <Show when={rest() > 0}>
      <Key icon="check2" onPress={() => props.model.change(acceptRest(props.model.draft()))}>
        {labels().planImport.acceptRest(formatNumber(rest()))}
      </Key>
    </Show>
  );
}
