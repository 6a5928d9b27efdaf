import 'server-only';
import { limits, requireTurn } from '@/lib/runtime/limits';
import { toNetwork } from '@/lib/runtime/to-network';
import { toClientAddress } from './trusted-headers';

type StrangerBucket = 'stranger' | 'signIn' | 'logout';

/** By the network of the address, since there is nothing else to know a stranger by. */
export const countStranger = (headers: Headers, now: Date, bucket: StrangerBucket = 'stranger'): void =>
  requireTurn(limits().take(bucket, { by: 'address', key: toNetwork(toClientAddress(headers)) }, now));
