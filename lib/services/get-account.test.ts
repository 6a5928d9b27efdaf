import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLE_FILES } from '@/lib/contract/accounts';
import { rolesOf } from '@/lib/local-aws/seed/identities';
import { getAccount } from './get-account';
import { getRoleFile } from './get-role-file';
import { refusalOf } from './testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from './testing/services-world';

const ACCOUNT = '222233334444';

let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld();
});
afterAll(() => world.stop());

interface Statement {
  Effect: string;
  Action: string | string[];
}
const allowed = (statements: readonly Statement[]): string[] =>
  statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action }) => Action)
    .toSorted();

describe('an account in Settings', () => {
  it('has its roles, who Keyledger is, and every text', async () => {
    const view = await getAccount(world.as('auditor'), ACCOUNT);
    expect(view).toMatchObject({
      id: ACCOUNT,
      partition: 'aws',
      caller: { account: '111122223333', arn: 'arn:aws:iam::111122223333:user/keyledger-dashboard' },
    });
    expect(view.files.map(({ name }) => name)).toEqual(ROLE_FILES);
    for (const { name, text } of view.files)
      expect(await getRoleFile(world.as('auditor'), ACCOUNT, name)).toBe(`${text}\n`);
  });

  it.each([
    ['read', 'KeyledgerRead'],
    ['reveal', 'KeyledgerReveal'],
    ['rotate', 'KeyledgerRotate'],
    ['recover', 'KeyledgerRecover'],
  ] as const)('prints for %s exactly the actions with which the seeded world gets by', async (use, roleName) => {
    const text = await getRoleFile(world.as('auditor'), ACCOUNT, `${use}.json`);
    const printed: { Statement: Statement[] } = JSON.parse(text);
    const seeded: { policy: Statement[] }[] = JSON.parse(
      JSON.stringify(rolesOf(ACCOUNT).filter((role) => role.roleName === roleName)),
    );
    // That one is discovery's, which is off here: see discovery.test.ts.
    const got = allowed(seeded.flatMap(({ policy }) => policy)).filter((action) => action !== 'account:ListRegions');
    expect(allowed(printed.Statement)).toEqual(got);
  });

  it('is for those who may read the settings, and there only where it is configured', async () => {
    for (const persona of ['viewer', 'operator', 'owner'] as const) {
      expect(await refusalOf(getAccount(world.as(persona), ACCOUNT))).toMatchObject({ code: 'forbidden' });
      expect(await refusalOf(getRoleFile(world.as(persona), ACCOUNT, 'read.json'))).toMatchObject({
        code: 'forbidden',
      });
    }
    expect(await refusalOf(getAccount(world.as('admin'), '999999999999'))).toMatchObject({ code: 'not_found' });
  });
});
