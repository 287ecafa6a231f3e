import { type JSX, Show } from 'solid-js';
import { Icon } from './icon.tsx';
import { Key } from './key.tsx';

export interface FieldIssue {
  readonly level: 'error' | 'warning';
  readonly text: string;
  /** A warning asks; one tap answers it. */
  readonly accept?: { readonly label: string; readonly onAccept: () => void } | undefined;
}

export interface FieldProps {
  id: string;
  label: string;
  /** Said after the label in plain weight: "tờ", "nếu có". */
  unit?: string | undefined;
  /** At the end of the label line: "thường 1 đến 5". */
  hint?: string | undefined;
  /** Below the control, for rules that always stand: "Không ghi họ tên…". */
  help?: string | undefined;
  /** The control is a group (chips, tags): the label names the group instead of one input. */
  group?: boolean | undefined;
  issue?: FieldIssue | undefined;
  children: JSX.Element;
}

/** What a control inside a Field describes itself by. */
export const issueId = (id: string): string => `${id}-issue`;

/**
 * Label above, control, and beside it what is wrong with it. The place of the issue is always there and live, so that
 * a screen reader says it when it appears.
 */
export function Field(props: FieldProps) {
  const words = () => (
    <>
      {props.label}
      <Show when={props.unit}>
        {' '}
        <span class="field-unit">{props.unit}</span>
      </Show>
    </>
  );
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: named only where it is a group
    <div
      class="field"
      classList={{ 'field-wrong': props.issue?.level === 'error', 'field-odd': props.issue?.level === 'warning' }}
      role={props.group ? 'group' : undefined}
      aria-labelledby={props.group ? `${props.id}-label` : undefined}
      aria-describedby={props.group ? issueId(props.id) : undefined}
    >
      <div class="field-head">
        <Show
          when={props.group}
          fallback={
            <label id={`${props.id}-label`} for={props.id}>
              {words()}
            </label>
          }
        >
          <span id={`${props.id}-label`}>{words()}</span>
        </Show>
        <Show when={props.hint}>
          <span class="field-hint">{props.hint}</span>
        </Show>
      </div>
      {props.children}
      <div id={issueId(props.id)} role={props.issue?.level === 'error' ? 'alert' : 'status'}>
        <Show when={props.issue}>
          {(issue) => (
            <div class="issue" classList={{ 'issue-error': issue().level === 'error' }}>
              <Icon name={issue().level === 'error' ? 'err' : 'warn'} size="s" />
              <span class="grow">{issue().text}</span>
              <Show when={issue().accept}>{(accept) => <Key onPress={() => accept().onAccept()}>{accept().label}</Key>}</Show>
            </div>
          )}
        </Show>
      </div>
      <Show when={props.help}>
        <p class="meta">{props.help}</p>
      </Show>
    </div>
  );
}
