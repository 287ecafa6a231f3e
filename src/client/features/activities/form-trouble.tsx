import { HOME_SCREEN } from '../../addresses.ts';
import { labels } from '../../labels/labels.ts';
import { Empty } from '../../ui/empty.tsx';
import { Key } from '../../ui/key.tsx';
import { Screen } from '../../ui/screen.tsx';

/** In place of a form that cannot be opened: why, and where to go from here. */
export function FormTrouble(props: { title: string; text: string; href?: string | undefined; action?: string | undefined }) {
  return (
    <Screen title={labels().common.app} fill>
      <Empty
        title={props.title}
        action={
          <Key kind="main" href={props.href ?? HOME_SCREEN}>
            {props.action ?? labels().activities.form.toHome}
          </Key>
        }
      >
        <p>{props.text}</p>
      </Empty>
    </Screen>
  );
}
