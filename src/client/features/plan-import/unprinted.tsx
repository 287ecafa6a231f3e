import { Show } from 'solid-js';
import { keepUnprinted, unprinted } from '../../../domain/plan-draft/edit.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Key } from '../../ui/key.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { DraftModel } from './draft-model.ts';

/** Whether a paper stands for the whole plan or for its changes alone no reader can know: the person says it once for all. */
export function Unprinted(props: { model: DraftModel }) {
  const words = () => labels().planImport.unprinted;
  const count = () => formatNumber(unprinted(props.model.draft()).length);
  return (
    <Show when={unprinted(props.model.draft()).length > 0}>
      <Notice level="info">
        <p>{words().found(count())}</p>
        <Key onPress={() => props.model.change(keepUnprinted(props.model.draft()))}>{words().keep(count())}</Key>
      </Notice>
    </Show>
  );
}
