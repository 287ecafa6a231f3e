import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Certificate, Relay } from '../helpers/relay.ts';
import { type RunningServer, startServer } from '../helpers/server-process.ts';

/** The office that the browsers come to: the built product, behind a relay that stays where it is while the server stops and starts. */
export interface Office {
  readonly relay: Relay;
  readonly origin: string;
  readonly password: (staffCode: string) => string;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly end: () => Promise<void>;
}

/** Made for this run alone: a key that lies in a repository is none. */
function makeCertificate(folder: string): Certificate {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const made = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=localhost',
    '-addext',
    'subjectAltName=DNS:localhost',
  ];
  execFileSync('openssl', [...made, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
}

export async function openOffice(safe: boolean): Promise<Office> {
  const dataDir = mkdtempSync(join(tmpdir(), 'cotmoc-engine-office-'));
  let server: RunningServer | undefined;
  // While it stands still nobody listens there: the relay breaks the connection, as a phone without a signal sees it.
  const relay = new Relay(() => server?.origin ?? 'http://localhost:1', safe ? makeCertificate(dataDir) : undefined);
  await relay.listen();
  const start = async (): Promise<void> => {
    server = await startServer({ dataDir, env: { PUBLIC_ORIGIN: relay.origin, QUIET: '1' } });
  };
  const stop = async (): Promise<void> => {
    const running = server;
    server = undefined;
    await running?.stop();
  };
  // The first start prints the passwords, and none after it does.
  await start();
  const passwords = server?.passwords ?? new Map<string, string>();
  return {
    relay,
    origin: relay.origin,
    password: (staffCode) => passwords.get(staffCode) ?? '',
    stop,
    start,
    end: async () => {
      await stop();
      relay.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
