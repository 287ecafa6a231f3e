import { createSignal } from 'solid-js';
import { LABEL_PATTERN } from '../../../domain/plan-draft-codes.ts';
import { labels } from '../../labels/labels.ts';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { ItemFieldProps } from './item-sheet.tsx';

/** The item's own part of its code. */
export function LabelField(props: ItemFieldProps) {
  const [wrong, setWrong] = createSignal(false);
  const words = () => labels().planImport.item;
  const code = (key: string | null): string => (key === null ? '' : (props.model.code(key) ?? ''));
  const own = (): string => {
    const above = code(props.node.parentKey);
    const whole = code(props.node.key);
    return above !== '' && whole.startsWith(`${above}.`) ? whole.slice(above.length + 1) : whole;
  };
  const set = (text: string): void => {
    const label = text.trim();
    setWrong(label !== '' && !LABEL_PATTERN.test(label));
    if (!wrong()) props.onChange({ label: label === '' ? null : label }, 'label');
  };
  const hint = (): string | undefined => {
    if (props.node.fixedCode !== null) return words().labelFixed;
    return props.node.parentKey === null ? undefined : words().labelUnder(code(props.node.parentKey));
  };
  return (
    <Field id="item-label" label={words().label} unit={hint()} issue={wrong() ? { level: 'error', text: words().labelWrong } : undefined}>
      <TextInput
        id="item-label"
        value={props.node.label ?? own()}
        maxLength={12}
        invalid={wrong()}
        onInput={(text) => {
          if (props.node.fixedCode === null) set(text);
        }}
      />
    </Field>
  );
}
