import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FIRST_PAIR, SECOND_PAIR } from '@/lib/config/testing/key-pairs';
import type { Log } from '@/lib/domain/ports/context';
import { followCertificate } from './follow-certificate';
import { openServer } from './open-server';

let folder: string;
let server: Server;
let said: string[];
const note = (_fields: unknown, message: string): void => void said.push(message);
const log: Log = { info: note, warn: note, error: note };

const write = ({ cert, key }: { cert?: string; key?: string }): void => {
  if (cert !== undefined) writeFileSync(join(folder, 'tls.crt'), cert);
  if (key !== undefined) writeFileSync(join(folder, 'tls.key'), key);
};

beforeEach(async () => {
  said = [];
  folder = mkdtempSync(join(tmpdir(), 'keyledger-tls-'));
  write(FIRST_PAIR);
  const tls = { certFile: join(folder, 'tls.crt'), keyFile: join(folder, 'tls.key') };
  server = openServer(tls, (_request, response) => response.end());
  followCertificate(server, tls, log, 10);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.close();
  await once(server, 'close');
  rmSync(folder, { recursive: true, force: true });
});

/** The certificate that a new visitor is shown. */
async function shown(): Promise<string> {
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  const raw = socket.getPeerX509Certificate()?.raw.toString('base64') ?? '';
  socket.destroy();
  return raw;
}

const bodyOf = ({ cert }: { cert: string }): string => cert.replaceAll(/-----[^-]+-----|\s/g, '');

it('a renewed pair is shown to the next visitor', async () => {
  expect(await shown()).toBe(bodyOf(FIRST_PAIR));
  write(SECOND_PAIR);
  await expect.poll(shown).toBe(bodyOf(SECOND_PAIR));
});

it('half a pair changes nothing, is said, and is taken up when the other half comes', async () => {
  write({ cert: SECOND_PAIR.cert });
  await expect.poll(() => said).toContain('the changed certificate cannot be used; the old one stays');
  expect(await shown()).toBe(bodyOf(FIRST_PAIR));
  write({ key: SECOND_PAIR.key });
  await expect.poll(shown).toBe(bodyOf(SECOND_PAIR));
});

it('a file that is gone takes nothing away', async () => {
  rmSync(join(folder, 'tls.key'));
  await expect.poll(() => said).toHaveLength(1);
  expect(await shown()).toBe(bodyOf(FIRST_PAIR));
});

it('a link to itself in the place of a file ends no server, and takes nothing away', async () => {
  rmSync(join(folder, 'tls.crt'));
  symlinkSync('tls.crt', join(folder, 'tls.crt'));
  await expect.poll(() => said).toContain('the changed certificate cannot be used; the old one stays');
  expect(await shown()).toBe(bodyOf(FIRST_PAIR));
});
