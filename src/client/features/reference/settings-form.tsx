import { createSignal } from 'solid-js';
import { ACTIVITY_TYPE_KEYS } from '../../../domain/activity-types.ts';
import { rangesText } from '../../../domain/border-marker.ts';
import { SET_SETTINGS } from '../../../protocol/endpoints/reference.ts';
import { MAX_RANGES } from '../../../protocol/plan.ts';
import { useApp } from '../../app-context.ts';
import { formatNumber, typeWords } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { Chips } from '../../ui/chips.tsx';
import { Field, type FieldIssue } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { FormFrame } from './form-frame.tsx';
import { createKept } from './kept.ts';
import { readRanges } from './marker-ranges.ts';

/** What differs from office to office on records themselves: the markers of its border, and the kinds of work it has a use for. */
export function SettingsForm(props: { titleId: string; onClose: () => void }) {
  const app = useApp();
  const words = () => labels().reference.settings;
  const { settings } = app.reference();
  const kept = createKept([app.person.id, 'settings'].join('.'), {
    markers: rangesText(settings?.markers),
    hiddenTypes: settings?.hiddenTypes ?? ([] as readonly string[]),
  });
  const { values, set } = kept;
  const [tried, setTried] = createSignal(false);
  const ranges = () => readRanges(values().markers);
  const markersIssue = (): FieldIssue | undefined => {
    const read = ranges();
    if (!tried() || read.ok) return undefined;
    const text = read.error === null ? words().markersMany(formatNumber(MAX_RANGES)) : words().markersWrong(read.error);
    return { level: 'error', text };
  };
  const used = (): string[] => ACTIVITY_TYPE_KEYS.filter((type) => !values().hiddenTypes.includes(type));
  const usedIssue = (): FieldIssue | undefined => (tried() && used().length === 0 ? { level: 'error', text: words().oneLeft } : undefined);
  const toggle = (type: string): void => {
    const { hiddenTypes } = values();
    set({ hiddenTypes: hiddenTypes.includes(type) ? hiddenTypes.filter((one) => one !== type) : [...hiddenTypes, type] });
  };
  return (
    <FormFrame
      titleId={props.titleId}
      title={words().title}
      kept={kept}
      check={() => {
        setTried(true);
        return ranges().ok && used().length > 0;
      }}
      send={async () => {
        const read = ranges();
        const body = { markers: read.ok ? read.value : [], hiddenTypes: [...values().hiddenTypes] };
        const answer = await askOffice(SET_SETTINGS, { body });
        if (answer.ok) await app.sync.syncNow();
        return answer;
      }}
      onClose={props.onClose}
    >
      <Field id="settings-markers" label={words().markers} help={words().markersHelp} issue={markersIssue()}>
        <TextInput
          id="settings-markers"
          value={values().markers}
          invalid={markersIssue() !== undefined}
          onInput={(markers) => set({ markers })}
        />
      </Field>
      <Field id="settings-types" label={words().hidden} help={words().hiddenHelp} group issue={usedIssue()}>
        <Chips
          id="settings-types"
          many
          options={ACTIVITY_TYPE_KEYS.map((value) => ({ value, label: typeWords(value).short }))}
          chosen={used()}
          onToggle={toggle}
        />
      </Field>
    </FormFrame>
  );
}
