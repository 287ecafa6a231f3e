import './styles/tokens.css';
import './styles/ground.css';
import './styles/pieces.css';
import './styles/shell.css';
import { createEffect, createMemo, createSignal, lazy, onCleanup, Show, Suspense } from 'solid-js';
import { render } from 'solid-js/web';
import { officeDay } from '../domain/day.ts';
import { uuidv7 } from '../domain/ids.ts';
import { type Person, scopeOn } from '../domain/person.ts';
import type { Reference } from '../domain/reference.ts';
import { HOME_SCREEN, OPEN_ACCOUNT_SCREEN, SIGN_IN_SCREEN } from './addresses.ts';
import { APP_VERSION, type App, AppContext } from './app-context.ts';
import { watchInstall } from './features/account/install.ts';
import { startTheme } from './features/account/theme.ts';
import { afterPaint, createIdle } from './idle.ts';
import { restoreLanguage, withWords } from './labels/labels.ts';
import { createLazySync } from './lazy-sync.ts';
import { SignedInRoutes, SignedOutRoutes } from './routes.tsx';
import type { AppDb } from './store/db.ts';
import { currentPerson, rememberPerson, SEALING_NOTE } from './store/known-accounts.ts';
import { personNow, readPeople, readPlans, readReference } from './store/lists/reference.ts';
import { createLiveQuery } from './store/live.ts';
import { openOwnDb } from './store/own-db.ts';
import { readUploadStatus } from './store/records/upload-status.ts';
import { rescueStore } from './store/safekeeping/rescue-store.ts';
import { restoreUnloadDrafts } from './store/safekeeping/unload-draft.ts';
import { askToPersist } from './sync/persist.ts';

const NO_REFERENCE: Reference = { units: [], localities: [], partners: [] };
const SIGNED_OUT_SCREENS = [SIGN_IN_SCREEN, OPEN_ACCOUNT_SCREEN];

const MINUTE_MS = 60_000;
const now = (): number => Date.now();
const newId = (): string => uuidv7(now(), (bytes) => crypto.getRandomValues(bytes));

const [person, setPerson] = createSignal(currentPerson());
// A role begins and ends with its days, whether the office can be reached or not.
const [today, setToday] = createSignal(officeDay(now()));
setInterval(() => setToday(officeDay(now())), MINUTE_MS);

function enter(signedIn: Person): void {
  rememberPerson(signedIn);
  // The address that the person came for stays; that of the sign-in does not.
  if (SIGNED_OUT_SCREENS.includes(location.pathname)) history.replaceState(undefined, '', HOME_SCREEN);
  setPerson(signedIn);
}

async function leave(db?: AppDb): Promise<boolean> {
  const { leave: signOut } = await import('./office/leave.lazy.ts');
  return signOut(db, () => {
    history.replaceState(undefined, '', SIGN_IN_SCREEN);
    setPerson(undefined);
  });
}

/** Before any screen reads them: drafts whose last letters the database could not take while their page was closing. */
async function readyToShow(db: AppDb): Promise<AppDb> {
  await restoreUnloadDrafts(db);
  // A store may open and yet answer nothing, where a page that is gone still holds it. One that a worker cleared is none to work in.
  const isCleared = await db.transaction('r', db.tables, async () => db.meta.get('cleared'));
  if (isCleared) await (await import('./store/safekeeping/sealed-store.lazy.ts')).finishClearing(db).then(() => location.reload());
  return db;
}

/** An opening that takes longer (ms) may never end. It is waited for all the same, but the person hears of it. */
const OPENING_MS = 10_000;

const ClosedStore = lazy(() => import('./closed-store.lazy.tsx').then((m) => ({ default: m.ClosedStore })));
/** Seldom needed: what came back, or over from another log. */
const loadBroughtOver = () => withWords(['storage'], import('./features/sync-status/brought-over.lazy.ts'));

function SignedIn(props: { person: Person }) {
  const [db, setDb] = createSignal<AppDb>();
  const [failure, setFailure] = createSignal<unknown>();
  const openAs = (opening: Promise<AppDb>): void => {
    const fail = (error: unknown): void => void setFailure(() => error ?? new Error('openDb'));
    const watch = setTimeout(() => fail(new DOMException('', 'TimeoutError')), OPENING_MS);
    void opening
      .then(readyToShow)
      .then(setDb, fail)
      .finally(() => clearTimeout(watch));
  };
  const open = (): void => openAs(openOwnDb(props.person.id));
  open();
  return (
    <Show
      when={db()}
      fallback={
        <Show when={failure()}>
          {(error) => (
            <Suspense>
              <ClosedStore
                error={error()}
                person={props.person}
                onOpened={(db) => openAs(Promise.resolve(db))}
                onRescued={open}
                onLeave={() => void leave()}
              />
            </Suspense>
          )}
        </Show>
      }
    >
      {(open) => <Opened person={props.person} db={open()} />}
    </Show>
  );
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function Opened(props: { person: Person; db: AppDb }) {
  // Another person or store is another Opened: neither changes while this one lives.
  const { person: signedIn, db } = props;
  const reference = createLiveQuery(() => readReference(db));
  const people = createLiveQuery(() => readPeople(db));
  const plans = createLiveQuery(() => readPlans(db, signedIn.unitIds));
  const person = createMemo(() => personNow(signedIn, people()?.get(signedIn.id), reference()?.units ?? [], officeDay(now())), undefined, {
    equals: isSame,
  });
  const scope = createMemo(() => scopeOn(person(), today()), undefined, { equals: isSame });
  const sync = createLazySync({ db, now, newId, app: `web ${APP_VERSION}` }, () => plans()?.length === 0);
  const settled = createIdle(() => (plans()?.length ?? 0) > 0 || sync.status().outcome !== undefined);
  const app: App = {
    db,
    get person() {
      return person();
    },
    get scope() {
      return scope();
    },
    sync,
    now,
    newId,
    plans,
    reference: () => reference() ?? NO_REFERENCE,
    people: () => people() ?? new Map(),
    // Counted anew only once the person has read "saved".
    status: createLiveQuery(() => readUploadStatus(db), afterPaint),
    settled,
    signOut: () => leave(db),
  };
  void askToPersist().catch(() => false);
  createEffect(() => {
    if (!settled()) return;
    // Without room for it there is none.
    void import('./store/safekeeping/keep-reserve.lazy.ts').then(({ allocateReserve }) => allocateReserve()).catch(() => undefined);
    if (rescueStore(db.accountId)) void loadBroughtOver().then(({ bringOver }) => bringOver(app));
  });
  // After a sync: what the person may see is known then, and the office can be reached.
  const isHeard = createMemo(() => settled() && sync.status().outcome?.kind === 'done');
  createEffect(() => {
    if (isHeard()) void import('./sync/once-heard.lazy.ts').then((m) => m.onceHeard(signedIn, db, now)).catch(() => undefined);
    // What was set for the office without a signal goes out with this contact; officers set nothing.
    if (isHeard() && scope().roles.some((role) => role !== 'officer'))
      void import('./office/send-settings.lazy.ts').then(({ sendSettings }) => sendSettings(db)).catch(() => undefined);
  });
  createEffect(() => {
    const count = sync.regained();
    if (count > 0) void loadBroughtOver().then(({ tellRegained }) => tellRegained(count));
  });
  onCleanup(() => {
    sync.stop();
    db.close();
  });
  return (
    <AppContext.Provider value={app}>
      <SignedInRoutes onSignedIn={enter} />
    </AppContext.Provider>
  );
}

startTheme();
watchInstall();
void restoreLanguage();
// Another tab signed in or out: one browser is one person at a time.
addEventListener('storage', ({ key }) => {
  // And what is sealed asks for its PIN.
  if (key === SEALING_NOTE || currentPerson()?.id !== person()?.id) location.reload();
});

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no #app');
render(
  () => (
    <Show when={person()} keyed fallback={<SignedOutRoutes onSignedIn={enter} />}>
      {(signedIn) => <SignedIn person={signedIn} />}
    </Show>
  ),
  root,
);
