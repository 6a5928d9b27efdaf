import 'server-only';
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

const FORWARDED = /^(forwarded|x-forwarded-.*|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip)$/;

export function toTrustList(entries: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => {
    const family = isIP(address);
    return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4');
  };
}

/**
 * Leaves exactly one true `x-forwarded-for`, `-host` and `-proto`: the nearest address that no trusted
 * proxy vouches for, our own public address. What a stranger wrote there is dropped unread.
 */
export function normaliseForwarded(
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
  isTrusted: (address: string) => boolean,
  publicUrl: URL,
): void {
  const client = findClient(headers['x-forwarded-for'], toPlainAddress(socket.remoteAddress ?? ''), isTrusted);
  for (const name of Object.keys(headers)) if (FORWARDED.test(name)) delete headers[name];
  headers['x-forwarded-for'] = client;
  headers['x-forwarded-host'] = headers.host;
  headers['x-forwarded-proto'] = publicUrl.protocol.replace(':', '');
}

function findClient(
  forwardedFor: string | string[] | undefined,
  peer: string,
  isTrusted: (address: string) => boolean,
): string {
  const chain = [forwardedFor ?? []].flat().join(',').split(',');
  let client = peer;
  // From the nearest hop outwards: each address counts only if the one before it is trusted.
  for (const hop of chain.toReversed().map((text) => toPlainAddress(withoutPort(text.trim())))) {
    if (!isTrusted(client) || isIP(hop) === 0) break;
    client = hop;
  }
  return client;
}

/** Sockets that listen on IPv6 show IPv4 peers as `::ffff:10.0.0.1`, and proxies write them in any form of it. */
function toPlainAddress(address: string): string {
  if (isIP(address) !== 6 || address.includes('%')) return address;
  // The URL parser writes the shortest form, with the last two blocks in hexadecimal.
  const mapped = /^\[::ffff:([\da-f]{1,4}):([\da-f]{1,4})\]$/.exec(new URL(`http://[${address}]`).hostname);
  if (!mapped) return address;
  return mapped
    .slice(1)
    .map((block) => Number.parseInt(block, 16))
    .flatMap((block) => [block >> 8, block & 255])
    .join('.');
}

/** Some proxies write the port behind the address: `1.2.3.4:5678`, `[2001:db8::1]:5678`. */
const withoutPort = (hop: string): string =>
  /^([\d.]+):\d{1,5}$/.exec(hop)?.[1] ?? /^\[([^\]]+)\](?::\d{1,5})?$/.exec(hop)?.[1] ?? hop;
