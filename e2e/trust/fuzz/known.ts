import { accessList } from '@/lib/contract/access-list';
import { ledgerList } from '@/lib/contract/ledger';
import { scopesList } from '@/lib/contract/scopes-list';
import { secretsList } from '@/lib/contract/secrets-list';
import type { Operation } from '@/lib/contract/operation';
import { savedView } from '@/lib/contract/saved-views';
import { createdToken } from '@/lib/contract/tokens';
import { ROWS, type Subject } from '@/e2e/trust/matrix/rows';
import { Person } from '@/e2e/trust/world/person';
import type { Estate } from '@/e2e/trust/world/start-estate';
import type { Survey } from '@/e2e/trust/world/survey';
import { CHANNEL } from '@/e2e/bench/world/write-config';
import type { Good, Known } from './requests';

const TO_BE_ENDED = 5;
/** Who asks for something good before all the others come. */
export const FIRST = 'who asks first';

const VIEW = { name: 'to go', screen: 'secrets', query: 'env=prod', shared: true, replace: true };
const TOKEN = { name: 'to go', permissions: ['inventory.read'] };

const PREFIX = { prefix: 'nowhere/', owner: null, note: null, runbook: null, revision: null };

const CHANGE = { query: 'env=prod', seen: { name: VIEW.name, shared: true, savedAt: '2026-01-01T00:00:00.000Z' } };

const GOOD: Readonly<Record<string, unknown>> = {
  createToken: TOKEN,
  saveView: VIEW,
  changeView: CHANGE,
  annotatePrefix: PREFIX,
};

/** Real ids of the kind that a route is about, bodies that fit them, and real cursors of any list. */
export async function toKnown(
  { id: operation, method }: Operation,
  { estate, survey }: { estate: Estate; survey: Survey },
): Promise<Known> {
  const { marked, events, runs, entries, reviews, findings, waves, scopes, admin } = survey;
  const findingsThat = (isDismissed: boolean) => () =>
    findings.filter(({ dismissed }) => dismissed === isDismissed).map(({ id }) => id);
  const toBeEnded = <T>(make: (index: number) => Promise<T>) =>
    Promise.all(Array.from({ length: TO_BE_ENDED }, (_, index) => make(index)));
  const sessions = () => toBeEnded(async (index) => (await estate.openSession('viewer', `to go, ${index}`)).sessionId);
  const viewOf = async (person: Person) => [
    savedView.parse(JSON.parse((await person.post('/api/views', VIEW)).text)).id,
  ];
  const ids: Record<Subject, () => string[] | Promise<string[]>> = {
    secret: () => marked.map(({ id }) => id),
    principal: () => events.slice(0, 20).map(({ principal }) => principal.id),
    run: () => runs.map(({ id }) => id),
    session: sessions,
    'own-session': async () => [(await estate.openSession('admin', FIRST)).sessionId, ...(await sessions())],
    token: () =>
      toBeEnded(async () => createdToken.parse(JSON.parse((await admin.post('/api/tokens', TOKEN)).text)).item.id),
    view: () => viewOf(admin),
    'own-view': async () => viewOf(new Person(estate.client, (await estate.openSession('admin', FIRST)).cookie)),
    account: () => [marked[0]?.account ?? ''],
    scope: () => [...scopes],
    'tested-scope': () => [...scopes],
    channel: () => [CHANNEL],
    review: () => reviews.map(({ id }) => id),
    'open-finding': findingsThat(false),
    'dismissed-finding': findingsThat(true),
    wave: () => waves.map(({ id }) => id),
    question: () => ['A'.repeat(22)],
    entry: () => entries.map(({ seq }) => String(seq)),
    none: () => [...marked.flatMap(({ id, name }) => [id, name]), ...scopes],
  };
  const pages = await Promise.all([
    admin.get(secretsList, '/api/secrets?limit=1'),
    admin.get(accessList, '/api/access?limit=1'),
    admin.get(ledgerList, '/api/ledger?limit=1'),
    admin.get(scopesList, '/api/scopes?limit=1'),
  ]);
  const { about = 'none', body } = ROWS[operation] ?? {};
  const known = await ids[about]();
  const isPost = method === 'POST';
  const good = known.map((id): Good => {
    const secret = marked.find((one) => one.id === id);
    return { id, ...(isPost && { body: GOOD[operation] ?? body?.({ id, secret }) }) };
  });
  return { ids: known, good, cursors: pages.flatMap(({ nextCursor }) => nextCursor ?? []) };
}
