import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { discoverCaller } from '@/lib/aws/discover-caller';
import { deriveAccount } from '@/lib/aws/foreign/derive-account';
import type { AwsConfig } from '@/lib/config/aws-config';
import type { HandedDown } from '@/lib/config/handed-down';
import { requireOnePartition } from './require-one-partition';
import { StartError } from './start-error';

/** Where a file lists accounts a start goes on without the answer. */
const LONGEST_MS = 5_000;

/**
 * Whose credentials these are. Where no file lists accounts or says how to find them there is nothing to look at without
 * the answer; where one does, it only makes policies and words more exact, so that AWS's silence is no
 * reason not to start.
 */
export async function findCaller({
  accounts,
  discovery,
  region,
  ownCredentials,
}: AwsConfig): Promise<HandedDown['caller']> {
  if (accounts.length > 0 || discovery) {
    const found = discovery ? [{ id: 'discovery', regions: [discovery.homeRegion] }] : [];
    const known = await askInTime(region ?? accounts[0]?.regions[0] ?? discovery?.homeRegion);
    if (known && !ownCredentials) requireOnePartition(known.arn, [...accounts, ...found]);
    return known;
  }
  try {
    // An endpoint on this machine that hangs does so again; somebody waits at the terminal.
    return await discoverCaller({ region: region ?? undefined }, ownCredentials ? 1 : undefined);
  } catch (cause) {
    // An endpoint that has no STS can still list secrets; its scope's health says that it does not name the account.
    if (ownCredentials && region !== null) return { accountId: await deriveAccount(region), arn: null, region };
    const words = cause instanceof Error ? cause.message : 'no answer';
    throw new StartError(
      `AWS does not say whose credentials these are: ${words}\n  Give the SDK credentials and a region (AWS_REGION, or the profile's), or list accounts in keyledger.yaml (see keyledger.example.yaml).`,
      { cause },
    );
  }
}

async function askInTime(region: string | undefined) {
  const over = new AbortController();
  const asked = discoverCaller({ region }, 1).catch(() => null);
  const late = sleep(LONGEST_MS, null, { signal: over.signal }).catch(() => null);
  try {
    return await Promise.race([asked, late]);
  } finally {
    over.abort();
  }
}
