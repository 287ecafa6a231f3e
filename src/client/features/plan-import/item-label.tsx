import { Show } from 'solid-js';
import { LABEL_PATTERN } from '../../../domain/plan-draft/codes.ts';
import { withTyped } from '../../../domain/plan-draft/typed.ts';
import { labels } from '../../labels/labels.ts';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { ItemFieldProps } from './item-fields.ts';

/** The item's own part of its code. */
export function LabelField(props: ItemFieldProps) {
  const wrong = (): boolean => props.node.typed?.['label'] !== undefined;
  const words = () => labels().planImport.item;
  const code = (key: string | null): string => (key === null ? '' : (props.model.code(key) ?? ''));
  const own = (): string => {
    const above = code(props.node.parentKey);
    const whole = code(props.node.key);
    return above !== '' && whole.startsWith(`${above}.`) ? whole.slice(above.length + 1) : whole;
  };
  const set = (text: string): void => {
    const label = text.trim();
    const isLabel = label === '' || LABEL_PATTERN.test(label);
    const typed = withTyped(props.node.typed, 'label', isLabel ? undefined : text);
    props.onChange({ typed, ...(isLabel && { label: label === '' ? null : label }) }, 'label');
  };
  const hint = (): string | undefined => (props.node.parentKey === null ? undefined : words().labelUnder(code(props.node.parentKey)));
  return (
    <Show
      when={props.node.fixedCode === null}
      fallback={
        <Field id="item-label" label={words().label} unit={words().labelFixed} group>
          <b class="figure">{own()}</b>
        </Field>
      }
    >
      <Field id="item-label" label={words().label} unit={hint()} issue={wrong() ? { level: 'error', text: words().labelWrong } : undefined}>
        <TextInput id="item-label" value={props.node.typed?.['label'] ?? props.node.label ?? own()} invalid={wrong()} onInput={set} />
      </Field>
    </Show>
  );
}
