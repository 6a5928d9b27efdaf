import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCallCounter } from '@/lib/aws/count-calls';
import { createReadClients } from '@/lib/aws/read-clients';
import { keepReadCredentials } from '@/lib/aws/read-credentials';
import { toOptions, toScope } from '@/lib/aws/testing/test-options';
import { probeEndpoint } from './probe-endpoint';

let server: Server;
beforeAll(async () => {
  server = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it('an endpoint that accepts and never answers is not waited for, and nothing is learnt of it', async () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const options = toOptions(`http://127.0.0.1:${address.port}`, { demoOverForeignEndpoint: true });
  const clients = createReadClients(options, createCallCounter(), keepReadCredentials(options))(toScope());
  const since = performance.now();
  const facts = await probeEndpoint(options, clients, toScope(), null, 300);
  // Far less than one request's own time-out of 15 s.
  expect(performance.now() - since).toBeLessThan(5_000);
  expect(new Set(Object.values(facts))).toEqual(new Set([null]));
});
