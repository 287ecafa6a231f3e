import { createSignal, createUniqueId, Show } from 'solid-js';
import { tidyLine } from '../../../domain/text.ts';
import { MAX_REASON_LENGTH } from '../../../protocol/limits.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { tooLong } from '../../labels/too-long.ts';
import { RestoredNotice } from '../../office/restored-notice.tsx';
import { RefusedNotice } from '../../office/trouble-notice.tsx';
import { createAuthorOf } from '../../records/author.ts';
import { createSavedInput } from '../../saved-input.ts';
import { Chips } from '../../ui/chips.tsx';
import { Field, type FieldIssue } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { createModal } from '../../ui/modal.ts';
import { Notice } from '../../ui/notice.tsx';
import { TextArea } from '../../ui/text-input.tsx';
import { createFollowers } from './followers.ts';
import type { ReviewItem } from './review-item.ts';

interface Props {
  targets: readonly ReviewItem[];
  /** Whether it was stored; `onClose` follows by itself then. */
  onReturn: (reason: string) => Promise<boolean>;
  onClose: () => void;
}

/** Asks why records are returned: one of the usual reasons, or in own words, which stay on this device until the answer is stored. */
export function ReturnDialog(props: Props & { open: boolean }) {
  const id = createUniqueId();
  const setDialog = createModal(
    () => props.open,
    () => props.onClose(),
  );
  return (
    <dialog class="dialog ask" aria-labelledby={`${id}-title`} ref={setDialog}>
      <Show when={props.open}>
        <ReturnForm {...props} id={id} />
      </Show>
    </dialog>
  );
}

/** What was typed about other records is none of these. */
const keptUnder = (targets: readonly ReviewItem[]) => ['return', targets[0]?.id ?? '', targets.length];

function ReturnForm(props: Props & { id: string }) {
  const saved = createSavedInput(keptUnder(props.targets), { reason: '' });
  const reason = (): string => saved.values().reason;
  const setReason = (text: string): void => saved.set({ reason: text });
  const authorOf = createAuthorOf();
  const followers = createFollowers(() => props.targets);
  const [tried, setTried] = createSignal(false);
  const [failed, setFailed] = createSignal(false);
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
  const cancel = (): void => {
    saved.drop();
    props.onClose();
  };
  let isSending = false;
  const send = async (): Promise<void> => {
    setTried(true);
    if (issue() || isSending) return;
    setFailed(false);
    isSending = true;
    const isStored = await props.onReturn(tidy());
    isSending = false;
    if (isStored) saved.drop();
    else setFailed(true);
  };
  return (
    <div class="ask-in">
      <h2 class="title" id={`${props.id}-title`}>
        {words().title(formatNumber(props.targets.length))}
      </h2>
      <RestoredNotice saved={saved} />
      <Show when={consequence()}>
        {(text) => (
          <Notice level="info" icon="dup" live>
            {text()}
          </Notice>
        )}
      </Show>
      <Chips
        id={`${props.id}-usual`}
        options={words().reasons.map((usual) => ({ value: usual, label: usual }))}
        chosen={[reason()]}
        onToggle={setReason}
        many={false}
      />
      <Field id={props.id} label={words().why} help={labels().activities.form.noteRule} issue={issue()}>
        <TextArea id={props.id} value={reason()} onInput={setReason} rows={2} invalid={issue() !== undefined} />
      </Field>
      <RefusedNotice text={failed() ? labels().review.done.failed : undefined} />
      <div class="row">
        <Key grow onPress={cancel}>
          {labels().common.cancel}
        </Key>
        <Key grow kind="ask" onPress={() => void send()}>
          {words().send}
        </Key>
      </div>
    </div>
  );
}
