import { createSignal, onCleanup, onMount, Show } from 'solid-js';
import type { Person } from '../../../domain/person.ts';
import { SECURITY_SCREEN } from '../../addresses.ts';
import type { NowSignedIn } from '../../office/sign-in.ts';
import { forgetLostState, readLost } from '../../store/lost-state.ts';
import { LostPhoneScreen } from './lost-phone.tsx';
import { OpenAccountScreen } from './open-account.tsx';
import { SignInScreen } from './sign-in.tsx';

/**
 * The ways in: with a password, or (`opens`) with the code that opens an account. A phone that was reported as lost says so first.
 * `expired`: whose session ended while they work on.
 */
export function SignInScreens(props: { opens?: boolean; expired?: Person | undefined; onSignedIn: (person: Person) => void }) {
  const [lost, setLost] = createSignal(props.expired ? [] : readLost());
  const [isPassed, setPassed] = createSignal(props.opens === true);
  const hear = async (): Promise<void> => {
    const { hearOffice } = await import('../../sync/hear-office.lazy.ts');
    await hearOffice(Date.now).finally(() => setLost(readLost()));
  };
  onMount(() => {
    if (props.expired) return;
    const hearNow = (): void => void hear().catch(() => undefined);
    hearNow();
    addEventListener('online', hearNow);
    onCleanup(() => removeEventListener('online', hearNow));
  });
  const enter = async ({ person, phone }: NowSignedIn): Promise<void> => {
    // From here on the store is the owner's again, and no longer that of a lost phone.
    forgetLostState(person.id);
    const { beginStore } = await import('../../store/safekeeping/begin-store.lazy.ts');
    await beginStore(person.id, phone);
  };
  // Where that fails now, what is sealed stays so and comes with the next sign-in, and the key with the next start.
  const onSignedIn = (now: NowSignedIn): void =>
    void enter(now)
      .catch(() => undefined)
      .then(() => {
        // Whoever must have a second factor by now and has none begins where it is made.
        if (now.enrol) history.replaceState(undefined, '', SECURITY_SCREEN);
        props.onSignedIn(now.person);
      });
  return (
    <Show
      when={isPassed() || lost().length === 0}
      fallback={<LostPhoneScreen states={lost()} now={Date.now()} onSignIn={() => setPassed(true)} />}
    >
      <Show when={props.opens} fallback={<SignInScreen expired={props.expired} onSignedIn={onSignedIn} />}>
        <OpenAccountScreen onSignedIn={onSignedIn} />
      </Show>
    </Show>
  );
}
