import type { NewAccountResponse } from '../../src/protocol/account.ts';
import { seededRandom } from '../../src/server/demonstration/chance.ts';
import { percentile } from '../bench/figure.ts';
import { Site } from '../faults/site.ts';
import { clockAt, withClock } from '../helpers/shifted-clock.ts';
import type { Drill, DrillFigure, DrillMeans } from './drill.ts';
import { AttackNetwork, type HttpAnswer } from './network.ts';

const MINUTE_MS = 60_000;
/** When, in the hour that is counted, the server is killed and started anew under a clock set forward. */
const STARTS_AT_MINUTES = [20, 40, 59] as const;
const ROUNDS = 1 + STARTS_AT_MINUTES.length;
/** Of all tries so many are at the first account, whose phone a thief has besides. */
const SHARE_AT_FIRST = 0.25;
/** Sign-ins of owners wait until the attack is in full swing: after so many answers. */
const IN_FULL_SWING = 50;
/** One name is measured by each network once, and a network asks no more than it is granted at once. */
const MEASURED_BY_NETWORK = 40;

interface Size {
  readonly tries: number;
  readonly networks: number;
  readonly inFlight: number;
  /** Accounts under attack, and as many names nobody bears. */
  readonly accounts: number;
  /** Sign-ins of owners on their phones, and of owners with a code on a new one. */
  readonly owners: number;
  readonly newcomers: number;
  /** Accounts whose answers are timed, and guesses at each. */
  readonly timed: { readonly accounts: number; readonly guesses: number } | undefined;
}
const FULL: Size = {
  tries: 20_000,
  networks: 50,
  inFlight: 100,
  accounts: 100,
  owners: 100,
  newcomers: 20,
  timed: { accounts: 100, guesses: 10 },
};
const REDUCED: Size = { tries: 400, networks: 12, inFlight: 40, accounts: 3, owners: 6, newcomers: 2, timed: undefined };

/** Somebody with an account and a phone enrolled for it. */
interface Owner {
  readonly id: string;
  readonly staffCode: string;
  readonly password: string;
  readonly cookie: string;
}

const must = (answer: HttpAnswer | undefined, what: string): HttpAnswer => {
  if (answer?.status === 200) return answer;
  throw new Error(`${what}: ${answer?.status ?? 'away'} ${JSON.stringify(answer?.body)}`);
};

async function openAccounts(admin: AttackNetwork, adminCookie: string, prefix: string, count: number): Promise<Owner[]> {
  const accounts = Array.from({ length: count }, (_, at) => ({
    staffCode: `${prefix}-${String(at).padStart(3, '0')}`,
    role: 'officer',
    unitIds: ['qlbg'],
  }));
  const { codes } = must(await admin.post('/api/accounts/list', { accounts }, adminCookie), 'Accounts').body as {
    codes: NewAccountResponse[];
  };
  const owners: Owner[] = [];
  for (const { account, code } of codes) {
    const password = `câu dễ nhớ ${crypto.randomUUID()}`;
    const opened = must(await admin.post('/api/open-account', { code, password, device: 'Máy của cán bộ' }), 'Opening');
    owners.push({ id: account.person.id, staffCode: account.person.staffCode, password, cookie: opened.cookie });
  }
  return owners;
}

/** Wrong passwords at all names from all networks at once, and what came of them. */
class Attack {
  readonly evaluated = new Map<string, number>();
  answered = 0;
  readonly #networks: readonly AttackNetwork[];
  readonly #names: readonly string[];
  readonly #inFlight: number;
  readonly #random = seededRandom(1);

  constructor(networks: readonly AttackNetwork[], names: readonly string[], inFlight: number) {
    this.#networks = networks;
    this.#names = names;
    this.#inFlight = inFlight;
  }

  #any = <T>(list: readonly T[]): T => list[Math.floor(this.#random() * list.length)] as T;

  /** A guess counts where the server looked at it: then it says that it was wrong. */
  take(staffCode: string, answer: HttpAnswer | undefined): void {
    if (answer) this.answered += 1;
    if (answer?.status === 401) this.evaluated.set(staffCode, (this.evaluated.get(staffCode) ?? 0) + 1);
  }

  /** So many tries, and more until `work` has ended too. */
  async around<T>(tries: number, work: () => Promise<T>): Promise<T> {
    const until = this.answered + tries;
    let working = true;
    const from = this.answered;
    const tryOn = async (): Promise<void> => {
      while (working || this.answered < until) {
        const name = this.#random() < SHARE_AT_FIRST ? (this.#names[0] ?? '') : this.#any(this.#names);
        this.take(name, await this.#any(this.#networks).signIn(name, `sai ${this.answered}`));
      }
    };
    const workInFullSwing = async (): Promise<T> => {
      while (this.answered < from + IN_FULL_SWING) await new Promise((resolve) => setTimeout(resolve, 5));
      return work();
    };
    const all = Array.from({ length: this.#inFlight }, tryOn);
    try {
      return await workInFullSwing();
    } finally {
      working = false;
      await Promise.all(all);
    }
  }
}

interface Passed {
  count: number;
  readonly ms: number[];
}

const note = (passed: Passed, answer: HttpAnswer | undefined): void => {
  passed.count += answer?.status === 200 ? 1 : 0;
  passed.ms.push(answer?.ms ?? Number.POSITIVE_INFINITY);
};

/** The share of pairs in which the account answered later than the name nobody bears; a half where nobody can tell them apart. */
export function timingAuc(known: readonly number[], unknown: readonly number[]): number {
  const later = known.reduce((sum, ms) => sum + unknown.filter((other) => other < ms).length, 0);
  const equal = known.reduce((sum, ms) => sum + unknown.filter((other) => other === ms).length, 0);
  return (later + equal / 2) / (known.length * unknown.length);
}

/** Wrong passwords at accounts and at names nobody bears, one after the other in random order, on a server at rest. */
async function measureTiming(origin: string, owners: readonly Owner[], guesses: number): Promise<number> {
  const random = seededRandom(2);
  const samples = Array.from({ length: guesses }, () =>
    owners.flatMap(({ staffCode }) => [staffCode, staffCode.replace(/^\w+/, 'XX')]),
  ).flat();
  const ms: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
  for (let from = 0; from < samples.length; from += MEASURED_BY_NETWORK) {
    const network = new AttackNetwork(origin, 5_000 + from);
    const part = samples.slice(from, from + MEASURED_BY_NETWORK).map((staffCode) => ({ staffCode, order: random() }));
    // What a new connection costs falls on neither.
    await network.signIn('XX-AM', 'sai');
    for (const { staffCode } of part.sort((left, right) => left.order - right.order)) {
      const answer = await network.signIn(staffCode, 'sai');
      if (answer?.status !== 401) throw new Error(`Timed guess: ${answer?.status ?? 'away'}`);
      ms[staffCode.startsWith('XX') ? 'unknown' : 'known'].push(answer.ms);
    }
    network.close();
  }
  return timingAuc(ms.known, ms.unknown);
}

interface Scene {
  readonly site: Site;
  readonly size: Size;
  readonly office: AttackNetwork;
  readonly adminCookie: string;
  /** Those at whose accounts strangers guess. */
  readonly owners: readonly Owner[];
  readonly networks: readonly AttackNetwork[];
}

/** Owners sign in on their phones, and with a code on new ones, from networks the attack comes from. */
async function ownersSignIn({ size, office, adminCookie, owners, networks }: Scene, onPhone: Passed, withCode: Passed): Promise<void> {
  const anyNetwork = (at: number): AttackNetwork => networks[at % networks.length] as AttackNetwork;
  const middle = owners.length - Math.min(size.newcomers, Math.floor(owners.length / 2));
  const [usual, newcomers] = [owners.slice(1, middle), owners.slice(middle)];
  for (let at = 0; at < Math.ceil(size.owners / ROUNDS); at++) {
    const owner = usual[at % usual.length] as Owner;
    note(onPhone, await anyNetwork(at).signIn(owner.staffCode, owner.password, owner.cookie));
  }
  for (let at = 0; at < Math.ceil(size.newcomers / ROUNDS); at++) {
    const owner = newcomers[withCode.ms.length % newcomers.length] as Owner;
    const { code } = must(await office.post(`/api/accounts/${owner.id}/code`, {}, adminCookie), 'New code').body as NewAccountResponse;
    const body = { code, password: `câu mới dễ nhớ ${at}`, device: 'Máy mới' };
    note(withCode, await anyNetwork(at).post('/api/open-account', body));
  }
}

/** An hour of attack, in which the server is killed and started anew; a thief has the phone of the first owner besides. */
async function attackForAnHour(scene: Scene) {
  const { site, size, owners, networks } = scene;
  const strangers = owners.map((_, at) => `YY-${String(at).padStart(3, '0')}`);
  const attack = new Attack(networks, [...owners.map(({ staffCode }) => staffCode), ...strangers], size.inFlight);
  const onPhone: Passed = { count: 0, ms: [] };
  const withCode: Passed = { count: 0, ms: [] };
  const startedAt = Date.now();
  for (let round = 0; round < ROUNDS; round++) {
    const minutes = STARTS_AT_MINUTES[round - 1];
    if (minutes !== undefined) {
      await site.kill();
      await site.start(withClock(clockAt(new Date(startedAt + minutes * MINUTE_MS).toISOString())));
    }
    const [stolen] = owners;
    await attack.around(size.tries / ROUNDS, async () => {
      for (let at = 0; stolen && at < 20; at++)
        attack.take(stolen.staffCode, await networks[0]?.signIn(stolen.staffCode, `sai ${at}`, stolen.cookie));
      await ownersSignIn(scene, onPhone, withCode);
    });
  }
  const evaluated = Math.max(...owners.map(({ staffCode }) => attack.evaluated.get(staffCode) ?? 0));
  return { evaluated, onPhone, withCode };
}

const seconds = (ms: readonly number[]): number => percentile(ms, 0.95) / 1_000;

function figuresOf({ evaluated, onPhone, withCode }: Awaited<ReturnType<typeof attackForAnHour>>): DrillFigure[] {
  const peer = 'ownCloud 5 in 10 minutes, and the owner is shut out as well (owncloud/core#41806)';
  return [
    { figure: 'S1.guesses', value: evaluated, unit: 'evaluated per account and hour', bar: 30, peer, holds: 'atMost' },
    {
      figure: 'S1.owner.passed',
      value: (onPhone.count / onPhone.ms.length) * 100,
      unit: `of 100 on an enrolled phone (${onPhone.ms.length} tried)`,
      bar: 100,
      peer: 'ownCloud 0 while the account is locked (owncloud/core#41806)',
      holds: 'atLeast',
    },
    {
      figure: 'S1.owner.p95',
      value: seconds(onPhone.ms),
      unit: 's',
      bar: 2,
      peer: 'none known',
      holds: 'atMost',
      timed: true,
    },
    {
      figure: 'S1.newcomer.passed',
      value: (withCode.count / withCode.ms.length) * 100,
      unit: `of 100 on a new phone with a code (${withCode.ms.length} tried)`,
      bar: 100,
      peer: 'ownCloud 0 while the account is locked (owncloud/core#41806)',
      holds: 'atLeast',
    },
  ];
}

async function runOn(site: Site, size: Size): Promise<readonly DrillFigure[]> {
  const office = new AttackNetwork(site.origin, 4_000);
  const networks = Array.from({ length: size.networks }, (_, at) => new AttackNetwork(site.origin, at));
  try {
    const admin = must(await office.signIn('QT-01', site.passwords.get('QT-01') ?? ''), 'The administrator');
    const timed: DrillFigure[] = [];
    if (size.timed) {
      const auc = await measureTiming(site.origin, await openAccounts(office, admin.cookie, 'TG', size.timed.accounts), size.timed.guesses);
      const peer = 'Keycloak 36 ms for an account, 15 ms for a name nobody bears (keycloak/keycloak#48888)';
      const value = Math.max(auc, 1 - auc);
      timed.push({ figure: 'S1.timing.auc', value, unit: 'AUC (0.5: nobody can tell)', bar: 0.55, peer, holds: 'atMost', timed: true });
    }
    const owners = await openAccounts(office, admin.cookie, 'CB', size.accounts);
    return [...figuresOf(await attackForAnHour({ site, size, office, adminCookie: admin.cookie, owners, networks })), ...timed];
  } finally {
    for (const network of [office, ...networks]) network.close();
  }
}

export const signInAbuse: Drill = {
  name: 'S1',
  fact: 'strangers get thirty guesses at an account in an hour, also over kills of the server, and keep no owner out',
  run: ({ full, database, postgresUrl }: DrillMeans) => Site.with(database, postgresUrl, (site) => runOn(site, full ? FULL : REDUCED)),
};
