/** An address as a number, and how many bits it has. */
export interface IpAddress {
  bits: 32 | 128;
  value: bigint;
}

export interface IpNetwork extends IpAddress {
  /** How many bits from the left name the network. */
  prefix: number;
}

function readIPv4(text: string): bigint | null {
  const parts = text.split('.');
  // Zeros in front are octal to some and decimal to others: such an address has two meanings, and so none here.
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return null;
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

/** The dotted end of an IPv6 address as the two groups that it is. */
function toGroups(text: string): string[] | null {
  if (text === '') return [];
  const groups = text.split(':');
  const last = groups.at(-1) ?? '';
  if (!last.includes('.')) return groups;
  const dotted = readIPv4(last);
  if (dotted === null) return null;
  return [...groups.slice(0, -1), (dotted >> 16n).toString(16), (dotted & 0xffffn).toString(16)];
}

function readIPv6(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = [toGroups(halves[0] ?? ''), halves.length === 2 ? toGroups(halves[1] ?? '') : []];
  if (!head || !tail) return null;
  const zeros = 8 - head.length - tail.length;
  if (halves.length === 2 ? zeros < 1 : zeros !== 0) return null;
  const groups = [...head, ...Array<string>(zeros).fill('0'), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}

/** null: it is no address. One with a zone (`fe80::1%eth0`) is none that could be told to anybody else. */
export function readIpAddress(text: string): IpAddress | null {
  const isV6 = text.includes(':');
  const value = isV6 ? readIPv6(text) : readIPv4(text);
  return value === null ? null : { bits: isV6 ? 128 : 32, value };
}

/** `10.1.0.0/16`; null: it is no network, or has bits set beyond its prefix. */
export function readIpNetwork(text: string): IpNetwork | null {
  const [address = '', length, ...rest] = text.split('/');
  const read = readIpAddress(address);
  if (!read || rest.length > 0 || length === undefined || !/^(0|[1-9]\d{0,2})$/.test(length)) return null;
  const network = { ...read, prefix: Number(length) };
  if (network.prefix > network.bits) return null;
  const beyond = BigInt(network.bits - network.prefix);
  return (network.value >> beyond) << beyond === network.value ? network : null;
}

export function isWithin({ bits, value }: IpAddress, network: IpNetwork): boolean {
  const beyond = BigInt(network.bits - network.prefix);
  return bits === network.bits && value >> beyond === network.value >> beyond;
}

/** Networks that are known to be well written. */
export const toNetworks = (texts: readonly string[]): IpNetwork[] => texts.flatMap((text) => readIpNetwork(text) ?? []);

/** The host of a URL as an address: IPv6 stands in brackets there. */
export const withoutBrackets = (host: string): string => host.replace(/^\[|\]$/g, '');
