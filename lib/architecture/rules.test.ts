import { expect, test } from 'vitest';
import { clientShareProblems } from './rules/markup';
import { rules } from './rules';
import { parseSource } from './source-file';

/** Rule → [path, text]: each must be found, or the rule cannot fail. */
const violations: Record<keyof typeof rules, [path: string, text: string][]> = {
  'each file stands in a room': [
    ['lib/stray.ts', 'export const a = 1;'],
    ['src/a.ts', ''],
    ['webpack.config.js', ''],
  ],
  'imports go by @/ or ./, never upwards': [
    ['lib/domain/event/a.ts', "import { b } from '../b';"],
    ['lib/domain/a.ts', "export * from '@/lib/domain/../store/b';"],
    ['lib/domain/a.ts', 'const b = await import(name);'],
    ['lib/domain/a.ts', "type B = import('../b').B;"],
  ],
  'each room imports only what the table allows': [
    ['lib/domain/a.ts', "import { b } from '@/lib/store/b';"],
    ['lib/domain/a.ts', "import type { B } from '@/lib/contract/b';"],
    ['lib/contract/a.ts', "export { b } from '@/lib/services/b';"],
    ['lib/services/a.ts', "export * from '@/lib/store/b';"],
    ['lib/services/a.ts', "const b = await import('@/lib/aws/b');"],
    ['lib/services/a.ts', "type B = import('@/lib/aws/b').B;"],
    ['lib/store/a.ts', "import { b } from '@/lib/config/b';"],
    ['lib/aws/a.ts', "import { type B, c } from '@/lib/config/b';"],
    ['lib/sync/a.ts', "import { b } from '@/lib/aws/b';"],
    ['lib/local-aws/a.ts', "import { b } from '@/lib/domain/b';"],
    ['lib/setup/a.mjs', "import { b } from '@/lib/domain/b';"],
    ['components/ui/a.tsx', "import { b } from '@/components/secrets/b';"],
    ['components/charts/a.tsx', "import type { B } from '@/lib/domain/b';"],
    ['components/secrets/a.tsx', "import { b } from '@/lib/domain/b';"],
    ['app/(dashboard)/page.tsx', "import { b } from '@/lib/store/b';"],
    ['app/api/secrets/route.ts', "import { b } from '@/lib/runtime/b';"],
    ['app/api/health/route.ts', "import { b } from '@/lib/auth/b';"],
    ['proxy.ts', "import { b } from '@/lib/runtime/b';"],
    ['instrumentation.ts', "import { b } from './lib/store/b';"],
    ['e2e/a.spec.ts', "import { b } from '@/lib/store/b';"],
    ['lib/domain/a.ts', "import { b } from '@/elsewhere';"],
  ],
  'packages are known where they belong': [
    ['lib/services/a.ts', "import { STSClient } from '@aws-sdk/client-sts';"],
    ['lib/services/a.ts', "import type { Pool } from 'pg';"],
    ['lib/runtime/a.ts', "import { drizzle } from 'drizzle-orm/node-postgres';"],
    ['lib/store/a.ts', "import { PgBoss } from 'pg-boss';"],
    ['app/(auth)/sign-in/page.tsx', "import { signIn } from 'next-auth/react';"],
    ['lib/store/a.ts', "import { cache } from 'next/cache';"],
    ['lib/domain/a.ts', "import { readFile } from 'node:fs/promises';"],
    ['components/secrets/a.tsx', "import { get } from 'node:http';"],
  ],
  'what is for tests is loaded by tests': [
    ['lib/runtime/a.ts', "import { b } from '@/lib/store/testing/b';"],
    ['lib/domain/a.ts', "import { test } from 'vitest';"],
  ],
  'the setup needs nothing but Node': [['lib/setup/a.mjs', "import { parse } from 'yaml';"]],
  'server rooms say server-only first': [
    ['lib/store/a.ts', 'export const a = 1;'],
    ['lib/aws/a.ts', "import { b } from './b';\nimport 'server-only';"],
    ['lib/domain/a.ts', "import 'server-only';"],
  ],
  'every route is made by route()': [
    ['app/api/a/route.ts', "import { route } from '@/lib/http/route';\nexport const GET = () => new Response();"],
    ['app/api/a/route.ts', "import { route } from '@/lib/http/route';\nexport async function POST() {}"],
    ['app/api/a/route.ts', "import { route } from '@/lib/http/route';\nexport { GET } from './get';"],
    ['app/api/a/route.ts', "import { route } from '@/lib/http/route';\nexport * from './get';"],
    ['app/api/a/route.ts', 'const route = (a) => a;\nexport const GET = route({});'],
    ['app/api/route.ts', "import { route } from '@/lib/http/route';\nexport const GET = wrap(route({}));"],
  ],
  'every verb begins with authorize()': [
    [
      'lib/services/a.ts',
      "export async function listA(ctx) { const b = ctx.store; authorize(ctx, 'inventory.read'); }",
    ],
    ['lib/services/a.ts', 'export const listA = async (ctx) => ctx.store.list();'],
    ['lib/services/a.ts', "export const listA = async (ctx) => { await work(); authorize(ctx, 'inventory.read'); };"],
    ['lib/services/a.ts', 'export function listA() {}'],
  ],
  'a value is opened in one place': [
    ['lib/services/other.ts', 'const open = value.reveal();'],
    ['lib/aws/a.ts', 'const open = answer?.value?.reveal();'],
    ['app/a/page.tsx', "const open = value['reveal']();"],
  ],
  'no file is too long': [
    ['lib/domain/a.ts', 'a();\n'.repeat(201)],
    ['lib/domain/a.test.ts', 'a();\n'.repeat(301)],
  ],
  'default exports are left to frameworks': [
    ['lib/domain/a.ts', 'export default 1;'],
    ['components/secrets/page.tsx', 'export default function Page() {}'],
  ],
  'files are named by what they do': [
    ['lib/domain/utils.ts', 'export const a = 1;'],
    ['components/ui/index.ts', 'export const a = 1;'],
    ['lib/domain/all.ts', "export * from './a';\nexport { b } from './b';"],
  ],
  'markup keeps to the content security policy': [
    ['components/secrets/a.tsx', 'export const A = () => <p style={{ width: 1 }} />;'],
    ['app/a/page.tsx', 'export const A = () => <p dangerouslySetInnerHTML={{ __html: b }} />;'],
    ['app/a/page.tsx', 'export const A = () => <p {...{ dangerouslySetInnerHTML: b }} />;'],
  ],
  'primitives know no word of the domain': [
    ['components/ui/a.tsx', 'export const SecretBadge = () => <b />;'],
    ['components/charts/a.tsx', 'export const A = () => <b>rotation</b>;'],
    ['components/ui/a.tsx', 'export const a = `the ${b} ledger`;'],
  ],
  'SQL is spoken in the store': [
    ['lib/services/a.ts', "const q = 'select id from secrets';"],
    ['lib/sync/a.ts', 'const q = sql`delete from ${table}`;'],
  ],
  'the environment is read in one place': [
    ['lib/http/a.ts', 'const port = process.env.PORT;'],
    ['lib/aws/a.ts', 'const { PORT } = process.env;'],
    ['lib/auth/a.ts', 'process.env.A = process.env.B;'],
  ],
  'no path of one machine': [['e2e/a.ts', "const folder = '/home/someone/keyledger';"]],
};

const clean: [path: string, text: string][] = [
  [
    'lib/domain/a.ts',
    "import { createHash } from 'node:crypto';\nimport type { B } from './event/b';\nexport function toA(b: B) { return b; }",
  ],
  [
    'lib/store/a.ts',
    "import 'server-only';\nimport { eq } from 'drizzle-orm';\nimport type { C } from '@/lib/config/c';\nconst q = 'select 1 from a';\nexport { eq, q };",
  ],
  [
    'lib/store/a.test.ts',
    "import { b } from '@/lib/local-aws/b';\nimport { test } from 'vitest';\nprocess.env.A = b;\nexport { test };",
  ],
  [
    'lib/services/list-a.ts',
    "import 'server-only';\nexport async function listA(ctx) { const sight = authorize(ctx, 'inventory.read'); return sight; }",
  ],
  [
    'lib/services/reveal-secret.ts',
    "import 'server-only';\nexport async function revealSecret(ctx) { authorize(ctx, 'secret.reveal'); return value.reveal(); }",
  ],
  [
    'lib/services/a.ts',
    "import 'server-only';\nexport const b = 1;\nexport type C = 2;\nconst d = ctx.aws.reveal(scope, person);",
  ],
  [
    'app/api/a/route.ts',
    "import { route } from '@/lib/http/route';\nexport const dynamic = 'force-dynamic';\nexport const GET = route({});",
  ],
  [
    'app/a/page.tsx',
    "import { listA } from '@/lib/services/list-a';\nimport Link from 'next/link';\nexport default function Page() { return <Link href='/a' className='b' />; }",
  ],
  [
    'components/ui/a.tsx',
    "import { b } from '@/components/ui/b';\nconst style = { style: 'normal' };\nexport const A = () => <p>{b}{style.style}</p>;",
  ],
  [
    'lib/setup/a.mjs',
    "import { join } from 'node:path';\nimport { b } from './b.mjs';\nexport const c = join(b, process.env.HOME);",
  ],
];

test.each(Object.entries(rules))('the rule "%s" finds each violation', (name, rule) => {
  const snippets = violations[name] ?? [];
  expect(snippets).not.toEqual([]);
  for (const [path, text] of snippets)
    expect(rule(parseSource(path, text)), `${path}: ${text.slice(0, 120)}`).not.toEqual([]);
});

test.each(clean)('%s keeps every rule', (path, text) => {
  const file = parseSource(path, text);
  expect(Object.values(rules).flatMap((rule) => rule(file))).toEqual([]);
});

test('the share of client files has its limit', () => {
  const client = parseSource('components/a/a.tsx', "'use client';\nexport const A = () => null;");
  const server = parseSource('components/a/b.tsx', 'export const B = () => null;');
  expect(clientShareProblems([client, server, server])).toEqual([]);
  expect(clientShareProblems([client, client, server, server])).toHaveLength(1);
});

test('what does not parse does not pass', () => {
  expect(() => parseSource('lib/domain/a.ts', 'import {')).toThrow(/Parse/i);
});
