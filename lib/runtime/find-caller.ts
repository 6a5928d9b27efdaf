import 'server-only';
import { discoverCaller } from '@/lib/aws/discover-caller';
import { deriveAccount } from '@/lib/aws/foreign/derive-account';
import type { AwsConfig } from '@/lib/config/aws-config';
import type { HandedDown } from '@/lib/config/handed-down';
import { StartError } from './start-error';

/** Whose credentials these are: asked only where no file lists accounts, since then there is nothing to look at otherwise. */
export async function findCaller({ accounts, region, ownCredentials }: AwsConfig): Promise<HandedDown['caller']> {
  if (accounts.length > 0) return null;
  try {
    const caller = await discoverCaller({ region: region ?? undefined });
    return { accountId: caller.accountId, region: caller.region };
  } catch (cause) {
    // An endpoint that has no STS can still list secrets; its scope's health says that it does not name the account.
    if (ownCredentials && region !== null) return { accountId: await deriveAccount(region), region };
    const words = cause instanceof Error ? cause.message : 'no answer';
    throw new StartError(
      `AWS does not say whose credentials these are: ${words}\n  Give the SDK credentials and a region (AWS_REGION, or the profile's), or list accounts in keyledger.yaml (see keyledger.example.yaml).`,
      { cause },
    );
  }
}
