import { ROLES, type Role } from '../../../domain/person.ts';
import { labels } from '../../labels/labels.ts';
import { tooLong } from '../../labels/too-long.ts';
import { Chips } from '../../ui/chips.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { type AccountValues, lacksUnit, MAX_NAME } from './account-values.ts';
import { UnitChips } from './unit-chips.tsx';

/** What an account says of its person: role, units, and a name for the desk. */
export function AccountFields(props: { values: AccountValues; tried: boolean; onChange: (part: Partial<AccountValues>) => void }) {
  const words = () => labels().accounts;
  const nameIssue = () => tooLong(props.values.name.trim(), MAX_NAME);
  return (
    <>
      <Field id="account-role" label={words().role} group>
        <Chips
          id="account-role"
          many={false}
          options={ROLES.map((value) => ({ value, label: labels().domain.roles[value] }))}
          chosen={[props.values.role]}
          onToggle={(value) => props.onChange({ role: value as Role })}
        />
      </Field>
      <UnitChips
        id="account-units"
        unitIds={props.values.unitIds}
        help={words().unitsRule}
        isMissing={props.tried && lacksUnit(props.values)}
        onChange={(unitIds) => props.onChange({ unitIds })}
      />
      <Field id="account-name" label={words().name} unit={words().ifAny} help={words().nameHelp} issue={nameIssue()}>
        <TextInput
          id="account-name"
          value={props.values.name}
          invalid={nameIssue() !== undefined}
          onInput={(name) => props.onChange({ name })}
        />
      </Field>
    </>
  );
}
