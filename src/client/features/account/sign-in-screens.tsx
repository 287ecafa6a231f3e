import { Show } from 'solid-js';
import type { Person } from '../../../domain/person.ts';
import { OpenAccountScreen } from './open-account.tsx';
import { SignInScreen } from './sign-in.tsx';

/** The two ways in: with a password, or (`opens`) with the code that opens an account. */
export function SignInScreens(props: { opens?: boolean; expired?: Person | undefined; onSignedIn: (person: Person) => void }) {
  return (
    <Show when={props.opens} fallback={<SignInScreen expired={props.expired} onSignedIn={props.onSignedIn} />}>
      <OpenAccountScreen onSignedIn={props.onSignedIn} />
    </Show>
  );
}
