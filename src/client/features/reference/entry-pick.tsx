import { createSignal } from 'solid-js';
import { type Entry, type EntryKind, entriesOf } from '../../../domain/reference-changes.ts';
import { foldForSearch } from '../../../domain/text.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { Field, type FieldIssue } from '../../ui/field.tsx';
import { PickButton, PickDialog } from '../../ui/pick.tsx';
import { nameOf, parentEntry } from './entry-list.ts';

interface Props {
  id: string;
  kind: EntryKind;
  label: string;
  unit?: string | undefined;
  help?: string | undefined;
  /** What stands there while nothing is chosen. */
  none?: string | undefined;
  options: readonly Entry[];
  chosen: readonly string[];
  many?: boolean;
  issue?: FieldIssue | undefined;
  onChoose: (ids: string[]) => void;
}

/** One entry of the lists or several; what is chosen is taken back by choosing it again. */
export function EntryPick(props: Props) {
  const app = useApp();
  const words = () => labels().reference;
  const [open, setOpen] = createSignal(false);
  const named = (): string => props.chosen.map((id) => nameOf(entriesOf(app.reference(), props.kind), id)).join('; ');
  const toggle = (id: string): void => {
    if (props.chosen.includes(id)) props.onChoose(props.chosen.filter((chosenId) => chosenId !== id));
    else props.onChoose(props.many ? [...props.chosen, id] : [id]);
  };
  return (
    <Field id={props.id} label={props.label} unit={props.unit} help={props.help} issue={props.issue}>
      <PickButton
        id={props.id}
        value={named() || (props.none ?? words().choose)}
        invalid={props.issue !== undefined}
        onPress={() => setOpen(true)}
      />
      <PickDialog
        open={open()}
        title={props.label}
        options={
          open()
            ? props.options.map((option) => ({ value: option.id, label: option.name, hint: parentEntry(option, app.reference())?.name }))
            : []
        }
        chosen={props.chosen}
        many={props.many}
        searchPlaceholder={labels().common.search}
        emptyText={labels().common.nothingFound}
        closeLabel={props.many ? labels().common.done : labels().common.close}
        onChoose={toggle}
        onClose={() => setOpen(false)}
        fold={foldForSearch}
      />
    </Field>
  );
}
