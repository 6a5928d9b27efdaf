import 'server-only';
import { BlockList, isIP } from 'node:net';

/**
 * The nearest address that no proxy of ours has. X-Forwarded-For is believed only where proxies are
 * named, and read from the right: whatever stands left of the first unknown address, anyone may have
 * written. Without proxies all strangers share one name.
 */
export function toClientAddress(headers: Headers, trustedProxies: readonly string[]): string {
  if (trustedProxies.length === 0) return 'direct';
  const trusted = new BlockList();
  for (const entry of trustedProxies) {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
  const client = hops.findLast((hop) => isIP(hop) && !trusted.check(hop, isIP(hop) === 6 ? 'ipv6' : 'ipv4'));
  return client ?? 'proxied';
}
