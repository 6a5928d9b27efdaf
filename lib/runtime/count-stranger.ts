import 'server-only';
import { toClientAddress } from './client-address';
import { limits, requireTurn } from './limits';
import { toNetwork } from './to-network';

type StrangerBucket = 'stranger' | 'signIn' | 'logout';

/**
 * By the network of the address, since there is nothing else to know a stranger by; at the API and on pages alike, or
 * cookies would be tried on those. Throws `rate_limited`.
 */
export const countStranger = (headers: Headers, now: Date, bucket: StrangerBucket = 'stranger'): void =>
  requireTurn(limits().take(bucket, { by: 'address', key: toNetwork(toClientAddress(headers)) }, now));
