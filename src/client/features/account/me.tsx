import { createSignal, Show } from 'solid-js';
import { isGrantOver } from '../../../domain/account-rights.ts';
import { officeDay } from '../../../domain/day.ts';
import { needsFactor } from '../../../domain/factor.ts';
import type { UnitId } from '../../../domain/ids.ts';
import {
  ACCOUNTS_SCREEN,
  CONNECTIONS_SCREEN,
  DEVICES_SCREEN,
  HELD_DATA_SCREEN,
  HELP_SCREEN,
  SECURITY_SCREEN,
  SPREADSHEET_SCREEN,
} from '../../addresses.ts';
import { APP_VERSION, useApp } from '../../app-context.ts';
import { grantWords } from '../../labels/grant-words.ts';
import { labels } from '../../labels/labels.ts';
import { readUploadStatus } from '../../store/records/upload-status.ts';
import { countWaiting } from '../../store/records/waiting-count.ts';
import { ask } from '../../ui/ask.tsx';
import { Key } from '../../ui/key.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { LinkRow } from '../../ui/link-row.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { Appearance } from './appearance.tsx';
import { ChangePassword } from './change-password.tsx';
import { DeviceLock } from './device-lock.tsx';
import { Favourites } from './favourites.tsx';
import { SendNow, WaitingSection } from './sending.tsx';
import { signOutText } from './sign-out-text.ts';
import { StorageState } from './storage-state.tsx';

/** The person, what waits on this phone, how safe it is there, and how the app looks. */
export function MeScreen() {
  const app = useApp();
  const words = () => labels().account.me;
  const [changing, setChanging] = createSignal(false);
  const unitName = (id: UnitId): string => app.reference().units.find((unit) => unit.id === id)?.name ?? id;

  const grants = () => (app.person.grants ?? []).filter((grant) => !isGrantOver(grant, officeDay(app.now())));

  const signOut = async (): Promise<void> => {
    const [waiting, drafts, { lost }] = await Promise.all([countWaiting(app.db, true), app.db.drafts.count(), readUploadStatus(app.db)]);
    const isSure = await ask({
      title: words().signOutTitle,
      text: signOutText({ staffCode: app.person.staffCode, waiting, drafts, lost }),
      confirm: words().signOut,
      cancel: labels().common.cancel,
      danger: true,
    });
    if (isSure && !(await app.signOut())) showSnack({ text: words().signOutOffline, icon: 'nosig' });
  };
  return (
    <Screen wide="columns" title={words().title} end={words().version(APP_VERSION)} dock={<SendNow />}>
      <Sheet pad>
        <KeyValues
          rows={[
            { label: words().account, value: <span class="figure">{app.person.staffCode}</span> },
            { label: words().role, value: labels().domain.roles[app.person.role] },
            ...(app.person.unitIds.length > 0 ? [{ label: words().unit, value: app.person.unitIds.map(unitName).join('; ') }] : []),
            ...grants().map((grant) => ({ label: words().furtherRole, value: grantWords(grant, grant.unitIds.map(unitName)) })),
          ]}
        />
      </Sheet>
      <WaitingSection />
      <StorageState />
      <Show when={app.scope.recordsFor.length > 0}>
        <Favourites />
      </Show>
      <DeviceLock />
      <Appearance />
      <Sheet>
        <LinkRow icon="lock" title={labels().account.password.title} onPress={() => setChanging(true)} />
        <Show when={needsFactor(app.scope.roles)}>
          <LinkRow href={SECURITY_SCREEN} icon="lock" title={words().security} note={words().securityNote} />
        </Show>
        <LinkRow href={DEVICES_SCREEN} icon="dev" title={words().devices} note={words().devicesNote} />
        <Show when={app.scope.reviews.length > 0}>
          <LinkRow href={SPREADSHEET_SCREEN} icon="doc" title={words().spreadsheet} note={words().spreadsheetNote} />
        </Show>
        <Show when={app.scope.managesReference}>
          <LinkRow href={CONNECTIONS_SCREEN} icon="link" title={words().connections} note={words().connectionsNote} />
        </Show>
        <Show when={app.scope.managesAccounts}>
          <LinkRow href={ACCOUNTS_SCREEN} icon="people" title={words().accounts} />
        </Show>
        <LinkRow href={HELD_DATA_SCREEN} icon="eye" title={words().heldData} note={words().heldDataNote} />
        <LinkRow href={HELP_SCREEN} icon="info" title={words().help} />
      </Sheet>
      <Key kind="ask" onPress={() => void signOut()}>
        {words().signOut}
      </Key>
      <ChangePassword open={changing()} onClose={() => setChanging(false)} />
    </Screen>
  );
}
