import 'server-only';
import { once } from 'node:events';
import next from 'next';
import { isDevelopment } from '@/lib/config/read-environment';
import { readConfigInForce } from './config-in-force';
import { createLog } from './log/create-log';
import { onStop, sayReady } from './processes/on-stop';
import { followAnswers } from './web/close-server';
import { createListener } from './web/create-listener';
import { followCertificate } from './web/follow-certificate';
import { openServer } from './web/open-server';

const { config } = readConfigInForce();
const { web } = config;
const log = createLog(config.logLevel, 'web');
const dev = isDevelopment();
// Next makes addresses of its own from these, so they are the public ones.
const { hostname, port } = new URL(web.publicUrl);
// Node would keep the source maps of the whole build, which are larger than all else; the log reads what it needs.
if (!dev) process.setSourceMapsEnabled(false);
const app = next({ dev, dir: process.cwd(), hostname, port: Number(port) || web.port, quiet: true });
await app.prepare();
const handle = app.getRequestHandler();

// Only the development server speaks another protocol: WebSockets, to reload pages.
const server = openServer(web.tls, createListener(web, handle, log), { shouldUpgradeCallback: () => dev });
followCertificate(server, web.tls, log);
const close = followAnswers(server);
const upgrade = dev ? app.getUpgradeHandler() : null;
if (upgrade)
  server.on('upgrade', (request, socket, head) => {
    if (web.hosts.includes(request.headers.host ?? '')) void upgrade(request, socket, head);
    else socket.destroy();
  });
const listening = once(server, 'listening');
server.listen({ host: web.host, port: web.port });
await listening.catch((error: unknown) => {
  // What this process has begun beside it would keep it alive for nothing.
  log.error({ error: String(error) }, 'the web server cannot listen');
  process.exit(1);
});
onStop(async () => {
  await close();
  await app.close();
});
sayReady();
