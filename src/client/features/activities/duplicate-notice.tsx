import { Show } from 'solid-js';
import { labels } from '../../labels/labels.ts';
import { createRecordLine } from '../../records/record-line.ts';
import { Notice } from '../../ui/notice.tsx';
import type { FormModel } from './form-model.ts';

/** Another record says the same: the person decides whether it is the same activity. */
export function DuplicateNotice(props: { model: FormModel }) {
  const words = () => labels().activities.form;
  const lineOf = createRecordLine();
  return (
    <div role="alert">
      <Show when={props.model.duplicate()}>
        {(other) => (
          <Notice level="warn" icon="dup">
            <b>{words().duplicate}</b>
            <p>{words().duplicateText(lineOf(other().content))}</p>
            <a class="link" href={`/ban-ghi/${other().id}`}>
              {words().openOther}
            </a>
          </Notice>
        )}
      </Show>
    </div>
  );
}
