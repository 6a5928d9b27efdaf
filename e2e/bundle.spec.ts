import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scopesList } from '@/lib/contract/scopes-list';
import { findParticulars } from './fixtures/particulars';
import { readFiles } from './fixtures/stored-bytes';
import { expect, test } from './fixtures/test';
import { testAddress } from './fixtures/test-address';
import { Client } from './trust/world/client';

const folder = fileURLToPath(new URL('../.next/static', import.meta.url));
const assets = () =>
  [...readFiles(folder)].map(({ name, bytes }) => ({ path: `/_next/static/${name.slice('file '.length)}`, bytes }));

const STRANGERS_PAGES = [
  '/',
  '/secrets',
  '/secrets/AAAAAAAAAAAAAAAAAAAAAA',
  '/sign-in',
  '/sign-in?error=Callback',
  '/nowhere',
];

/** What the installation keeps to itself, made at its first start. */
function ownSecrets(): string[] {
  const own = join(testAddress('KEYLEDGER_TEST_DATA'), 'demo/local-aws');
  const passwords: unknown = JSON.parse(readFileSync(join(own, 'postgres.json'), 'utf8'));
  const texts = Object.values(passwords ?? {}).filter((value): value is string => typeof value === 'string');
  return [...texts, readFileSync(join(own, 'session-secret'), 'utf8').trim()];
}

test('what the browser loads has no source map, beside it or named in it', async ({ request }) => {
  const files = assets();
  expect(files.filter(({ path }) => path.endsWith('.js')).length).toBeGreaterThan(10);
  expect(files.filter(({ path }) => path.endsWith('.css')).length).toBeGreaterThan(0);
  expect(files.filter(({ path }) => path.endsWith('.map'))).toEqual([]);
  expect(files.filter(({ bytes }) => bytes.includes('sourceMappingURL=')).map(({ path }) => path)).toEqual([]);
  for (const { path, bytes } of files.filter((file) => /\.(?:js|css)$/.test(file.path))) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(200);
    expect((await answer.body()).equals(bytes), path).toBe(true);
    expect(Object.keys(answer.headers()).filter((name) => name.includes('sourcemap'))).toEqual([]);
    expect((await request.get(`${path}.map`)).status(), `${path}.map`).toBe(404);
  }
});

test('nothing else of the build is served: no map, no chunk of the server, no list, by whatever path', async () => {
  const server = fileURLToPath(new URL('../.next/server', import.meta.url));
  const names = readdirSync(server, { recursive: true, encoding: 'utf8' });
  const some = [/^chunks\/.*\.js\.map$/, /^chunks\/ssr\/.*\.js\.map$/, /^chunks\/.*\.js$/, /^app\/.*\.js\.map$/].map(
    (kind) => names.find((name) => kind.test(name)),
  );
  expect(some).not.toContain(undefined);
  const files = [
    ...some.map((name) => `server/${name?.split('/').map(encodeURIComponent).join('/')}`),
    'server/middleware.js.map',
    'server/preview-props.json',
    'BUILD_ID',
    'build-manifest.json',
    'sbom.cdx.json',
    'required-server-files.json',
    'keyledger-build',
  ];
  const ways = [
    '',
    '.next/',
    '_next/',
    '_next/static/',
    '_next/static/../',
    '_next/static/%2e%2e/',
    '_next/static/..%2f',
  ];
  const odd = ['_next/static/chunks/..%5c..%5c', '_next/static/%252e%252e/', '_next//static/..//', '_next/data/../'];
  const asked = [
    ...[...ways, ...odd].flatMap((way) => files.map((file) => `/${way}${file}`)),
    ...files.map((file) => `/__nextjs_source-map?filename=${encodeURIComponent(`.next/${file.replace('.map', '')}`)}`),
    '/__nextjs_original-stack-frames',
    '/package.json',
    '/_next/static/../../package.json',
    '/keyledger.yaml',
  ];
  const client = new Client(testAddress('KEYLEDGER_TEST_URL'));
  const served: string[] = [];
  for (const path of asked) {
    const { status, text } = await client.send({ path });
    const isOurs = /"mappings"|"sources"|"bomFormat"|module\.exports=|"previewModeId"|"appDir"|"pages":\{/.test(text);
    if (![307, 308, 400, 404].includes(status) || isOurs) served.push(`${path}: ${status}`);
  }
  client.close();
  expect(served).toEqual([]);
});

test('the search knows an account, an ARN, a path and a value of the environment', async ({ apiAs }) => {
  const environment = {
    TOKEN: 'a-value-of-this-machine',
    NODE_ENV: 'production',
    npm_package_name: 'keyledger-itself',
  };
  const find = (text: string) => findParticulars(text, ['own words'], environment);
  expect(find('in account 210987654321, say')).toEqual(['an account: 210987654321']);
  expect(find('arn:aws-cn:iam::210987654321:role/x')).toContain('an ARN: arn:aws-cn:iam::210987654321:');
  expect(find('"/home/somebody/keyledger/app"')).toEqual(['a path: /home/somebody']);
  expect(find(`at ${process.cwd()}/app/page.tsx`)).toContain('the folder of the program');
  expect(find('const t="a-value-of-this-machine"')).toEqual(['the value of TOKEN']);
  expect(find('my own words')).toEqual(['the word own words']);
  expect(find('production, keyledger-itself, 123456789012, 1764100000000, 0.123456789013, a0b1-000000000000')).toEqual(
    [],
  );
  const admin = await apiAs('admin');
  const { items } = scopesList.parse(await (await admin.request.get('/api/scopes')).json());
  const seen = find(await (await admin.request.get('/secrets')).text());
  expect(seen).toContain(`an account: ${items[0]?.account}`);
});

test('nothing in the bundle and in a stranger’s pages names an account, this machine or its environment', async ({
  request,
}) => {
  const words = ownSecrets();
  expect(words.length).toBeGreaterThanOrEqual(2);
  const leaks: string[] = [];
  for (const { path, bytes } of assets())
    leaks.push(...findParticulars(bytes.toString('latin1'), words, process.env).map((what) => `${path}: ${what}`));
  for (const path of STRANGERS_PAGES) {
    const answer = await request.get(path);
    expect(answer.headers()['content-type'], path).toContain('text/html');
    const said = `${JSON.stringify(answer.headers())}\n${await answer.text()}`;
    leaks.push(...findParticulars(said, words, process.env).map((what) => `${path}: ${what}`));
  }
  expect(leaks).toEqual([]);
});
