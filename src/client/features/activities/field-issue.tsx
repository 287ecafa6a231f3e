import { Show } from 'solid-js';
import { issueText } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { type FieldIssue, issueId } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { controlId, type FormModel } from './form-model.ts';

/** What is wrong with a field, in words, and for a question the one tap that answers it. */
export function fieldIssue(model: FormModel, field: string): FieldIssue | undefined {
  const issue = model.issue(field);
  if (!issue) return undefined;
  const text = issueText(issue);
  if (issue.level === 'error') return { level: 'error', text };
  const { yes, notPersonal } = labels().activities.form;
  const label = issue.code === 'personalData' ? notPersonal : yes;
  return { level: 'warning', text, accept: { label, onAccept: () => model.answer(issue) } };
}

export const isWrong = (model: FormModel, field: string): boolean => model.issue(field)?.level === 'error';

/** For controls that say their own name and stand outside of a Field. */
export function IssueLine(props: { model: FormModel; field: string }) {
  const issue = () => fieldIssue(props.model, props.field);
  return (
    <div id={issueId(controlId(props.field))} role="alert">
      <Show when={issue()}>
        {(issue) => (
          <p class="issue issue-error">
            <Icon name="err" size="s" />
            <span class="grow">{issue().text}</span>
          </p>
        )}
      </Show>
    </div>
  );
}
