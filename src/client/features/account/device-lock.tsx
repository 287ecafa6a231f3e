import { createResource, createSignal, Match, Show, Switch } from 'solid-js';
import { asksForPin } from '../../../domain/asks-for-pin.ts';
import { useApp } from '../../app-context.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { OfficeDialog } from '../../office/office-form.tsx';
import { canLock } from '../../store/seal/lock-key.ts';
import { Chips } from '../../ui/chips.tsx';
import { Field } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { StateLine } from '../../ui/state-line.tsx';
import { LOCK_MINUTES, lockNow, readLock, setMinutes } from './lock-acts.ts';
import { ChangePinForm, ChoosePinForm, EndPinForm } from './pin-forms.tsx';

type Act = 'choose' | 'change' | 'end';

/** Whether the log on this phone is sealed, and what its person may do about it. */
export function DeviceLock() {
  const app = useApp();
  const words = () => labels().lock;
  const [act, setAct] = createSignal<Act>();
  const [lock, { refetch }] = createResource(() => (app.db.seal ? readLock(app.db) : undefined));
  const isAsked = (): boolean => asksForPin(app.reference().settings, app.scope.units);
  const close = (): void => void setAct(undefined);
  const choose = async (minutes: string): Promise<void> => {
    await setMinutes(app.db, Number(minutes));
    await refetch();
  };
  return (
    <Sheet>
      <SheetHead barred icon="lock">
        {words().section}
      </SheetHead>
      <div class="pad stack-tight" id="ma-pin">
        <Switch>
          <Match when={!canLock()}>
            <p>{words().noCrypto}</p>
          </Match>
          <Match when={app.db.seal}>
            <StateLine kind="received" word={words().on} />
            <p>{words().onNote}</p>
            <Show when={lock.latest}>
              {(known) => (
                <>
                  <Show when={known().recovery} fallback={<Notice level="warn">{words().notRecoverable}</Notice>}>
                    <p>{words().recoverable}</p>
                  </Show>
                  <Field id="lock-minutes" label={words().after} group>
                    <Chips
                      id="lock-minutes"
                      many={false}
                      options={LOCK_MINUTES.map((minutes) => ({ value: String(minutes), label: words().minutes(formatNumber(minutes)) }))}
                      chosen={[String(known().minutes)]}
                      onToggle={(minutes) => void choose(minutes).catch(() => showSnack({ text: words().notChanged, level: 'error' }))}
                    />
                  </Field>
                </>
              )}
            </Show>
            <div class="row row-wrap">
              <Key icon="lock" onPress={lockNow}>
                {words().lockNow}
              </Key>
              <Key onPress={() => setAct('change')}>{words().change}</Key>
              <Show when={!isAsked()}>
                <Key onPress={() => setAct('end')}>{words().end}</Key>
              </Show>
            </div>
            <Show when={isAsked()}>
              <p class="meta">{words().unitAsks}</p>
            </Show>
          </Match>
          <Match when={true}>
            <StateLine kind={isAsked() ? 'attention' : 'draft'} word={words().off} />
            <Show when={isAsked()}>
              <p class="strong">{words().unitAsks}</p>
            </Show>
            <p>{words().offNote}</p>
            <div class="row">
              <Key icon="lock" kind={isAsked() ? 'main' : undefined} onPress={() => setAct('choose')}>
                {words().choose}
              </Key>
            </div>
          </Match>
        </Switch>
      </div>
      <OfficeDialog open={act() !== undefined} onClose={close}>
        {(titleId) => (
          <Switch>
            <Match when={act() === 'choose'}>
              <ChoosePinForm titleId={titleId} onClose={close} />
            </Match>
            <Match when={act() === 'change'}>
              <ChangePinForm titleId={titleId} onClose={close} />
            </Match>
            <Match when={act() === 'end'}>
              <EndPinForm titleId={titleId} onClose={close} />
            </Match>
          </Switch>
        )}
      </OfficeDialog>
    </Sheet>
  );
}
