import 'server-only';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { findVariable, type Reading } from './environment';
import { isLoopback } from './loopback';
import { readNumber } from './read-number';
import { readTls } from './read-tls';
import type { WebConfig } from './web-config';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

export function readWeb(reading: Reading): WebConfig {
  const { env, mistakes } = reading;
  const host = findVariable(env, 'HOST') ?? '127.0.0.1';
  if (!isIP(host) && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host))
    mistakes.push({ where: 'HOST', problem: 'is no address to listen on', mend: 'Set an IP address or a host name.' });
  const port = readNumber(reading, 'PORT', { min: 1, max: 65_535, byDefault: 3000 });
  const trustedProxies = readTrustedProxies(reading);
  const tls = readTls(reading);
  const publicUrl = readPublicUrl(reading, { host, port, https: tls !== null, proxied: trustedProxies.length > 0 });
  const metricsToken = findVariable(env, 'KEYLEDGER_METRICS_TOKEN');
  if (metricsToken !== null && metricsToken.length < 16)
    mistakes.push({
      where: 'KEYLEDGER_METRICS_TOKEN',
      problem: 'is shorter than 16 characters',
      mend: 'Make one with: openssl rand -hex 24',
    });
  const origins = toOrigins(publicUrl);
  return {
    host,
    port,
    publicUrl: publicUrl.origin,
    hosts: origins.map((origin) => new URL(origin).host),
    origins,
    trustedProxies,
    tls,
    metricsToken,
  };
}

/** On loopback `localhost`, `127.0.0.1` and `[::1]` are one and the same, and no stranger's page can be either. */
function toOrigins(publicUrl: URL): string[] {
  if (!isLoopback(publicUrl.hostname)) return [publicUrl.origin];
  const port = publicUrl.port ? `:${publicUrl.port}` : '';
  const others = LOOPBACK_NAMES.map((name) => `${publicUrl.protocol}//${name}${port}`);
  return [...new Set([publicUrl.origin, ...others])];
}

function readPublicUrl(
  { env, mistakes }: Reading,
  server: { host: string; port: number; https: boolean; proxied: boolean },
): URL {
  const fallback = new URL(`${server.https ? 'https' : 'http'}://${toAuthority(server)}`);
  const complain = (problem: string, mend: string): URL => {
    mistakes.push({ where: 'KEYLEDGER_URL', problem, mend });
    return fallback;
  };
  const text = findVariable(env, 'KEYLEDGER_URL');
  if (text === null) {
    if (isLoopback(server.host)) return fallback;
    return complain(
      'is missing although HOST is not loopback',
      'Set the address that people open, e.g. https://keyledger.example.com',
    );
  }
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.pathname !== '/' || url.search || url.hash)
    return complain('is not an origin', 'Set scheme, host and port alone, e.g. https://keyledger.example.com');
  if (url.username || url.password) return complain('holds a user or password', 'Leave them out.');
  if (!isLoopback(server.host) && isLoopback(url.hostname))
    return complain('is loopback although HOST is not', 'Set the address that people open, or HOST=127.0.0.1');
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    return complain('is http outside loopback', 'Use https, or a loopback address.');
  if (url.protocol === 'https:' && !server.https && !server.proxied)
    return complain(
      'is https, and nothing ends it',
      'Set TLS_CERT_FILE and TLS_KEY_FILE, or name the proxy that ends it in TRUSTED_PROXIES.',
    );
  if (url.protocol === 'http:' && server.https) return complain('is http although TLS is set up', 'Write https.');
  return url;
}

/** The very address that is listened on: `localhost` may be `[::1]` first, where another user of this machine can listen. */
function toAuthority({ host, port }: { host: string; port: number }): string {
  const own = isLoopback(host) ? host : '127.0.0.1';
  return `${isIPv6(own) ? `[${own}]` : own}:${port}`;
}

function readTrustedProxies({ env, mistakes }: Reading): string[] {
  const entries = (findVariable(env, 'TRUSTED_PROXIES') ?? '').split(/[\s,]+/).filter(Boolean);
  return entries.filter((entry) => {
    if (isCidr(entry)) return true;
    mistakes.push({
      where: 'TRUSTED_PROXIES',
      problem: `"${entry}" is neither an IP address nor a CIDR`,
      mend: 'Write them between commas, e.g. 10.0.0.5,10.1.0.0/16. A range of everything is not one.',
    });
    return false;
  });
}

function isCidr(entry: string): boolean {
  const [address = '', bits, ...rest] = entry.split('/');
  const family = isIP(address);
  if (!family || rest.length > 0) return false;
  if (bits === undefined) return true;
  // To trust everyone is to let anyone write their own address into the ledger.
  if (!/^\d{1,3}$/.test(bits) || Number(bits) === 0) return false;
  try {
    new BlockList().addSubnet(address, Number(bits), family === 6 ? 'ipv6' : 'ipv4');
    return true;
  } catch {
    return false;
  }
}
