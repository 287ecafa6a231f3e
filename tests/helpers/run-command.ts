import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** A command of the server as its own process, on an environment of its own. */
export const runCommand = (file: string, env: Readonly<Record<string, string>>, ...args: string[]) => runCommandIn('.', file, env, ...args);

/** The same, started in another folder. */
export function runCommandIn(cwd: string, file: string, env: Readonly<Record<string, string>>, ...args: string[]) {
  const child = spawn(process.execPath, [resolve('src/server', file), ...args], {
    cwd,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, output })));
  return { child, ended, output: () => output };
}
