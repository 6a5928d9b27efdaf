import { isWithin, readIpAddress, toNetworks, type IpAddress, type IpNetwork } from '@/lib/domain/ip-address';

/** IANA's special-purpose registry of IPv4, less what is globally reachable, and what clouds tell their machines by. */
const NOT_PUBLIC_V4 = toNetworks([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  // Azure's platform, metadata and all: a public address that never leaves the machine's host.
  '168.63.129.16/32',
]);

/** All that is routed between networks (RFC 4291 §2.5.4, IANA); whatever lies elsewhere is not. */
const [GLOBAL_V6, ...NOT_PUBLIC_V6] = toNetworks([
  '2000::/3',
  // Teredo and other protocols, documentation, 6to4 (which holds an IPv4 address that nobody looked at).
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
]);

/** An IPv4 address in an IPv6 one: mapped (RFC 4291), and of the translator that DNS64 leads to (RFC 6052). */
const CARRIERS = toNetworks(['::ffff:0:0/96', '64:ff9b::/96']);
const LOOPBACK = toNetworks(['127.0.0.0/8', '::1/128']);

/** Where a machine of AWS, Google or Oracle asks who it is: never a receiver, whatever network is allowed. */
const METADATA = toNetworks([
  '169.254.0.0/16',
  '192.0.0.192/32',
  'fd00:ec2::/32',
  'fd20:ce::254/128',
  '100.100.100.200/32',
]);

/** What `allowPrivate` may name: nothing else is anybody's own. */
const OWNED = toNetworks(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7']);

export interface AddressRules {
  allowPrivate: readonly IpNetwork[];
  /** Only where all of Keyledger is on this machine alone. */
  allowLoopback: boolean;
}

const within = (address: IpAddress, networks: readonly IpNetwork[]): boolean =>
  networks.some((network) => isWithin(address, network));

/** Whether a network of keyledger.yaml lies in what is private by RFC 1918, 6598 or 4193. */
export const isOwnedNetwork = (network: IpNetwork): boolean =>
  OWNED.some((owned) => network.prefix >= owned.prefix && isWithin(network, owned));

/** Whether a message may be sent to this address: public, or a private one that is allowed by name. What is no address is not. */
export function mayConnectTo(text: string, rules: AddressRules): boolean {
  const read = readIpAddress(text);
  if (!read) return false;
  const address = within(read, CARRIERS) ? { bits: 32 as const, value: read.value & 0xffff_ffffn } : read;
  if (within(address, METADATA)) return false;
  if (within(address, LOOPBACK)) return rules.allowLoopback;
  if (within(address, rules.allowPrivate)) return true;
  if (address.bits === 32) return !within(address, NOT_PUBLIC_V4);
  return GLOBAL_V6 !== undefined && isWithin(address, GLOBAL_V6) && !within(address, NOT_PUBLIC_V6);
}
