import 'server-only';
import { createReadStream, readFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createAnchorBucket } from '@/lib/aws/anchors/anchor-bucket';
import { readEnvironment } from '@/lib/config/read-environment';
import { readStoreSettings } from '@/lib/config/read-store-settings';
import type { SignedAnchor } from '@/lib/domain/ledger/anchor';
import type { Finding } from '@/lib/domain/ledger/finding';
import { readAnchor } from '@/lib/domain/ledger/read-anchor';
import { readPublicKeys } from '@/lib/domain/ledger/sign-anchor';
import type { Log } from '@/lib/domain/ports/context';
import { createLog } from '@/lib/runtime/log/create-log';
import { StartError, withPath } from '@/lib/runtime/start-error';

export interface LoadedAnchors {
  anchors: SignedAnchor[];
  findings: Finding[];
}

interface S3Access {
  region: string | null;
  endpoint: boolean;
  log: Log;
}

/** How buckets are reached from here: by the environment alone, as everything that works without keyledger.yaml. */
export function readBucketAccess(): S3Access {
  const { settings } = readStoreSettings(readEnvironment());
  return { region: settings.region, endpoint: settings.foreignEndpoint !== null, log: createLog('error', 'anchors') };
}

async function* readFiles(path: string): AsyncGenerator<[place: string, line: string]> {
  const names = (await stat(path)).isDirectory()
    ? (await readdir(path)).toSorted().map((name) => join(path, name))
    : [path];
  for (const name of names) {
    if (!(await stat(name)).isFile()) continue;
    let number = 0;
    for await (const line of createInterface({ input: createReadStream(name, 'utf8'), crlfDelay: Infinity }))
      yield [`${name}, line ${(number += 1)}`, line];
  }
}

async function* readBucket(address: string, { region, endpoint, log }: S3Access): AsyncGenerator<[string, string]> {
  const { hostname, pathname, searchParams } = new URL(address);
  const where = searchParams.get('region') ?? region;
  if (where === null) throw new StartError(`Say the bucket's region: ${address}?region=eu-west-1, or set AWS_REGION.`);
  const account = searchParams.get('account');
  const place = { bucket: hostname, region: where, prefix: pathname.slice(1), account, role: null, externalId: null };
  const options = {
    accounts: [],
    ownAccountId: null,
    ownArn: null,
    policyLimits: { onlyTag: null, rotationFunctions: '*' },
    demoOverForeignEndpoint: false,
    log,
  };
  for await (const text of createAnchorBucket({ ...place, pathStyle: endpoint }, options).read())
    for (const line of text.split('\n')) yield [address, line];
}

/**
 * Anchors out of files, folders of files, or buckets. Lines that are none are passed over where they are a log's, and
 * told of where they look like one.
 */
export async function loadAnchors(places: readonly string[], access: S3Access): Promise<LoadedAnchors> {
  const loaded: LoadedAnchors = { anchors: [], findings: [] };
  for (const place of places) {
    const lines = place.startsWith('s3://') ? readBucket(place, access) : readFiles(place);
    for await (const [where, line] of lines) {
      const signed = readAnchor(line);
      if (signed) loaded.anchors.push(signed);
      else if (line.includes('keyledger-anchor/'))
        loaded.findings.push({ kind: 'note', from: null, to: null, why: `${where} is no whole anchor` });
    }
  }
  return loaded;
}

export const loadPublicKeys = (paths: readonly string[]) =>
  paths.flatMap((path) =>
    withPath(path, () => {
      try {
        return readPublicKeys(readFileSync(path, 'utf8'));
      } catch (cause) {
        if (cause instanceof Error && 'syscall' in cause) throw cause;
        throw new StartError(`${path} holds no public Ed25519 key in PEM.`, { cause });
      }
    }),
  );
