import { createSignal } from 'solid-js';
import { Key } from './key.tsx';
import { type InputProps, TextInput } from './text-input.tsx';

export function PasswordInput(
  props: InputProps & {
    autocomplete: 'current-password' | 'new-password';
    words: { readonly show: string; readonly hide: string };
  },
) {
  const [shown, setShown] = createSignal(false);
  return (
    <div class="password">
      <TextInput
        id={props.id}
        type={shown() ? 'text' : 'password'}
        value={props.value}
        onInput={(value) => props.onInput(value)}
        onLeave={() => props.onLeave?.()}
        invalid={props.invalid}
        autocomplete={props.autocomplete}
        autocapitalize="none"
      />
      <Key
        kind="bare"
        icon="eye"
        label={shown() ? props.words.hide : props.words.show}
        pressed={shown()}
        onPress={() => setShown(!shown())}
      />
    </div>
  );
}
