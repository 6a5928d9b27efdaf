import { parse } from '@cdktn/hcl2json';
import { expect, it } from 'vitest';
import { toLiteral } from './hcl';
import { toRolePolicy, toTrustPolicy } from './role-documents';
import { ROLE_USES } from './role-use';
import { toTerraformCall } from './terraform-call';
import { toTerraformModule } from './terraform-module';
import { makeAccount } from './testing/make-account';

const account = makeAccount({ limits: { onlyTag: { key: 'keyledger', value: 'managed' }, rotationFunctions: 'Rot*' } });
const { dashboard } = account;

/** What the module's expressions come to in this account. */
const VALUES: Record<string, unknown> = {
  '${var.regions}': account.regions,
  '${local.via_services}': 'secretsmanager.*.amazonaws.com',
  '${var.dashboard_principals}': [
    'arn:aws:iam::111122223333:role/keyledger-runtime',
    'arn:aws:iam::111122223333:role/*/keyledger-runtime',
  ],
};
const toText = (text: string): string =>
  text
    .replaceAll('${data.aws_partition.current.partition}', account.partition)
    .replaceAll('${data.aws_caller_identity.current.account_id}', account.accountId)
    .replaceAll('${var.dashboard_account}', dashboard?.accountId ?? '');

/** An object of HCL, read by HashiCorp's own parser. */
async function readObject(hcl: string): Promise<unknown> {
  const { value } = await parse('value.tf', `value = ${hcl}\n`);
  const filled: unknown = JSON.parse(JSON.stringify(value), (_, inner: unknown) => {
    if (typeof inner !== 'string') return inner;
    return VALUES[inner] ?? toText(inner);
  });
  return filled;
}

const inside = (text: string, call: string): string => {
  expect(text.startsWith(`\${${call}(`)).toBe(true);
  return text.slice(call.length + 3, -2);
};

/** `merge(<conditions>, local.external_id)` as Terraform works it out where there is an external id. */
async function readTrust(hcl: string): Promise<unknown> {
  const at = hcl.indexOf('merge(');
  const end = hcl.indexOf(', local.external_id)');
  const conditions = Object(await readObject(hcl.slice(at + 'merge('.length, end)));
  const whole = `${hcl.slice(0, at)}{}${hcl.slice(end + ', local.external_id)'.length)}`;
  const document = Object(await readObject(whole));
  document.Statement[0].Condition = { ...conditions, StringEquals: { 'sts:ExternalId': account.externalId } };
  return document;
}

const normalise = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
    Array.isArray(inner) && inner.length === 1 ? inner[0] : inner,
  );

it('makes the very roles of the documents', async () => {
  const parsed = await parse('main.tf', toTerraformModule(account.limits));
  const [locals] = parsed['locals'];
  for (const use of ROLE_USES) {
    const policy = await readObject(inside(locals.policies[use], 'jsonencode'));
    expect(normalise(policy)).toEqual(normalise(toRolePolicy(use, account)));
    const trust = await readTrust(inside(locals.trust[use], 'jsonencode'));
    expect(normalise(trust)).toEqual(normalise(toTrustPolicy(use, account)));
  }
  expect(Object.keys(parsed['variable']).toSorted()).toEqual([
    'dashboard_account',
    'dashboard_principals',
    'external_id',
    'regions',
    'roles',
  ]);
  expect(parsed['resource'].aws_iam_role.keyledger[0]).toMatchObject({ for_each: '${var.roles}' });
});

it('is called with all that it asks for, and with nothing else', async () => {
  const made = await parse('main.tf', toTerraformModule(account.limits));
  const called = await parse('call.tf', toTerraformCall(account));
  const { source, providers, ...given } = called['module'].keyledger_222233334444[0];
  expect(Object.keys(given).toSorted()).toEqual(Object.keys(made['variable']).toSorted());
  expect({ source, providers }).toEqual({
    source: './keyledger-roles',
    providers: { aws: '${aws.account_222233334444}' },
  });
  expect(called['provider'].aws[0]).toMatchObject({
    alias: 'account_222233334444',
    allowed_account_ids: ['222233334444'],
  });
  expect(given.roles.read).toEqual({ name: 'keyledger-read', path: '/security/' });
  expect(given.dashboard_principals).toEqual(VALUES['${var.dashboard_principals}']);
});

it.each(['plain', '${path.root}', '%{ if true }', '"quoted"', 'a\\b', 'é'])('takes %j as it is', async (text) => {
  const { value } = await parse('value.tf', `value = [${toLiteral(text)}]\n`);
  const [read] = value;
  // The parser's JSON keeps the escape of a template that is none.
  expect(read.replaceAll(/([$%])\1\{/g, '$1{')).toBe(text);
});
