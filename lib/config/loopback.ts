import 'server-only';
import { isIPv4 } from 'node:net';
import { withoutBrackets } from '@/lib/domain/ip-address';

/** Whether a host name or address (IPv6 with or without brackets) can only be this machine. */
export function isLoopback(host: string): boolean {
  const name = withoutBrackets(host.toLowerCase());
  if (name === 'localhost' || name === '::1') return true;
  return isIPv4(name) && name.startsWith('127.');
}
