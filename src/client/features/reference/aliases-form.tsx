import { createMemo, createSignal } from 'solid-js';
import type { UnitId } from '../../../domain/ids.ts';
import { splitNames } from '../../../domain/name-list.ts';
import { type ReferenceIssue, setAliases } from '../../../domain/reference-changes.ts';
import { SET_ALIASES } from '../../../protocol/endpoints/reference.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createSavedInput } from '../../saved-input.ts';
import { TagInput } from '../../ui/chips.tsx';
import { Field, type FieldIssue } from '../../ui/field.tsx';
import type { FormProps } from './doing.ts';
import { issueSentence } from './entry-words.ts';
import { FormFrame } from './form-frame.tsx';
import { aliasesIssue } from './name-lengths.ts';
import { sendChange } from './send-change.ts';

/** The other names plans print for a unit. */
export function AliasesForm(props: FormProps) {
  const app = useApp();
  const words = () => labels().reference;
  const { kind, entry } = props;
  const unitId = entry.id as UnitId;
  const start: { aliases: readonly string[]; typed: string } = { aliases: 'aliases' in entry ? entry.aliases : [], typed: '' };
  const saved = createSavedInput(['aliases', kind, entry.id], start);
  const { values, set } = saved;
  const [tried, setTried] = createSignal(false);
  /** Those that are chips, and those still in the input. */
  const aliases = (): string[] => [...new Set([...values().aliases, ...splitNames(values().typed)])];
  const refused = createMemo((): ReferenceIssue | undefined => {
    const result = setAliases(app.reference(), unitId, aliases());
    return result.ok ? undefined : result.error;
  });
  const issue = (): FieldIssue | undefined => {
    const found = refused();
    return aliasesIssue(aliases()) ?? (found && { level: 'error', text: issueSentence(found) });
  };
  /** Whether a name alone could be one of the unit's. */
  const takes = (alias: string): boolean => setAliases(app.reference(), unitId, [alias]).ok;
  return (
    <FormFrame
      titleId={props.titleId}
      title={words().titles.aliases(entry.name)}
      saved={saved}
      check={() => {
        setTried(true);
        return issue() === undefined;
      }}
      send={() => sendChange(app, () => askOffice(SET_ALIASES, { body: { unitId, aliases: aliases() } }))}
      onClose={props.onClose}
    >
      <Field id="reference-aliases" label={words().aliases} help={words().aliasesHelp} issue={tried() ? issue() : undefined}>
        <TagInput
          id="reference-aliases"
          values={values().aliases}
          text={values().typed}
          split={splitNames}
          takes={takes}
          invalid={tried() && issue() !== undefined}
          onChange={(next, typed) => set({ aliases: next, typed })}
          onLeave={() => setTried(true)}
          words={{ add: words().addAlias, remove: words().removeAlias }}
        />
      </Field>
    </FormFrame>
  );
}
