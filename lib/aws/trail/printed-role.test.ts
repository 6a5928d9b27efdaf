import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AwsOptions } from '@/lib/aws/aws-options';
import { createAws } from '@/lib/aws/create-aws';
import { ACCOUNT, toOptions } from '@/lib/aws/testing/test-options';
import { addDays } from '@/lib/domain/day';
import { toDashboardPolicy } from '@/lib/domain/roles/dashboard-policy';
import { toTrustPolicy } from '@/lib/domain/roles/role-documents';
import { toTrailPolicy } from '@/lib/domain/trail/job/trail-policy';
import { USUAL_TRAIL, type TrailSettings } from '@/lib/domain/trail/job/trail-settings';
import { startLocalAws, type LocalAws } from '@/lib/local-aws/start';
import { addRole, toPolicy } from '@/lib/local-aws/testing/add-role';
import { makeUser } from '@/lib/local-aws/testing/as-user';
import { trailBucketOf } from '@/lib/local-aws/trail-files/bucket';

let local: LocalAws;
beforeAll(async () => {
  local = await startLocalAws({ secrets: 6, historyDays: 2, traffic: false, quotas: false });
});
afterAll(() => local.close());

describe('the printed role for a trail’s bucket', () => {
  const role = `arn:aws:iam::${ACCOUNT}:role/keyledger-trail`;
  const day = `${addDays(new Date().toISOString(), -1).replaceAll('-', '/')}/`;
  function put(change: Partial<TrailSettings> = {}) {
    const bucket = trailBucketOf(local.world);
    if (!bucket) throw new Error('no trail');
    const organization = bucket.root.split('/')[1] ?? null;
    const { name, owner, region } = bucket;
    const trail = { ...USUAL_TRAIL, bucket: name, owner, region, organization, role, ...change };
    const { user, keys } = makeUser(local.world, []);
    user.policies = [toPolicy(toDashboardPolicy([], null, [role]))];
    const dashboard = { accountId: ACCOUNT, arn: user.arn };
    const { externalId } = USUAL_TRAIL;
    addRole(local.world, {
      arn: role,
      trust: toTrustPolicy('read', { partition: 'aws', accountId: ACCOUNT, dashboard, externalId }),
      policy: toTrailPolicy(trail),
    });
    return { options: toOptions(local.url, { trail, credentials: keys }), root: bucket.root };
  }
  async function list(options: AwsOptions, prefix: string): Promise<string[]> {
    const found: string[] = [];
    for await (const page of createAws(options).trail.bucket.objects(prefix)) found.push(...page.map(({ key }) => key));
    return found;
  }
  const denied = { problem: { code: 'denied' } };

  it('is enough to list the folders of accounts, to read files and digests, and to ask for the keys of these', async () => {
    const { options, root } = put();
    const { trail } = createAws(options);
    for (const kind of ['CloudTrail', 'CloudTrail-Digest']) {
      const [key = ''] = await list(options, `${root}${ACCOUNT}/${kind}/eu-west-1/${day}`);
      expect(await trail.bucket.read(key)).toMatchObject({ ok: true });
    }
    const time = { from: new Date(Date.now() - 86_400_000), to: new Date() };
    await expect(trail.listPublicKeys('eu-west-1', time)).resolves.toBeInstanceOf(Map);
    await expect(list(put({ externalId: 'another' }).options, root)).rejects.toMatchObject(denied);
  });

  it('lets nothing else be listed or read, and no digest where none is asked for', async () => {
    const { options, root } = put({ digests: false, completeReads: null });
    for (const prefix of ['', root, `${root}${ACCOUNT}/CloudTrail-Digest/eu-west-1/${day}`, 'other/'])
      await expect(list(options, prefix)).rejects.toMatchObject(denied);
    expect(await createAws(options).trail.bucket.read('other/x.json.gz')).toMatchObject({
      withheld: { code: 'denied' },
    });
    const time = { from: new Date(Date.now() - 86_400_000), to: new Date() };
    await expect(createAws(options).trail.listPublicKeys('eu-west-1', time)).rejects.toMatchObject(denied);
  });

  it('decrypts with the key that is named, and with no other', () => {
    const kmsKey = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`;
    const of = (change: Partial<TrailSettings>) =>
      toTrailPolicy({ ...USUAL_TRAIL, ...change }).Statement.filter(({ Action }) => Action.includes('kms:Decrypt'));
    expect(of({})).toEqual([]);
    expect(of({ kmsKey })).toMatchObject([{ Effect: 'Allow', Resource: kmsKey }]);
  });
});
