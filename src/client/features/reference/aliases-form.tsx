import { createMemo, createSignal } from 'solid-js';
import type { UnitId } from '../../../domain/ids.ts';
import { type ReferenceIssue, setAliases } from '../../../domain/reference-changes.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { TagInput } from '../../ui/chips.tsx';
import { Field } from '../../ui/field.tsx';
import type { FormProps } from './entry-dialog.tsx';
import { issueSentence } from './entry-words.ts';
import { FormFrame } from './form-frame.tsx';
import { createKept } from './kept.ts';
import { sendChange } from './send-change.ts';

/** The other names plans print for a unit. */
export function AliasesForm(props: FormProps) {
  const app = useApp();
  const words = () => labels().reference;
  const { kind, entry } = props;
  const unitId = entry.id as UnitId;
  const start: { aliases: readonly string[] } = { aliases: 'aliases' in entry ? entry.aliases : [] };
  const kept = createKept([app.person.id, 'aliases', kind, entry.id].join('.'), start);
  const { values, set } = kept;
  const [tried, setTried] = createSignal(false);
  const issueOf = (aliases: readonly string[]): ReferenceIssue | undefined => {
    const result = setAliases(app.reference(), unitId, aliases);
    return result.ok ? undefined : result.error;
  };
  const issue = createMemo(() => issueOf(values().aliases));
  const sentence = (found: ReferenceIssue | undefined): string | undefined => found && issueSentence(found);
  return (
    <FormFrame
      titleId={props.titleId}
      title={words().titles.aliases(entry.name)}
      kept={kept}
      check={() => {
        setTried(true);
        return issue() === undefined;
      }}
      send={() => sendChange(app, '/aliases', { unitId, aliases: values().aliases })}
      onClose={props.onClose}
    >
      <Field
        id="reference-aliases"
        label={words().aliases}
        help={words().aliasesHelp}
        issue={tried() && issue() ? { level: 'error', text: sentence(issue()) ?? '' } : undefined}
      >
        <TagInput
          id="reference-aliases"
          values={values().aliases}
          onAdd={(alias) => set({ aliases: [...values().aliases, alias] })}
          onRemove={(alias) => set({ aliases: values().aliases.filter((one) => one !== alias) })}
          words={{ add: words().addAlias, remove: words().removeAlias }}
          check={(alias) => sentence(issueOf([alias]))}
        />
      </Field>
    </FormFrame>
  );
}
