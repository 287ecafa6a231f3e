import { officeDay } from '../../../domain/day.ts';
import type { UnitId } from '../../../domain/ids.ts';
import { offeredOn } from '../../../domain/reference.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { Chips } from '../../ui/chips.tsx';
import { Field } from '../../ui/field.tsx';

/** The units of a role, the main one first. */
export function UnitChips(props: {
  id: string;
  unitIds: readonly UnitId[];
  help: string;
  /** None is chosen, and one must be. */
  isMissing: boolean;
  onChange: (unitIds: readonly UnitId[]) => void;
}) {
  const app = useApp();
  const words = () => labels().accounts;
  const toggle = (value: string): void => {
    const unit = value as UnitId;
    props.onChange(props.unitIds.includes(unit) ? props.unitIds.filter((unitId) => unitId !== unit) : [...props.unitIds, unit]);
  };
  return (
    <Field
      id={props.id}
      label={words().units}
      help={props.help}
      group
      issue={props.isMissing ? { level: 'error', text: words().noUnits } : undefined}
    >
      <Chips
        id={props.id}
        many
        options={offeredOn(app.reference().units, officeDay(app.now()), props.unitIds).map((unit) => ({
          value: unit.id,
          label: unit.shortName,
        }))}
        chosen={props.unitIds}
        onToggle={toggle}
      />
    </Field>
  );
}
