import { once } from 'node:events';
import { findFreePort } from '@/e2e/bench/world/ports';
import { Client } from '@/e2e/trust/world/client';
import { startTestSystem } from '@/lib/http/testing/test-system';
import type { System } from '@/lib/runtime/system';
import { followAnswers } from '@/lib/runtime/web/close-server';
import { createListener } from '@/lib/runtime/web/create-listener';
import { openServer } from '@/lib/runtime/web/open-server';
import { answerByRoute } from './answer-by-route';

export interface Door {
  url: string;
  system: System;
  client: Client;
  /** The clock of the system: it stands still until it is set. */
  clock: { now: Date };
  /** Of the role that owns the schema. */
  databaseUrl: string;
  stop(): Promise<void>;
}

/**
 * The API over HTTP on a port of its own: the server in front, every route with its verb, and a database, all
 * as they run; only Next is not between them, and nothing listens where AWS would. 127.0.0.1 vouches for others.
 */
export async function openDoor(): Promise<Door> {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const test = await startTestSystem({ env: { PORT: String(port), TRUSTED_PROXIES: '127.0.0.1' } });
  const clock = { now: new Date() };
  const system: System = { ...test.system, now: () => clock.now };
  // Where routes look for it; it never looks whether its file has changed.
  Object.assign(globalThis, { keyledgerSystem: Promise.resolve({ system, lookedAt: Infinity }) });
  const server = openServer(null, createListener(system.web, answerByRoute, system.log));
  const close = followAnswers(server);
  const client = new Client(url);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url,
    system,
    client,
    clock,
    databaseUrl: test.databaseUrl,
    async stop() {
      client.close();
      await close();
      globalThis.keyledgerSystem = undefined;
      await test.stop();
    },
  };
}
