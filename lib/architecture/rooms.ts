export type Room =
  | 'domain'
  | 'contract'
  | 'services'
  | 'store'
  | 'aws'
  | 'auth'
  | 'http'
  | 'sync'
  | 'config'
  | 'runtime'
  | 'local-aws'
  | 'setup'
  | 'architecture'
  | 'ui'
  | 'charts'
  | 'components'
  | 'page'
  | 'route'
  | 'auth-route'
  | 'probe-route'
  | 'instrumentation'
  | 'proxy'
  | 'e2e'
  | 'tool';

/** The first pattern that fits a path (from the root) names its room. */
const places: readonly (readonly [RegExp, Room])[] = [
  [/^lib\/architecture(\/|\.test\.ts$)/, 'architecture'],
  [/^lib\/domain\//, 'domain'],
  [/^lib\/contract\//, 'contract'],
  [/^lib\/services\//, 'services'],
  [/^lib\/store\//, 'store'],
  [/^lib\/aws\//, 'aws'],
  [/^lib\/auth\//, 'auth'],
  [/^lib\/http\//, 'http'],
  [/^lib\/sync\//, 'sync'],
  [/^lib\/config\//, 'config'],
  [/^lib\/runtime\//, 'runtime'],
  [/^lib\/local-aws\//, 'local-aws'],
  [/^lib\/setup\//, 'setup'],
  [/^components\/ui\//, 'ui'],
  [/^components\/charts\//, 'charts'],
  [/^components\//, 'components'],
  [/^app\/api\/auth\//, 'auth-route'],
  [/^app\/api\/(health|ready|metrics)\//, 'probe-route'],
  [/^app\/api\//, 'route'],
  [/^app\//, 'page'],
  [/^instrumentation\.ts$/, 'instrumentation'],
  [/^proxy\.ts$/, 'proxy'],
  [/^e2e\//, 'e2e'],
  [/^(next\.config\.js|postcss\.config\.mjs|vitest\.config\.ts)$/, 'tool'],
];

/** A room, and whether only its types may be imported. */
export type Allowed = Room | { readonly typesOf: Room };

/** Who may import whom: the table of the architecture. A room always may import itself. */
export const mayImport: Readonly<Record<Room, readonly Allowed[]>> = {
  domain: [],
  contract: ['domain'],
  services: ['domain', 'contract'],
  store: ['domain', { typesOf: 'config' }],
  aws: ['domain', { typesOf: 'config' }],
  auth: ['domain', 'config'],
  http: ['domain', 'contract', 'services', 'auth', 'runtime'],
  sync: ['domain', 'services'],
  config: ['domain'],
  // Contract: which methods a path has must be known before Next is asked.
  runtime: ['domain', 'contract', 'store', 'aws', 'auth', 'sync', 'config'],
  'local-aws': [],
  setup: [],
  architecture: [],
  ui: [],
  charts: [],
  components: [{ typesOf: 'domain' }, 'contract', 'ui', 'charts'],
  page: ['contract', 'services', 'auth', 'runtime', 'components', 'ui', 'charts'],
  route: ['contract', 'services', 'http'],
  'auth-route': ['contract', 'services', 'http', 'auth'],
  'probe-route': ['contract', 'services', 'http', 'runtime'],
  instrumentation: ['runtime'],
  proxy: [],
  e2e: ['local-aws', 'contract', 'domain', 'auth'],
  tool: [],
};

const web: readonly Room[] = [
  'auth',
  'http',
  'runtime',
  'components',
  'ui',
  'charts',
  'page',
  'route',
  'auth-route',
  'probe-route',
  'instrumentation',
  'proxy',
  'tool',
];
const notShared: readonly Room[] = [
  'services',
  'store',
  'aws',
  'auth',
  'http',
  'sync',
  'config',
  'runtime',
  'local-aws',
  'setup',
  'architecture',
  'page',
  'route',
  'auth-route',
  'probe-route',
  'instrumentation',
  'proxy',
  'e2e',
  'tool',
];

/** Packages that only some rooms know. */
export const packageRooms: readonly { package: RegExp; rooms: readonly Room[] }[] = [
  { package: /^(@aws-sdk|@smithy)\//, rooms: ['aws'] },
  { package: /^(drizzle-orm|pg-copy-streams)(\/|$)/, rooms: ['store'] },
  // The leak test looks into every table from outside.
  { package: /^pg$/, rooms: ['store', 'e2e'] },
  { package: /^pg-boss(\/|$)/, rooms: ['sync'] },
  { package: /^next-auth(\/|$)/, rooms: ['auth', 'auth-route'] },
  { package: /^next(\/|$)/, rooms: web },
  // Decisions do no I/O, and what the browser shares with the server cannot.
  {
    package: /^node:(fs|http|https|http2|net|tls|dgram|dns|child_process|worker_threads|cluster)(\/|$)/,
    rooms: notShared,
  },
];

/** Rooms whose every file says `server-only` first. */
export const serverRooms: ReadonlySet<Room> = new Set([
  'store',
  'aws',
  'auth',
  'http',
  'services',
  'sync',
  'config',
  'runtime',
]);

/** @param path from the root, with slashes; null where no room has been made for it */
export function findRoom(path: string): Room | null {
  return places.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

/** Tests, and what only tests load, may drive anything. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$|\/testing\/|^lib\/architecture\//.test(path);
}
