import { createSignal } from 'solid-js';
import { ACTIVITY_TYPE_KEYS } from '../../../domain/activity-types.ts';
import { rangesText } from '../../../domain/border-marker.ts';
import { officeDay } from '../../../domain/day.ts';
import type { UnitId } from '../../../domain/ids.ts';
import { isValidOn } from '../../../domain/reference.ts';
import { SET_SETTINGS } from '../../../protocol/endpoints/reference.ts';
import { MAX_RANGES } from '../../../protocol/plan.ts';
import { useApp } from '../../app-context.ts';
import { formatNumber, typeWords } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createSavedInput } from '../../saved-input.ts';
import { Chips } from '../../ui/chips.tsx';
import { Field, type FieldIssue } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { FormFrame } from './form-frame.tsx';
import { readRanges } from './marker-ranges.ts';

/** Settings as the person wrote them; those not touched are absent. */
interface Changes {
  readonly markers?: string;
  readonly hiddenTypes?: readonly string[];
  readonly pinUnits?: readonly string[];
}

/** What differs from office to office on records themselves: the markers of its border, and the kinds of work it has a use for. */
export function SettingsForm(props: { titleId: string; onClose: () => void }) {
  const app = useApp();
  const words = () => labels().reference.settings;
  const { settings } = app.reference();
  // Only what the person changes: the rest may have been set elsewhere meanwhile.
  const saved = createSavedInput<Changes>(['settings'], {});
  const { values: changes, set } = saved;
  const markers = (): string => changes().markers ?? rangesText(settings?.markers);
  const hiddenTypes = (): readonly string[] => changes().hiddenTypes ?? settings?.hiddenTypes ?? [];
  const pinUnits = (): readonly string[] => changes().pinUnits ?? settings?.pinUnits ?? [];
  const units = () => app.reference().units.filter((unit) => isValidOn(unit, officeDay(app.now())) || pinUnits().includes(unit.id));
  const togglePin = (id: string): void => {
    const asking = pinUnits();
    set({ pinUnits: asking.includes(id) ? asking.filter((other) => other !== id) : [...asking, id] });
  };
  const [tried, setTried] = createSignal(false);
  const ranges = () => readRanges(markers());
  const markersIssue = (): FieldIssue | undefined => {
    const read = ranges();
    if (!tried() || read.ok) return undefined;
    const text = read.error === null ? words().markersMany(formatNumber(MAX_RANGES)) : words().markersWrong(read.error);
    return { level: 'error', text };
  };
  const used = (): string[] => ACTIVITY_TYPE_KEYS.filter((type) => !hiddenTypes().includes(type));
  const usedIssue = (): FieldIssue | undefined => (tried() && used().length === 0 ? { level: 'error', text: words().oneLeft } : undefined);
  const toggle = (type: string): void => {
    const hidden = hiddenTypes();
    set({ hiddenTypes: hidden.includes(type) ? hidden.filter((hiddenType) => hiddenType !== type) : [...hidden, type] });
  };
  return (
    <FormFrame
      titleId={props.titleId}
      title={words().title}
      saved={saved}
      check={() => {
        setTried(true);
        return ranges().ok && used().length > 0;
      }}
      send={async () => {
        const read = ranges();
        const { markers: newMarkers, hiddenTypes: newHidden, pinUnits: newPinUnits } = changes();
        const body = {
          ...(newMarkers !== undefined && read.ok && { markers: read.value }),
          ...(newHidden && { hiddenTypes: [...newHidden] }),
          ...(newPinUnits && { pinUnits: newPinUnits as UnitId[] }),
        };
        const answer = await askOffice(SET_SETTINGS, { body });
        if (answer.ok) await app.sync.syncNow();
        return answer;
      }}
      onClose={props.onClose}
    >
      <Field id="settings-markers" label={words().markers} help={words().markersHelp} issue={markersIssue()}>
        <TextInput
          id="settings-markers"
          value={markers()}
          invalid={markersIssue() !== undefined}
          onInput={(text) => set({ markers: text })}
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
      <Field id="settings-pin" label={words().pin} help={words().pinHelp} group>
        <Chips
          id="settings-pin"
          many
          options={units().map((unit) => ({ value: unit.id, label: unit.shortName }))}
          chosen={pinUnits()}
          onToggle={togglePin}
        />
      </Field>
    </FormFrame>
  );
}
