import 'server-only';
import { isIPv6 } from 'node:net';

const BLOCKS_OF_A_NETWORK = 4;

/**
 * Whom a limit by address counts: an IPv4 address, or the /64 of an IPv6 one, which any single customer
 * holds whole (RFC 6177) and could walk through with an address for each request. `address`: as the server
 * in front of Next leaves it, so that IPv4 never comes dressed as IPv6.
 */
export function toNetwork(address: string): string {
  const plain = address.split('%')[0] ?? '';
  if (!isIPv6(plain)) return address;
  // The URL parser writes the shortest form, and a dotted end as two blocks.
  const [head = '', tail] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::');
  const blocks = (part: string): string[] => part.split(':').filter(Boolean);
  const [first, last] = [blocks(head), blocks(tail ?? '')];
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length;
  const whole = [...first, ...Array<string>(zeros).fill('0'), ...last];
  return `${whole.slice(0, BLOCKS_OF_A_NETWORK).join(':')}::/64`;
}
