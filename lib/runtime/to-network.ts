import 'server-only';
import { readIpAddress } from '@/lib/domain/ip-address';

const BLOCKS_OF_A_NETWORK = 4;

/**
 * Whom a limit by address counts: an IPv4 address, or the /64 of an IPv6 one, which any single customer
 * holds whole (RFC 6177) and could walk through with an address for each request. `address`: as the server
 * in front of Next leaves it, so that IPv4 never comes dressed as IPv6.
 */
export function toNetwork(address: string): string {
  const read = readIpAddress(address.split('%')[0] ?? '');
  if (read?.bits !== 128) return address;
  const blocks = Array.from({ length: BLOCKS_OF_A_NETWORK }, (_, place) =>
    ((read.value >> BigInt(112 - 16 * place)) & 0xffffn).toString(16),
  );
  return `${blocks.join(':')}::/64`;
}
