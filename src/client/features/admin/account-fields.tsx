import { officeDay } from '../../../domain/day.ts';
import type { UnitId } from '../../../domain/ids.ts';
import { ROLES, type Role } from '../../../domain/person.ts';
import { offeredOn } from '../../../domain/reference.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { tooLong } from '../../labels/too-long.ts';
import { Chips } from '../../ui/chips.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { type AccountValues, lacksUnit, MAX_NAME } from './account-values.ts';

/** What an account says of its person: role, units, and a name for the desk. */
export function AccountFields(props: { values: AccountValues; tried: boolean; onChange: (values: AccountValues) => void }) {
  const app = useApp();
  const words = () => labels().accounts;
  const change = (part: Partial<AccountValues>): void => props.onChange({ ...props.values, ...part });
  const toggleUnit = (value: string): void => {
    const unit = value as UnitId;
    const { unitIds } = props.values;
    change({ unitIds: unitIds.includes(unit) ? unitIds.filter((unitId) => unitId !== unit) : [...unitIds, unit] });
  };
  const nameIssue = () => tooLong(props.values.name.trim(), MAX_NAME);
  return (
    <>
      <Field id="account-role" label={words().role} group>
        <Chips
          id="account-role"
          many={false}
          options={ROLES.map((value) => ({ value, label: labels().domain.roles[value] }))}
          chosen={[props.values.role]}
          onToggle={(value) => change({ role: value as Role })}
        />
      </Field>
      <Field
        id="account-units"
        label={words().units}
        help={words().unitsRule}
        group
        issue={props.tried && lacksUnit(props.values) ? { level: 'error', text: words().noUnits } : undefined}
      >
        <Chips
          id="account-units"
          many
          options={offeredOn(app.reference().units, officeDay(app.now()), props.values.unitIds).map((unit) => ({
            value: unit.id,
            label: unit.shortName,
          }))}
          chosen={props.values.unitIds}
          onToggle={toggleUnit}
        />
      </Field>
      <Field id="account-name" label={words().name} unit={words().ifAny} help={words().nameHelp} issue={nameIssue()}>
        <TextInput id="account-name" value={props.values.name} invalid={nameIssue() !== undefined} onInput={(name) => change({ name })} />
      </Field>
    </>
  );
}
