import { readIpAddress, toNetworks, isWithin, type IpAddress } from '@/lib/domain/ip-address';

/**
 * Addresses of networks of one's own, which CloudTrail has of calls through a VPC endpoint: where the same program runs after
 * a deploy is another subnet or another VPC of them, and each is one network here.
 */
const PRIVATE = toNetworks(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10']);

/** From where AWS's own services call, and what has no address in the record. */
export const AWS_NETWORK = 'AWS';

const toText = ({ bits, value }: IpAddress, prefix: number): string => {
  const beyond = BigInt(bits - prefix);
  const base = (value >> beyond) << beyond;
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => (base >> shift) & 255n).join('.') + `/${prefix}`;
  const groups = [112n, 96n, 80n].map((shift) => ((base >> shift) & 0xffffn).toString(16));
  return `${groups.join(':')}::/${prefix}`;
};

/**
 * The network of an address as CloudTrail has it: /24 of IPv4 and /48 of IPv6, a whole block of private IPv4; AWS's own
 * names are one network. null: the record has none, or hides it.
 */
export function toNetwork(address: string | null): string | null {
  if (address === null) return null;
  const read = readIpAddress(address);
  if (!read) return /amazonaws\.com|aws\.internal|^AWS Internal$/i.test(address) ? AWS_NETWORK : null;
  if (read.bits === 128) return toText(read, 48);
  return toText(read, PRIVATE.find((network) => isWithin(read, network))?.prefix ?? 24);
}
