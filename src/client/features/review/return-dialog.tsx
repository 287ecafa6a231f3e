import { createSignal, createUniqueId, Show } from 'solid-js';
import { tidyLine } from '../../../domain/text.ts';
import { MAX_REASON_LENGTH } from '../../../protocol/limits.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { tooLong } from '../../labels/too-long.ts';
import { createAuthorOf } from '../../records/author.ts';
import { Chips } from '../../ui/chips.tsx';
import { Field, type FieldIssue } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { createModal } from '../../ui/modal.ts';
import { Notice } from '../../ui/notice.tsx';
import { TextArea } from '../../ui/text-input.tsx';
import { createFollowers } from './followers.ts';
import type { ReviewItem } from './review-item.ts';

/** Asks why records are returned: one of the usual reasons, or in own words. */
export function ReturnDialog(props: {
  open: boolean;
  targets: readonly ReviewItem[];
  /** `onClose` follows by itself. */
  onReturn: (reason: string) => void;
  onClose: () => void;
}) {
  const id = createUniqueId();
  const [reason, setReason] = createSignal('');
  const authorOf = createAuthorOf();
  const followers = createFollowers(() => (props.open ? props.targets : undefined));
  const [tried, setTried] = createSignal(false);
  const words = () => labels().review.returning;
  const tidy = (): string => tidyLine(reason());
  const issue = (): FieldIssue | undefined => {
    if (tidy() === '') return tried() ? { level: 'error', text: words().lacking } : undefined;
    return tooLong(tidy(), MAX_REASON_LENGTH);
  };
  /** What counts instead, before anything is decided. */
  const consequence = (): string | undefined => {
    const found = followers();
    if (found?.known === false) return words().unknown;
    if (!found || found.count === 0) return undefined;
    return words().standIn(formatNumber(found.count), found.nextBy.map(authorOf).join(', '));
  };
  const close = (): void => {
    setReason('');
    setTried(false);
    props.onClose();
  };
  const send = (): void => {
    setTried(true);
    if (issue()) return;
    props.onReturn(tidy());
    close();
  };
  const setDialog = createModal(() => props.open, close);
  return (
    <dialog class="dialog ask" aria-labelledby={`${id}-title`} ref={setDialog}>
      <Show when={props.open}>
        <div class="ask-in">
          <h2 class="title" id={`${id}-title`}>
            {words().title(formatNumber(props.targets.length))}
          </h2>
          <Show when={consequence()}>
            {(text) => (
              <Notice level="info" icon="dup" live>
                {text()}
              </Notice>
            )}
          </Show>
          <Chips
            id={`${id}-usual`}
            options={words().reasons.map((reason) => ({ value: reason, label: reason }))}
            chosen={[reason()]}
            onToggle={setReason}
            many={false}
          />
          <Field id={id} label={words().why} help={labels().activities.form.noteRule} issue={issue()}>
            <TextArea id={id} value={reason()} onInput={setReason} rows={2} invalid={issue() !== undefined} />
          </Field>
          <div class="row">
            <Key grow onPress={close}>
              {labels().common.cancel}
            </Key>
            <Key grow kind="ask" onPress={send}>
              {words().send}
            </Key>
          </div>
        </div>
      </Show>
    </dialog>
  );
}
