import { createSignal, For, Show } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import { isOffered } from '../../../domain/plan.ts';
import { isSomething, NO_TALLY } from '../../../domain/tally.ts';
import { addressOf, NEW_RECORD_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { typeWords } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { shareWords } from '../../share-words.ts';
import { Key } from '../../ui/key.tsx';
import { DockRow } from '../../ui/screen.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { createAsOf } from './as-of.tsx';
import { createFigureScope } from './figure-scope.ts';
import type { ItemProps } from './item-body.tsx';
import { typesFor } from './item-types.ts';
import { shareText, shareWork } from './share-text.ts';

async function share(text: string): Promise<void> {
  const words = labels().plans;
  const how = await shareWords(text);
  if (how === 'copied') showSnack({ text: words.copied, icon: 'copy' });
  if (how === 'failed') showSnack({ text: words.notShared, note: words.notSharedHint, level: 'error' });
}

/** What is done about an item: told to others, logged under. */
export function ItemDock(props: ItemProps) {
  const app = useApp();
  const asOf = createAsOf();
  const scope = createFigureScope();
  const [choosing, setChoosing] = createSignal(false);
  const words = () => labels().plans;
  const types = () => typesFor(props.item, app.reference().settings);
  const mayRecord = (): boolean => isOffered(props.plan, props.item) && (app.scope.recordsFor === 'all' || app.scope.recordsFor.length > 0);
  const text = (): string => {
    const { plan, item, progress } = props;
    const [tally, pace, work] = [progress.tallyOf(item), progress.paceOf(item).leading, progress.workOf(item)];
    const isWork = item.tracking === 'milestone';
    return [
      ...(isWork ? [shareWork(plan, item, work, officeDay(app.now()))] : []),
      // Work that was once counted still has its figures.
      ...(!isWork || isSomething(tally ?? NO_TALLY)
        ? [shareText(plan, item, { tally, pace, asOf: asOf(), partNote: pace && scope.partNote(pace.place) })]
        : []),
    ].join('\n\n');
  };
  const logHref = (type: string): string =>
    addressOf(NEW_RECORD_SCREEN, { params: { type }, query: { 'ke-hoach': props.plan.id, muc: props.item.code } });
  return (
    <>
      <Show when={choosing()}>
        <div class="item-types" id="item-types">
          <p class="strong">{words().chooseType}</p>
          <For each={types()}>{(type) => <Key href={logHref(type)}>{typeWords(type).short}</Key>}</For>
        </div>
      </Show>
      <DockRow>
        <Key icon="share" label={words().share} big onPress={() => void share(text())} />
        <Show when={mayRecord()}>
          <Show
            when={types().length > 1}
            fallback={
              <Key kind="main" big grow icon="plus" href={logHref(types()[0] ?? '')}>
                {words().logHere}
              </Key>
            }
          >
            <Key kind="main" big grow icon="plus" controls="item-types" expanded={choosing()} onPress={() => setChoosing(!choosing())}>
              {words().logHere}
            </Key>
          </Show>
        </Show>
      </DockRow>
    </>
  );
}
