import { HOME_SCREEN } from '../../addresses.ts';
import { labels } from '../../labels/labels.ts';
import { Key } from '../../ui/key.tsx';
import { Screen } from '../../ui/screen.tsx';

/** An address nothing stands at. */
export function NotFoundScreen() {
  const words = () => labels().account.notFound;
  return (
    <Screen
      title={words().title}
      dock={
        <Key kind="main" big href={HOME_SCREEN}>
          {words().home}
        </Key>
      }
    >
      <p>{words().text}</p>
    </Screen>
  );
}
